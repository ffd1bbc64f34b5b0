import { ValueNotWritableError } from '../errors.js';
import { cellPath, isTypedArray, type ColumnValues, type TypedArray } from '../table/table.js';
import type { ParquetType } from './resolve-parquet-options.js';

/** What a single value is; `integer` says that a number is whole. */
type Kind = 'boolean' | 'integer' | 'number' | 'bigint' | 'string' | 'bytes' | 'timestamp' | 'json';

/**
 * The narrowest type that holds all values of a column: typed arrays keep theirs; whole numbers are int32, or int64 if they
 * need it; other numbers double; bigints, also mixed with whole numbers, int64; objects and lists JSON. A column without any
 * value is a string column.
 *
 * @throws ValueNotWritableError for a column that mixes kinds
 */
export function inferType(name: string, values: ColumnValues): ParquetType {
  if (isTypedArray(values)) return typeOfArray(values);
  let column: Kind | undefined;
  let isWide = false;
  for (let i = 0; i < values.length; i++) {
    const value: unknown = values[i];
    if (value === null || value === undefined) continue;
    const kind = kindOf(value);
    if (kind === undefined)
      throw new ValueNotWritableError(cellPath(name, i), `is a ${typeof value}, which is no data`);
    if (kind === 'integer') isWide ||= (value as number) < -(2 ** 31) || (value as number) >= 2 ** 31;
    if (kind === column) continue;
    const joined = column === undefined ? kind : join(column, kind);
    if (joined === undefined)
      throw new ValueNotWritableError(
        cellPath(name, i),
        `is ${show(kind)}, while the values above are ${show(column!)}; make them alike, or say in save_args.types what the column is`,
      );
    column = joined;
  }
  if (column === 'integer') return isWide ? 'int64' : 'int32';
  if (column === 'number') return 'double';
  if (column === 'bigint') return 'int64';
  return column ?? 'string';
}

function kindOf(value: unknown): Kind | undefined {
  switch (typeof value) {
    case 'boolean':
    case 'string':
    case 'bigint':
      return typeof value as 'boolean' | 'string' | 'bigint';
    case 'number':
      return Number.isSafeInteger(value) && !Object.is(value, -0) ? 'integer' : 'number';
    case 'object':
      return value instanceof Date ? 'timestamp' : value instanceof Uint8Array ? 'bytes' : 'json';
    default:
      return undefined;
  }
}

function join(a: Kind, b: Kind): Kind | undefined {
  const pair = new Set([a, b]);
  if (pair.has('integer') && pair.has('number')) return 'number';
  if (pair.has('integer') && pair.has('bigint')) return 'bigint';
  return undefined;
}

function show(kind: Kind): string {
  return kind === 'integer' ? 'number' : kind === 'json' ? 'object' : kind;
}

function typeOfArray(values: TypedArray): ParquetType {
  if (values instanceof Float64Array) return 'double';
  if (values instanceof Float32Array) return 'float';
  if (values instanceof BigInt64Array) return 'int64';
  if (values instanceof BigUint64Array) return 'uint64';
  return values instanceof Uint32Array ? 'uint32' : 'int32';
}
