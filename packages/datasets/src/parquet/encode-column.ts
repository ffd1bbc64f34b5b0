import type { DecodedArray, SchemaElement } from 'hyparquet';
import { DatasetOptionsError, ValueNotWritableError } from '../errors.js';
import { findUnwritable } from '../plain-data/find-unwritable.js';
import { cellPath, type ColumnValues } from '../table/table.js';
import { inferType } from './infer-type.js';
import type { ParquetType } from './resolve-parquet-options.js';

/** A column as the writer takes it. */
export interface EncodedColumn {
  readonly element: SchemaElement;
  readonly data: DecodedArray;
}

const DAY = 86_400_000;

/** What the file says of each type. */
const ELEMENTS: Readonly<Record<ParquetType, Omit<SchemaElement, 'name'>>> = {
  boolean: { type: 'BOOLEAN' },
  int32: { type: 'INT32' },
  uint32: { type: 'INT32', converted_type: 'UINT_32' },
  int64: { type: 'INT64' },
  uint64: { type: 'INT64', converted_type: 'UINT_64' },
  float: { type: 'FLOAT' },
  double: { type: 'DOUBLE' },
  string: { type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' } },
  bytes: { type: 'BYTE_ARRAY' },
  timestamp: { type: 'INT64', converted_type: 'TIMESTAMP_MILLIS' },
  date: { type: 'INT32', converted_type: 'DATE' },
  json: { type: 'BYTE_ARRAY', converted_type: 'JSON' },
};

/**
 * Encodes a column: its type from its values or as told, required if no value is missing.
 *
 * @throws ValueNotWritableError for values that the type does not hold
 */
export function encodeColumn(name: string, values: ColumnValues, wanted?: ParquetType): EncodedColumn {
  const type = wanted ?? inferType(name, values);
  const required: SchemaElement = { name, ...ELEMENTS[type], repetition_type: 'REQUIRED' };
  if (isStoredAs(type, values)) return { element: required, data: values };

  const toStored = STORED[type];
  const items = new Array<unknown>(values.length);
  let missing = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (value === null || value === undefined) {
      items[i] = null;
      missing++;
      continue;
    }
    const stored = toStored(value);
    if (stored === undefined)
      throw new ValueNotWritableError(
        cellPath(name, i),
        `does not fit the type ${type}: ${reasonOf(value, type)}`,
      );
    items[i] = stored;
  }
  return missing > 0
    ? { element: { ...required, repetition_type: 'OPTIONAL' }, data: items }
    : { element: required, data: compact(type, items) };
}

/** Whether the values lie in memory as the writer wants them; it does not take large numbers from a Uint32Array. */
function isStoredAs(type: ParquetType, values: ColumnValues): values is Int32Array {
  return (
    (type === 'int32' && values instanceof Int32Array) ||
    (type === 'int64' && values instanceof BigInt64Array) ||
    (type === 'uint64' && values instanceof BigUint64Array) ||
    (type === 'float' && values instanceof Float32Array) ||
    (type === 'double' && values instanceof Float64Array)
  );
}

/** Numbers in a typed array, which the writer handles faster. */
function compact(type: ParquetType, items: unknown[]): DecodedArray {
  if (type === 'int32') return Int32Array.from(items as number[]);
  if (type === 'int64') return BigInt64Array.from(items as bigint[]);
  if (type === 'uint64') return BigUint64Array.from(items as bigint[]);
  if (type === 'float') return Float32Array.from(items as number[]);
  return type === 'double' ? Float64Array.from(items as number[]) : items;
}

/** What the writer takes for a value of each type; undefined for a value that does not fit. */
const STORED: Readonly<Record<ParquetType, (value: unknown) => unknown>> = {
  boolean: (value) => (typeof value === 'boolean' ? value : undefined),
  int32: (value) => integer(value, -(2 ** 31), 2 ** 31 - 1),
  uint32: (value) => integer(value, 0, 2 ** 32 - 1),
  int64: (value) => bigInteger(value, -(2n ** 63n), 2n ** 63n - 1n),
  uint64: (value) => bigInteger(value, 0n, 2n ** 64n - 1n),
  float: (value) => (typeof value === 'number' ? value : undefined),
  double: (value) => (typeof value === 'number' ? value : undefined),
  string: (value) => (typeof value === 'string' && !/\p{Surrogate}/u.test(value) ? value : undefined),
  bytes: (value) => (value instanceof Uint8Array ? value : undefined),
  timestamp: (value) => (value instanceof Date && !Number.isNaN(value.getTime()) ? value : undefined),
  date: (value) => (value instanceof Date && value.getTime() % DAY === 0 ? value : undefined),
  json: (value) => (findUnwritable(value) === undefined ? value : undefined),
};

function integer(value: unknown, least: number, most: number): number | undefined {
  const number = typeof value === 'bigint' ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isInteger(number)) return undefined;
  return number >= least && number <= most ? number : undefined;
}

function bigInteger(value: unknown, least: bigint, most: bigint): bigint | undefined {
  if (typeof value === 'number' && !Number.isSafeInteger(value)) return undefined;
  if (typeof value !== 'number' && typeof value !== 'bigint') return undefined;
  const big = BigInt(value);
  return big >= least && big <= most ? big : undefined;
}

function reasonOf(value: unknown, type: ParquetType): string {
  if (type === 'json') {
    const culprit = findUnwritable(value);
    if (culprit !== undefined) return `value${culprit.path} ${culprit.reason}`;
  }
  if (type === 'date' && value instanceof Date)
    return `${String(value)} is not midnight UTC; use "timestamp"`;
  if (type === 'string' && typeof value === 'string')
    return 'it has half a surrogate pair, which UTF-8 cannot hold';
  if (typeof value === 'number' || typeof value === 'bigint' || value instanceof Date)
    return `it is ${String(value)}`;
  return `it is ${typeof value === 'object' ? `a ${value?.constructor?.name ?? 'object'}` : typeof value}`;
}

/** Refuses types for columns that are not there. */
export function checkTypedColumns(types: ReadonlyMap<string, ParquetType>, names: readonly string[]): void {
  for (const name of types.keys())
    if (!names.includes(name))
      throw new DatasetOptionsError(
        'save_args.types',
        `names the column "${name}", which the data does not have`,
      );
}
