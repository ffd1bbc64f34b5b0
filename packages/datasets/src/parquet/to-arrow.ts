import type { DataType, Table, Vector } from 'apache-arrow';
import { loadArrow } from '../table/arrow.js';
import { isTypedArray } from '../table/table.js';
import type { ColumnStore } from './column-store.js';
import type { ParquetTable } from './read-parquet.js';

type Arrow = typeof import('apache-arrow');

/**
 * An Arrow table; needs the package apache-arrow. Text becomes Utf8, JSON columns Utf8 with the JSON text, dates and
 * timestamps Timestamp in milliseconds.
 */
export async function toArrow({ columns }: ParquetTable): Promise<Table> {
  const arrow = await loadArrow();
  return new arrow.Table(
    Object.fromEntries(columns.map(({ name, store }) => [name, toVector(arrow, name, store)])),
  );
}

function toVector(arrow: Arrow, name: string, { kind, values, nulls }: ColumnStore): Vector {
  if (isTypedArray(values)) {
    const [type] = arrow.makeVector(values).data.map((data) => data.type as DataType);
    return fixedWidth(arrow, type!, values, nulls);
  }
  switch (kind) {
    case 'text':
      return textVector(arrow, values as readonly (string | null)[]);
    case 'json':
      return textVector(
        arrow,
        values.map((value) => (value === null ? null : JSON.stringify(value))),
      );
    case 'time':
      return timeVector(arrow, values as readonly (Date | null)[]);
    case 'boolean':
      return arrow.vectorFromArray(values, new arrow.Bool());
    case 'bytes':
      return arrow.vectorFromArray(values, new arrow.Binary());
    default:
      return nestedVector(arrow, name, values);
  }
}

function nestedVector(arrow: Arrow, name: string, values: readonly unknown[]): Vector {
  try {
    return arrow.vectorFromArray(values);
  } catch (cause) {
    const message = `column "${name}" holds lists or structs for which there is no Arrow type; load rows or columns`;
    throw new Error(message, { cause });
  }
}

/** The buffers of text as Arrow lays them out; its own builder takes ten times as long. */
function textVector(arrow: Arrow, values: readonly (string | null)[]): Vector {
  const offsets = new Int32Array(values.length + 1);
  const nulls: number[] = [];
  let bytes = Buffer.allocUnsafe(1 << 16);
  let end = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (value === null || value === undefined) nulls.push(i);
    else {
      // No character of UTF-16 takes more than three bytes.
      if (end + value.length * 3 > bytes.length) bytes = grow(bytes, end + value.length * 3);
      end += bytes.write(value, end);
      if (end > 2 ** 31 - 1)
        throw new Error('a column of text is larger than 2 GiB, the most an Arrow column holds');
    }
    offsets[i + 1] = end;
  }
  const data = arrow.makeData({
    type: new arrow.Utf8(),
    length: values.length,
    valueOffsets: offsets,
    data: bytes.subarray(0, end),
    ...validity(values.length, nulls),
  });
  return new arrow.Vector([data]);
}

function grow(bytes: Buffer<ArrayBuffer>, least: number): Buffer<ArrayBuffer> {
  const larger = Buffer.allocUnsafe(Math.max(least, bytes.length * 2));
  bytes.copy(larger);
  return larger;
}

function timeVector(arrow: Arrow, values: readonly (Date | null)[]): Vector {
  const times = new BigInt64Array(values.length);
  const nulls: number[] = [];
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (value === null || value === undefined) nulls.push(i);
    else times[i] = BigInt(value.getTime());
  }
  return fixedWidth(arrow, new arrow.TimestampMillisecond(), times, nulls);
}

function fixedWidth(arrow: Arrow, type: DataType, values: ArrayBufferView, nulls: readonly number[]): Vector {
  const { length } = values as unknown as ArrayLike<unknown>;
  const parts = { type, length, data: values, ...validity(length, nulls) };
  return new arrow.Vector([arrow.makeData(parts as Parameters<Arrow['makeData']>[0])]) as Vector;
}

/** One bit per row, set where there is a value. */
function validity(length: number, nulls: readonly number[]): { nullCount: number; nullBitmap?: Uint8Array } {
  if (nulls.length === 0) return { nullCount: 0 };
  const nullBitmap = new Uint8Array((length + 7) >> 3).fill(255);
  for (const at of nulls) nullBitmap[at >> 3]! &= ~(1 << (at & 7));
  return { nullCount: nulls.length, nullBitmap };
}
