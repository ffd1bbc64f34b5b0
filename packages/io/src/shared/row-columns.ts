import { isPlainObject } from './find-unshareable.js';

/** Rows turned into one array per key: numbers become a Float64Array, so that they travel as bytes. */
export interface RowColumns {
  readonly length: number;
  readonly columns: readonly (readonly [key: string, values: Float64Array | readonly unknown[]])[];
}

/** Fewer rows than this are not worth the turn. */
const FEWEST_ROWS = 32;

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
  const columns: [string, Float64Array | unknown[]][] = [];
  for (const key of keys) {
    const column = columnOf(rows, key);
    if (column === undefined) return undefined;
    columns.push([key, column]);
  }
  return { length: rows.length, columns };
}

/** The rows again, as new objects. */
export function columnsToRows({ length, columns }: RowColumns): Record<string, unknown>[] {
  const rows = new Array<Record<string, unknown>>(length);
  for (let i = 0; i < length; i++) {
    const row: Record<string, unknown> = {};
    for (const [key, values] of columns) row[key] = values[i];
    rows[i] = row;
  }
  return rows;
}

function isRow(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && isPlainObject(value);
}

function hasKeys(row: Record<string, unknown>, keys: readonly string[]): boolean {
  let i = 0;
  for (const key in row) if (key !== keys[i++]) return false;
  return i === keys.length;
}

function columnOf(
  rows: readonly Record<string, unknown>[],
  key: string,
): Float64Array | unknown[] | undefined {
  if (typeof rows[0]![key] === 'number') {
    const numbers = new Float64Array(rows.length);
    let i = 0;
    for (; i < rows.length; i++) {
      const item = rows[i]![key];
      if (typeof item !== 'number') break;
      numbers[i] = item;
    }
    if (i === rows.length) return numbers;
  }
  const items = new Array<unknown>(rows.length);
  for (let i = 0; i < rows.length; i++) {
    const item = rows[i]![key];
    if ((typeof item === 'object' && item !== null) || typeof item === 'function' || typeof item === 'symbol')
      return undefined;
    items[i] = item;
  }
  return items;
}
