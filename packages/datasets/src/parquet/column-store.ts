import type { DecodedArray, SchemaElement, SchemaTree } from 'hyparquet';
import { isTypedArray, type ColumnValues } from '../table/table.js';

/** What a column holds, and in what kind of array it lies in memory. */
export type StoreKind = keyof typeof ARRAYS;

const ARRAYS = {
  int32: Int32Array,
  uint32: Uint32Array,
  int64: BigInt64Array,
  uint64: BigUint64Array,
  float32: Float32Array,
  float64: Float64Array,
  decimal: Float64Array,
  boolean: Array<unknown>,
  text: Array<unknown>,
  time: Array<unknown>,
  bytes: Array<unknown>,
  json: Array<unknown>,
  nested: Array<unknown>,
} as const;

/** The kind that fits a column of a file. */
function storeKindOf({ element, children }: SchemaTree): StoreKind {
  if (children.length > 0 || element.repetition_type === 'REPEATED') return 'nested';
  const { type, converted_type: converted, logical_type: logical } = element;
  if (converted === 'DECIMAL') return 'decimal';
  if (converted === 'JSON') return 'json';
  if (converted === 'DATE' || converted?.startsWith('TIMESTAMP') || logical?.type === 'TIMESTAMP')
    return 'time';
  if (logical?.type === 'GEOMETRY' || logical?.type === 'GEOGRAPHY') return 'nested';
  switch (type) {
    case 'BOOLEAN':
      return 'boolean';
    case 'INT32':
      return isUnsigned(element, 32) ? 'uint32' : 'int32';
    case 'INT64':
      return isUnsigned(element, 64) ? 'uint64' : 'int64';
    case 'INT96':
      return 'time';
    case 'FLOAT':
      return 'float32';
    case 'DOUBLE':
      return 'float64';
    case 'BYTE_ARRAY':
      return converted === 'UTF8' || logical?.type === 'STRING' ? 'text' : 'bytes';
    case 'FIXED_LEN_BYTE_ARRAY':
      return logical?.type === 'FLOAT16' ? 'float32' : logical?.type === 'UUID' ? 'text' : 'bytes';
    default:
      return 'nested';
  }
}

function isUnsigned(
  { converted_type: converted, logical_type: logical }: SchemaElement,
  bits: 32 | 64,
): boolean {
  return (
    converted === `UINT_${bits}` ||
    (logical?.type === 'INTEGER' && logical.bitWidth === bits && !logical.isSigned)
  );
}

/** Takes the pieces of one column and gives the whole. */
export class ColumnStore {
  readonly kind: StoreKind;
  readonly #scale: number;
  readonly #values: Record<number, unknown> & ColumnValues;
  readonly #nulls: number[] = [];

  constructor(node: SchemaTree, length: number) {
    this.kind = storeKindOf(node);
    this.#scale = 10 ** (node.element.scale ?? 0);
    this.#values = new ARRAYS[this.kind](length);
  }

  /** Copies `source[from]`, ..., `source[to - 1]` to position `at` and after. */
  set(source: DecodedArray, from: number, to: number, at: number): void {
    const values = this.#values;
    if (isTypedArray(values)) {
      for (let i = from; i < to; i++) {
        const value: unknown = source[i];
        if (value === null || value === undefined) this.#nulls.push(at++);
        else this.#values[at++] = this.kind === 'decimal' ? rounded(value as number, this.#scale) : value;
      }
    } else if (this.kind === 'nested' || this.kind === 'json') {
      for (let i = from; i < to; i++) this.#values[at++] = withNumbers(source[i] ?? null);
    } else {
      for (let i = from; i < to; i++) this.#values[at++] = source[i] ?? null;
    }
  }

  /** The values as they lie, 64-bit integers as bigints; in a typed array there is 0 where a value is missing. */
  get values(): ColumnValues {
    return this.#values;
  }

  /** Where values are missing in a typed array; other arrays have null there. */
  get nulls(): readonly number[] {
    return this.#nulls;
  }

  /**
   * The values: a typed array, or an ordinary one with null if any is missing. 64-bit integers become numbers if that loses
   * nothing in the whole column.
   */
  finish(): ColumnValues {
    const values = isBig(this.#values) ? (toNumbers(this.#values) ?? this.#values) : this.#values;
    if (this.#nulls.length === 0) return values;
    const items: unknown[] = Array.from<unknown>(values);
    for (const at of this.#nulls) items[at] = null;
    return items;
  }
}

function isBig(values: ColumnValues): values is BigInt64Array | BigUint64Array {
  return values instanceof BigInt64Array || values instanceof BigUint64Array;
}

function toNumbers(values: BigInt64Array | BigUint64Array): Float64Array | undefined {
  const numbers = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const number = Number(values[i]);
    if (!Number.isSafeInteger(number)) return undefined;
    numbers[i] = number;
  }
  return numbers;
}

/** The reader multiplies by 0.01 where dividing by 100 is exact. */
function rounded(value: number, scale: number): number {
  const unscaled = Math.round(value * scale);
  return Number.isSafeInteger(unscaled) ? unscaled / scale : value;
}

/** Bigints inside lists and structs become numbers one by one, where they are safe. */
function withNumbers(value: unknown): unknown {
  if (typeof value === 'bigint') {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : value;
  }
  if (typeof value !== 'object' || value === null || value instanceof Date || value instanceof Uint8Array)
    return value;
  if (Array.isArray(value) || ArrayBuffer.isView(value))
    return Array.from(value as ArrayLike<unknown>, (item) => withNumbers(item ?? null));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withNumbers(item ?? null)]));
}
