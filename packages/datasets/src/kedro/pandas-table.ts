import { DatasetOptionsError } from '../errors.js';
import type { CsvType } from '../csv/resolve-csv-options.js';
import type { Options, Rule } from './rules.js';

/** What pandas takes for a missing value in a text file or a sheet unless told otherwise; the empty cell is one anyway. */
const MISSING: readonly string[] = [
  '#N/A',
  '#N/A N/A',
  '#NA',
  '-1.#IND',
  '-1.#QNAN',
  '-NaN',
  '-nan',
  '1.#IND',
  '1.#QNAN',
  '<NA>',
  'N/A',
  'NA',
  'NULL',
  'NaN',
  'None',
  'n/a',
  'nan',
  'null',
];

/** The texts that stand for nothing, of `na_values`, `keep_default_na` and `na_filter`. */
export function missingTexts({
  na_values: values,
  keep_default_na: keep,
  na_filter: filter,
}: Options): Options {
  if (filter === false) return {};
  const more = values === null || values === undefined ? [] : [values].flat().map(String);
  const missing = [...(keep === false ? [] : MISSING), ...more];
  return missing.length === 0 ? {} : { missing };
}

/** Checks `na_values`, which {@link missingTexts} reads. */
export const naValues: Rule = (value, { option }) => {
  const isCell = (item: unknown): boolean => typeof item === 'string' || typeof item === 'number';
  if (value === null || isCell(value) || (Array.isArray(value) && value.every(isCell))) return {};
  throw new DatasetOptionsError(option, 'must be a text or a list of texts here, the same for all columns');
};

/** `header`: the row of the names, or none. */
export const headerRow: Rule = (value, { option }) => {
  if (typeof value === 'boolean') return { header: value };
  if (value === null) return { header: false };
  if (value === 0 || value === 'infer') return {};
  throw new DatasetOptionsError(
    option,
    `is ${JSON.stringify(value)}; the names stand in the first row (0) here, or there are none (null)`,
  );
};

/** `names`: those of a table that has no header. */
export const columnNames: Rule = (value, { option, args }) => {
  if (value === null) return {};
  if (args.header === undefined || args.header === null || args.header === false)
    return { columns: value, header: false };
  throw new DatasetOptionsError(
    option,
    'would rename the columns that the header names; rename them in a node, or write header: null',
  );
};

/** `usecols`: by name, since positions depend on the file. */
export const pickedColumns: Rule = (value, { option }) => {
  if (value === null) return {};
  if (Array.isArray(value) && value.every((name) => typeof name === 'string')) return { columns: value };
  throw new DatasetOptionsError(option, 'must be a list of column names here');
};

/** `dtype`: for all columns or by column. */
export const columnTypes: Rule = (value, { option }) => {
  if (value === null) return {};
  if (typeof value !== 'object') return { types: typeOf(value, option) };
  return {
    types: Object.fromEntries(
      Object.entries(value).map(([column, type]) => [column, typeOf(type, `${option}.${column}`)]),
    ),
  };
};

/** `parse_dates`: the columns that hold dates; a boolean is about labels of rows. */
export const dateColumns: Rule = (value, { option }) => {
  if (value === null || typeof value === 'boolean') return {};
  if (Array.isArray(value) && value.every((name) => typeof name === 'string'))
    return { types: Object.fromEntries(value.map((name) => [name, 'date'])) };
  throw new DatasetOptionsError(option, 'must be a list of column names here');
};

const TYPES: readonly (readonly [RegExp, CsvType])[] = [
  [/^(str|string|object|category)(\[.*\])?$/i, 'string'],
  [/^(u?int|float)(8|16|32|64)?(\[.*\])?$/i, 'number'],
  [/^bool(ean)?(\[.*\])?$/i, 'boolean'],
  [/^datetime64(\[.*\])?$/i, 'date'],
];

function typeOf(type: unknown, option: string): CsvType {
  const found = TYPES.find(([pattern]) => pattern.test(String(type)));
  if (found !== undefined) return found[1];
  throw new DatasetOptionsError(
    option,
    `is ${JSON.stringify(type)}; known here are str, int, float, bool, category and datetime64, with their sizes`,
  );
}
