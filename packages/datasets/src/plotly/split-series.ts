import type { ColumnValues } from '../table/table.js';
import type { ChartTable } from './chart-table.js';

/** Rows that are drawn alike. */
export interface Series {
  /** What they have in common; empty where all rows are one series. */
  readonly name: string;
  readonly color: string;
  /** The values of a column for these rows. */
  readonly valuesOf: (column: string) => ColumnValues;
}

/**
 * The rows by the values of a column, in the order in which these appear; rows without a value are left out.
 *
 * @param by - Default: all rows are one series
 * @param colors - one after the other, and again from the start
 */
export function splitSeries(
  table: ChartTable,
  by: string | undefined,
  colors: readonly string[],
): readonly Series[] {
  const whole = (column: string): ColumnValues => table.columns.get(column)!;
  if (by === undefined) return [{ name: '', color: colors[0]!, valuesOf: whole }];
  const rows = new Map<string, number[]>();
  const keys = whole(by);
  for (let i = 0; i < table.length; i++) {
    const key: unknown = keys[i];
    if (key === null || key === undefined) continue;
    const name = nameOf(key);
    const found = rows.get(name);
    if (found === undefined) rows.set(name, [i]);
    else found.push(i);
  }
  return [...rows].map(([name, positions], i) => ({
    name,
    color: colors[i % colors.length]!,
    valuesOf: (column) => positions.map((at) => whole(column)[at]),
  }));
}

function nameOf(key: unknown): string {
  if (key instanceof Date) return key.toISOString().slice(0, -1);
  return typeof key === 'object' ? JSON.stringify(key) : `${key as string | number | boolean}`;
}
