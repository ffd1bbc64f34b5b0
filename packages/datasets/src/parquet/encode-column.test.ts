import { readFile } from 'node:fs/promises';
import { parquetMetadata } from 'hyparquet';
import { describe, expect, it } from 'vitest';
import { parquetRoundTrip as roundTrip } from '../../test/parquet-round-trip.js';
import { temporaryPath } from '../../test/temporary-folder.js';
import { ParquetDataset, type ParquetDatasetOptions } from './index.js';

async function typesOf(data: unknown, saveArgs?: ParquetDatasetOptions['saveArgs']): Promise<unknown> {
  const filepath = await temporaryPath('data.parquet');
  await new ParquetDataset({ filepath, saveArgs }).save(data as never);
  const { schema } = parquetMetadata(await readFile(filepath));
  return Object.fromEntries(
    schema
      .slice(1)
      .map(({ name, type, converted_type, repetition_type }) => [
        name,
        [type, converted_type, repetition_type === 'OPTIONAL' ? 'gaps' : undefined].filter(Boolean).join(' '),
      ]),
  );
}

describe('the types of a Parquet file', () => {
  it('follow from all values of a column', async () => {
    const late = (first: unknown, last: unknown): unknown[] => [
      ...new Array<unknown>(5000).fill(first),
      last,
    ];
    expect(
      await typesOf({
        whole: late(1, 2),
        wide: late(1, 2 ** 31),
        mixed: late(1, 0.5),
        negativeZero: late(1, -0),
        big: late(1, 2n),
        text: late(null, 'a'),
        flag: late(true, false),
        at: late(new Date(0), new Date(1)),
        bytes: late(Uint8Array.of(1), Uint8Array.of(2)),
        list: late([1], { a: 1 }),
        nothing: late(null, undefined),
      }),
    ).toEqual({
      whole: 'INT32',
      wide: 'INT64',
      mixed: 'DOUBLE',
      negativeZero: 'DOUBLE',
      big: 'INT64',
      text: 'BYTE_ARRAY UTF8 gaps',
      flag: 'BOOLEAN',
      at: 'INT64 TIMESTAMP_MILLIS',
      bytes: 'BYTE_ARRAY',
      list: 'BYTE_ARRAY JSON',
      nothing: 'BYTE_ARRAY UTF8 gaps',
    });
  });

  it('follow from the kind of a typed array', async () => {
    expect(
      await typesOf({
        a: Int8Array.of(1),
        b: Uint8Array.of(1),
        c: Int16Array.of(1),
        d: Uint16Array.of(1),
        e: Uint8ClampedArray.of(1),
        f: Uint32Array.of(1),
        g: BigUint64Array.of(1n),
        h: Float32Array.of(1),
      }),
    ).toEqual({
      a: 'INT32',
      b: 'INT32',
      c: 'INT32',
      d: 'INT32',
      e: 'INT32',
      f: 'INT32 UINT_32',
      g: 'INT64 UINT_64',
      h: 'FLOAT',
    });
  });

  it('can be given', async () => {
    const data = {
      id: [1, null],
      day: [new Date(86_400_000), null],
      x: Int32Array.of(1, 2),
      tag: ['a', 'b'],
    };
    const types = { id: 'int64', day: 'date', x: 'double', tag: 'json' } as const;
    expect(await typesOf(data, { types })).toEqual({
      id: 'INT64 gaps',
      day: 'INT32 DATE gaps',
      x: 'DOUBLE',
      tag: 'BYTE_ARRAY JSON',
    });
    expect(await roundTrip(data, { loadArgs: { as: 'columns' }, saveArgs: { types } })).toEqual({
      id: [1, null],
      day: [new Date(86_400_000), null],
      x: Float64Array.of(1, 2),
      tag: ['a', 'b'],
    });
  });

  it.each([
    ['int32', 2 ** 31, /column "a", row 2, does not fit the type int32: it is 2147483648/],
    ['int32', 0.5, /it is 0\.5/],
    ['uint32', -1, /it is -1/],
    ['int64', 2n ** 63n, /does not fit the type int64/],
    ['uint64', -1n, /does not fit the type uint64/],
    ['double', '1', /it is string/],
    ['boolean', 1, /it is 1/],
    ['string', 1, /it is 1/],
    ['string', '\ud83d', /surrogate/],
    ['bytes', 'a', /it is string/],
    ['timestamp', new Date(NaN), /Invalid Date/],
    ['date', new Date(1), /midnight UTC/],
    ['json', { when: [new Date(0)] }, /value\.when\[0\] is a Date/],
  ] as const)('refuse as %s the value %s', async (type, value, message) => {
    const save = typesOf({ a: [null, value] }, { types: { a: type } });
    await expect(save).rejects.toThrow(message);
  });

  it.each([
    ['text and numbers', [1, 'a'], /column "a", row 2, is string, while the values above are number/],
    ['dates and text', [new Date(0), 'a'], /is string, while the values above are timestamp/],
    ['fractions and bigints', [0.5, 1n], /is bigint/],
    ['functions', [() => 1], /is a function, which is no data/],
    ['a Map', [new Map()], /a Map/],
  ])('refuse a column with %s', async (_, a, message) => {
    await expect(typesOf({ a })).rejects.toThrow(message);
  });
});
