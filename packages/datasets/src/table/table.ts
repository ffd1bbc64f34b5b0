/** Arrays of numbers as they lie in memory. */
export type TypedArray =
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | Float32Array
  | Float64Array
  | BigInt64Array
  | BigUint64Array;

/** The values of one column; `null` (when saving, also `undefined`) where there is none. */
export type ColumnValues = readonly unknown[] | TypedArray;

/** One row, values by column name. */
export type TableRow = Record<string, unknown>;

/** Columns of one length by name. */
export type TableColumns = Readonly<Record<string, ColumnValues>>;

/** Rows or columns, in the one form that the writers understand. */
export interface Table {
  /** Number of rows. */
  readonly length: number;
  readonly columns: readonly { readonly name: string; readonly values: ColumnValues }[];
}

/** Whether it is a typed array of numbers. */
export function isTypedArray(value: unknown): value is TypedArray {
  return ArrayBuffer.isView(value) && !(value instanceof DataView);
}

/** How messages name a cell; rows count from 1. */
export function cellPath(column: string, row: number): string {
  return `column "${column}", row ${row + 1},`;
}
