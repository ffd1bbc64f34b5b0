import {
  Decimal,
  Field,
  Int32,
  Struct,
  Table,
  TimeUnit,
  Timestamp,
  Utf8,
  tableFromArrays,
  vectorFromArray,
} from 'apache-arrow';
import { describe, expect, it } from 'vitest';
import { parquetRoundTrip as roundTrip } from '../../test/parquet-round-trip.js';

describe('Parquet and Arrow', () => {
  const asArrow = { loadArgs: { as: 'arrow' } } as const;

  it('loads an Arrow table with the types of the file', async () => {
    const data = {
      i: Int32Array.of(1, 2),
      long: BigInt64Array.of(1n, 2n),
      x: [0.5, null],
      n: [null, 7],
      flag: [true, null],
      text: ['ä', null],
      at: [null, new Date(5)],
      json: [{ a: 1 }, null],
      nothing: [null, null],
    };
    const table = (await roundTrip(data, asArrow)) as Table;
    expect(Object.fromEntries(table.schema.fields.map(({ name, type }) => [name, String(type)]))).toEqual({
      i: 'Int32',
      long: 'Int64',
      x: 'Float64',
      n: 'Int32',
      flag: 'Bool',
      text: 'Utf8',
      at: 'Timestamp<MILLISECOND>',
      json: 'Utf8',
      nothing: 'Utf8',
    });
    expect(table.toArray().map((row: { toJSON(): unknown }) => row.toJSON())).toEqual([
      { i: 1, long: 1n, x: 0.5, n: null, flag: true, text: 'ä', at: null, json: '{"a":1}', nothing: null },
      { i: 2, long: 2n, x: null, n: 7, flag: null, text: null, at: 5, json: null, nothing: null },
    ]);
  });

  it('brings back an Arrow table with gaps at every position of a byte', async () => {
    const gaps = Array.from({ length: 100 }, (_, i) => (i % 3 === 0 ? null : `${'ä'.repeat(i)}`));
    const numbers = gaps.map((text) => (text === null ? null : text.length + 0.5));
    const table = (await roundTrip({ gaps, numbers }, asArrow)) as Table;
    expect([...table.getChild('gaps')!]).toEqual(gaps);
    expect([...table.getChild('numbers')!]).toEqual(numbers);
    expect(table.getChild('numbers')!.nullCount).toBe(34);
    expect(await roundTrip(table, { loadArgs: { as: 'columns' } })).toEqual({ gaps, numbers });
  });

  it('saves Arrow tables: dictionaries, timestamps of any unit, structs, several batches', async () => {
    const first = tableFromArrays({ word: ['a', 'b', 'a'], i: Int16Array.of(1, 2, 3) });
    expect(await roundTrip(first.concat(first))).toEqual(
      ['a', 'b', 'a', 'a', 'b', 'a'].map((word, i) => ({ word, i: (i % 3) + 1 })),
    );
    const struct = new Struct<{ a: Int32 }>([new Field('a', new Int32())]);
    const table = new Table({
      at: vectorFromArray([1000, null], new Timestamp(TimeUnit.MICROSECOND, null)),
      text: vectorFromArray(['x', null], new Utf8()),
      struct: vectorFromArray([{ a: 1 }, null], struct),
    });
    expect(await roundTrip(table)).toEqual([
      { at: new Date(1000), text: 'x', struct: { a: 1 } },
      { at: null, text: null, struct: null },
    ]);
  });

  it('refuses Arrow columns that it would change', async () => {
    const decimal = vectorFromArray([Uint32Array.of(1, 0, 0, 0)], new Decimal(2, 10, 128));
    await expect(roundTrip(new Table({ price: decimal }))).rejects.toThrow(
      /data\.price is an Arrow column of type Decimal/,
    );
  });
});
