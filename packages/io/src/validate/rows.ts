import { isPlainMapping } from '../credentials.js';

/** A table in any of the shapes in which tables are passed around, row by row. */
export interface Rows {
  readonly count: number;
  /** The row at this index, counted from 0. */
  row(index: number): unknown;
  /** The table with other rows, as many as before, in the same shape. */
  rebuild(rows: readonly unknown[]): unknown;
}

type Column = readonly unknown[] | TypedArray;
type TypedArray = NodeJS.TypedArray;

/**
 * The rows of an array, of columns by name (arrays or typed arrays of one length), or of an Arrow table, which is read through
 * its own methods and always stays what it is.
 *
 * @returns undefined for anything else
 */
export function rowsOf(value: unknown): Rows | undefined {
  if (Array.isArray(value)) return rowsOfArray(value);
  if (isArrowTable(value)) return rowsOfArrow(value);
  return isPlainMapping(value) ? rowsOfColumns(value) : undefined;
}

function rowsOfArray(array: readonly unknown[]): Rows {
  return {
    count: array.length,
    row: (index) => array[index],
    rebuild: (rows) => (rows.every((row, i) => row === array[i]) ? array : rows),
  };
}

interface ArrowTable {
  readonly numRows: number;
  readonly schema: { readonly fields: readonly unknown[] };
  get(index: number): { toJSON(): unknown } | null;
}

function isArrowTable(value: unknown): value is ArrowTable {
  if (typeof value !== 'object' || value === null) return false;
  const { numRows, get, schema } = value as Partial<ArrowTable>;
  return typeof numRows === 'number' && typeof get === 'function' && Array.isArray(schema?.fields);
}

function rowsOfArrow(table: ArrowTable): Rows {
  return { count: table.numRows, row: (index) => table.get(index)?.toJSON(), rebuild: () => table };
}

function rowsOfColumns(mapping: Readonly<Record<string, unknown>>): Rows | undefined {
  const columns = Object.entries(mapping);
  const count = columns.length === 0 ? undefined : lengthOf(columns[0]![1]);
  if (count === undefined || !columns.every(([, column]) => lengthOf(column) === count)) return undefined;
  return { count, row: readerOf(columns as [string, Column][]), rebuild: (rows) => toColumns(rows, mapping) };
}

function readerOf(columns: readonly (readonly [string, Column])[]): Rows['row'] {
  // Assigned to, __proto__ would be the prototype; but to make each row of pairs takes several times as long.
  if (columns.some(([name]) => name === '__proto__'))
    return (index) => Object.fromEntries(columns.map(([name, column]) => [name, column[index]]));
  return (index) => {
    const row: Record<string, unknown> = {};
    for (const [name, column] of columns) row[name] = column[index];
    return row;
  };
}

/** A column of which nothing has changed stays itself, and a Float64Array one as long as it has numbers only. */
function toColumns(rows: readonly unknown[], before: Readonly<Record<string, unknown>>): unknown {
  if (rows.length === 0) return before;
  const names = new Set<string>();
  for (const row of rows) {
    // What is no row cannot be put into columns.
    if (!isPlainMapping(row)) return rows;
    for (const name in row) names.add(name);
  }
  const columns = [...names].map((name): readonly [string, unknown] => {
    const cells = rows.map((row) => (row as Readonly<Record<string, unknown>>)[name]);
    return [name, likeBefore(cells, Object.hasOwn(before, name) ? (before[name] as Column) : [])];
  });
  const isSame =
    columns.length === Object.keys(before).length &&
    columns.every(([name, column]) => column === before[name]);
  return isSame ? before : Object.fromEntries(columns);
}

function likeBefore(cells: readonly unknown[], before: Column): unknown {
  if (cells.length === before.length && cells.every((cell, i) => Object.is(cell, before[i]))) return before;
  if (!(before instanceof Float64Array) || !cells.every((cell) => typeof cell === 'number')) return cells;
  return Float64Array.from(cells);
}

function lengthOf(column: unknown): number | undefined {
  if (Array.isArray(column)) return column.length;
  return ArrayBuffer.isView(column) && !(column instanceof DataView)
    ? (column as TypedArray).length
    : undefined;
}
