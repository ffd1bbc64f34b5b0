import type { DecodedArray, SchemaTree } from 'hyparquet';
import type { ColumnValues } from '../table/table.js';

/** How the values of a column lie in memory while it is read; `plain` is an ordinary array. */
export type StoreKind =
  'int32' | 'uint32' | 'int64' | 'uint64' | 'float32' | 'float64' | 'decimal' | 'json' | 'plain';

const ARRAYS = {
  int32: Int32Array,
  uint32: Uint32Array,
  int64: BigInt64Array,
  uint64: BigUint64Array,
  float32: Float32Array,
  float64: Float64Array,
  decimal: Float64Array,
  json: Array<unknown>,
  plain: Array<unknown>,
} as const;

/** The kind that fits a column of a file. */
export function storeKindOf({ element, children }: SchemaTree): StoreKind {
  const { type, converted_type: converted, logical_type: logical, repetition_type: repetition } = element;
  if (children.length > 0 || repetition === 'REPEATED') return 'plain';
  if (converted === 'DECIMAL') return 'decimal';
  if (converted === 'JSON') return 'json';
  if (logical?.type === 'FLOAT16' || type === 'FLOAT') return 'float32';
  if (type === 'DOUBLE') return 'float64';
  if (converted === 'DATE' || converted?.startsWith('TIMESTAMP') || logical?.type === 'TIMESTAMP')
    return 'plain';
  if (type !== 'INT32' && type !== 'INT64') return 'plain';
  const bits = type === 'INT32' ? 32 : 64;
  const isUnsigned =
    converted === `UINT_${bits}` ||
    (logical?.type === 'INTEGER' && logical.bitWidth === bits && !logical.isSigned);
  return `${isUnsigned ? 'u' : ''}int${bits}` as StoreKind;
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
    if (this.kind === 'plain' || this.kind === 'json') {
      for (let i = from; i < to; i++) values[at++] = withNumbers(source[i] ?? null);
    } else if (this.kind === 'decimal') {
      for (let i = from; i < to; i++) this.#setOrNull(at++, rounded(source[i] as number | null, this.#scale));
    } else {
      for (let i = from; i < to; i++) this.#setOrNull(at++, source[i]);
    }
  }

  /** The values as they lie, 64-bit integers as bigints; in a typed array there is 0 where a value is missing. */
  get values(): ColumnValues {
    return this.#values;
  }

  /** Where values are missing, for all kinds but `json` and `plain`, which have null there. */
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

  #setOrNull(at: number, value: unknown): void {
    if (value === null || value === undefined) this.#nulls.push(at);
    else this.#values[at] = value;
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
function rounded(value: number | null | undefined, scale: number): number | null {
  if (value === null || value === undefined) return null;
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
