import { closestNames, didYouMean } from '@kedro-ts/io';
import { DatasetOptionsError, ValueNotWritableError } from '../errors.js';
import { arrowToTable } from './arrow-to-table.js';
import { isArrowTable } from './arrow.js';
import { isTypedArray, type ColumnValues, type Table, type TableRow } from './table.js';

/**
 * What a table dataset was given to save, as columns.
 *
 * @param data - an array of row objects, an object of arrays of one length, or an Arrow table
 * @param only - the columns to keep, in this order. Default: all, in the order in which the data names them
 * @throws ValueNotWritableError for anything else, and for columns of different lengths
 */
export async function toTable(data: unknown, only?: readonly string[]): Promise<Table> {
  const table = Array.isArray(data)
    ? rowsToTable(data, only)
    : isArrowTable(data)
      ? await arrowToTable(data)
      : columnsToTable(data);
  checkNames(table.columns.map(({ name }) => name));
  return only === undefined ? table : pick(table, only);
}

function checkNames(names: readonly string[]): void {
  if (names.includes('__proto__'))
    throw new ValueNotWritableError(
      'data',
      'has a column named "__proto__", which no object can hold when loaded',
    );
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) throw new ValueNotWritableError('data', `has two columns named "${twice}"`);
}

function rowsToTable(rows: readonly unknown[], only: readonly string[] | undefined): Table {
  const names = only !== undefined && rows.length === 0 ? [...only] : namesOf(rows);
  if (names.length === 0 && rows.length > 0)
    throw new ValueNotWritableError('data', 'has rows without any column');
  const columns = names.map((name) => {
    const values = new Array<unknown>(rows.length);
    for (let i = 0; i < rows.length; i++) values[i] = (rows[i] as TableRow)[name] ?? null;
    return { name, values };
  });
  return { length: rows.length, columns };
}

/** All keys of all rows; rows that repeat the keys of the first, which is the rule, cost little. */
function namesOf(rows: readonly unknown[]): string[] {
  const names: string[] = [];
  const known = new Set<string>();
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i];
    if (typeof row !== 'object' || row === null || Array.isArray(row))
      throw new ValueNotWritableError(`data[${i}]`, 'is no row; a row is an object of values by column name');
    let position = 0;
    for (const name in row) {
      if (name === names[position++] || known.has(name)) continue;
      known.add(name);
      names.push(name);
    }
  }
  return names;
}

function columnsToTable(data: unknown): Table {
  if (typeof data !== 'object' || data === null || ArrayBuffer.isView(data))
    throw new ValueNotWritableError(
      'data',
      'is no table; save an array of row objects, an object of arrays of one length, or an Arrow table',
    );
  const columns = Object.entries(data as Record<string, unknown>).map(([name, values]) => {
    if (!Array.isArray(values) && !isTypedArray(values))
      throw new ValueNotWritableError(`data.${name}`, 'is no column; a column is an array or a typed array');
    return { name, values: values as ColumnValues };
  });
  const length = columns[0]?.values.length ?? 0;
  const other = columns.find(({ values }) => values.length !== length);
  if (other !== undefined)
    throw new ValueNotWritableError(
      `data.${other.name}`,
      `has ${other.values.length} values, while data.${columns[0]!.name} has ${length}`,
    );
  return { length, columns };
}

function pick({ length, columns }: Table, only: readonly string[]): Table {
  const names = columns.map(({ name }) => name);
  return { length, columns: pickNames('save_args.columns', only, names).map((at) => columns[at]!) };
}

/** Where the wanted names stand among those that are there. */
export function pickNames(option: string, wanted: Iterable<string>, names: readonly string[]): number[] {
  return [...wanted].map((name) => {
    const at = names.indexOf(name);
    if (at >= 0) return at;
    throw new DatasetOptionsError(
      option,
      `names the column "${name}", which the data does not have.${didYouMean(closestNames(name, names))}`,
    );
  });
}
