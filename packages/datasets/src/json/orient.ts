import { FileContentError } from '../errors.js';
import type { TableRow } from '../table/table.js';
import type { JsonOrient } from './resolve-json-table-options.js';

type Mapping = Readonly<Record<string, unknown>>;

/**
 * The rows or columns in the content of a file.
 *
 * @param orient - Default: records for a list, else columns
 * @throws FileContentError when the content lies otherwise
 */
export function fromOrient(path: string, content: unknown, orient: JsonOrient | undefined): unknown {
  switch (orient ?? (Array.isArray(content) ? 'records' : 'columns')) {
    case 'records':
      if (!Array.isArray(content) || !content.every(isMapping))
        throw otherwise(path, 'a list of rows', orient);
      return content;
    case 'columns':
      if (!isMapping(content) || !Object.values(content).every(isMapping))
        throw otherwise(path, 'an object of columns, each one an object by label of rows', orient);
      return columnsOf(content as Readonly<Record<string, Mapping>>);
    case 'index':
      if (!isMapping(content) || !Object.values(content).every(isMapping))
        throw otherwise(path, 'an object of rows by label', orient);
      return Object.values(content);
    case 'split':
      if (!isMapping(content) || !isTexts(content.columns) || !isLists(content.data))
        throw otherwise(path, 'an object with "columns" and "data"', orient);
      return splitColumns(content.columns, content.data);
  }
}

/** The content of a file with these rows; their labels are their positions. */
export function toOrient(rows: readonly TableRow[], orient: JsonOrient): unknown {
  const names = Object.keys(rows[0] ?? {});
  switch (orient) {
    case 'records':
      return rows;
    case 'columns':
      return Object.fromEntries(names.map((name) => [name, { ...rows.map((row) => row[name]) }]));
    case 'index':
      return { ...rows };
    case 'split':
      return {
        columns: names,
        index: rows.map((_, i) => i),
        data: rows.map((row) => names.map((name) => row[name])),
      };
  }
}

/** A label that a column lacks has no value there. */
function columnsOf(columns: Readonly<Record<string, Mapping>>): Record<string, unknown[]> {
  const labels = new Set(Object.values(columns).flatMap((column) => Object.keys(column)));
  return Object.fromEntries(
    Object.entries(columns).map(([name, column]) => [
      name,
      [...labels].map((label) => column[label] ?? null),
    ]),
  );
}

function splitColumns(
  names: readonly string[],
  data: readonly (readonly unknown[])[],
): Record<string, unknown[]> {
  return Object.fromEntries(names.map((name, at) => [name, data.map((row) => row[at] ?? null)]));
}

function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((text) => typeof text === 'string');
}

function isLists(value: unknown): value is readonly (readonly unknown[])[] {
  return Array.isArray(value) && value.every((row) => Array.isArray(row));
}

function otherwise(path: string, what: string, orient: JsonOrient | undefined): FileContentError {
  const why =
    orient === undefined ? '; say in load_args.orient how the table lies' : `, as load_args.orient says`;
  return new FileContentError(path, `is not ${what}${why}`);
}
