import { isPlainObject } from './find-unshareable.js';

/** Rows turned into one column per key. */
export interface RowColumns {
  readonly length: number;
  readonly columns: readonly (readonly [key: string, column: Column])[];
}

/**
 * The values of one key: numbers as a Float64Array, so that they travel as bytes; else, where few values come again and
 * again, the different values and for each row the index of its own; else the values.
 */
type Column =
  | { readonly values: Float64Array | readonly unknown[] }
  | { readonly values: readonly unknown[]; readonly indices: Uint32Array };

/** Fewer rows than this are not worth the turn. */
const FEWEST_ROWS = 32;

/** A column is kept by its different values while there are at most this many rows per value, on average. */
const FEWEST_ROWS_PER_VALUE = 4;

/**
 * Columns of an array of uniform rows (plain objects with the same keys in the same order, holding nothing but
 * primitives), or undefined when it is not that.
 */
export function rowsToColumns(value: unknown): RowColumns | undefined {
  if (!Array.isArray(value) || value.length < FEWEST_ROWS || !isRow(value[0])) return undefined;
  const keys = Object.keys(value[0]);
  if (keys.length === 0 || keys.includes('__proto__')) return undefined;
  for (const row of value) if (!isRow(row) || !hasKeys(row, keys)) return undefined;

  const rows = value as Record<string, unknown>[];
  const columns: [string, Column][] = [];
  for (const key of keys) {
    const column = columnOf(rows, key);
    if (column === undefined) return undefined;
    columns.push([key, column]);
  }
  return { length: rows.length, columns };
}

/** The rows again, as new objects. */
export function columnsToRows({ length, columns }: RowColumns): Record<string, unknown>[] {
  // Copies of one object have its shape from the start, which is several times faster than adding key after key.
  const template = Object.fromEntries(columns.map(([key, { values }]) => [key, values[0]]));
  const rows = new Array<Record<string, unknown>>(length);
  for (let i = 0; i < length; i++) rows[i] = { ...template };
  for (const [key, column] of columns) fillColumn(rows, key, column);
  return rows;
}

function fillColumn(rows: Record<string, unknown>[], key: string, column: Column): void {
  const { values } = column;
  if ('indices' in column) {
    const { indices } = column;
    for (let i = 0; i < rows.length; i++) rows[i]![key] = values[indices[i]!];
  } else for (let i = 0; i < rows.length; i++) rows[i]![key] = values[i];
}

function isRow(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && isPlainObject(value);
}

function hasKeys(row: Record<string, unknown>, keys: readonly string[]): boolean {
  let i = 0;
  for (const key in row) if (key !== keys[i++]) return false;
  return i === keys.length;
}

function columnOf(rows: readonly Record<string, unknown>[], key: string): Column | undefined {
  if (typeof rows[0]![key] === 'number') {
    const numbers = numbersOf(rows, key);
    if (numbers !== undefined) return { values: numbers };
  }
  const values = new Array<unknown>(rows.length);
  for (let i = 0; i < rows.length; i++) {
    const item = rows[i]![key];
    if ((typeof item === 'object' && item !== null) || typeof item === 'function' || typeof item === 'symbol')
      return undefined;
    values[i] = item;
  }
  return byDifferentValues(values) ?? { values };
}

function numbersOf(rows: readonly Record<string, unknown>[], key: string): Float64Array | undefined {
  const numbers = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) {
    const item = rows[i]![key];
    if (typeof item !== 'number') return undefined;
    numbers[i] = item;
  }
  return numbers;
}

function byDifferentValues(items: readonly unknown[]): Column | undefined {
  const most = items.length / FEWEST_ROWS_PER_VALUE;
  const places = new Map<unknown, number>();
  const indices = new Uint32Array(items.length);
  for (let i = 0; i < items.length; i++) {
    const item = items[i];
    // A map takes 0 and -0 for the same.
    if (Object.is(item, -0)) return undefined;
    let place = places.get(item);
    if (place === undefined) {
      if (places.size >= most) return undefined;
      place = places.size;
      places.set(item, place);
    }
    indices[i] = place;
  }
  return { values: [...places.keys()], indices };
}
