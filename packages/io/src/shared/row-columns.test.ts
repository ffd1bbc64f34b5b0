import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeShared } from './decode.js';
import { encodeShared } from './encode.js';
import { columnsToRows, rowsToColumns } from './row-columns.js';

const cell = fc.oneof(
  fc.double(),
  fc.integer(),
  fc.constantFrom(0, -0, NaN, Infinity),
  fc.string(),
  fc.boolean(),
  fc.bigInt(),
  fc.constantFrom(null, undefined, ''),
);

const key = fc.string().filter((name) => name !== '__proto__');

const table = fc
  .uniqueArray(key, { minLength: 1, maxLength: 5 })
  .chain((keys) =>
    fc
      .array(fc.tuple(...keys.map(() => cell)), { minLength: 32, maxLength: 80 })
      .map((rows) => rows.map((cells) => Object.fromEntries(keys.map((key, i) => [key, cells[i]])))),
  );

const rowsOf = (cells: readonly unknown[]): { cell: unknown }[] =>
  Array.from({ length: 64 }, (_, i) => ({ cell: cells[i % cells.length] }));

describe('rows', () => {
  it('come back from their columns as they were, keys in order', () => {
    fc.assert(
      fc.property(table, (rows) => {
        const columns = rowsToColumns(rows);
        const again = columnsToRows(columns!);
        expect(isDeepStrictEqual(again, rows)).toBe(true);
        expect(Object.keys(again[0]!)).toEqual(Object.keys(rows[0]!));
      }),
    );
  });

  it.each([
    ['numbers with -0 and NaN', [1, -0, 0, NaN]],
    ['numbers with holes', [1, -0, undefined, 0, null]],
    ['text that comes again and again', ['a', 'b', '']],
    ['truth values', [true, false, undefined]],
    ['zeros of both kinds after text', ['a', 0, -0]],
    ['big integers', [1n, 2n ** 70n]],
    ['text of which none comes twice', Array.from({ length: 64 }, (_, i) => `t${i}`)],
  ])('bring back %s', async (_, cells) => {
    const handle = await encodeShared(rowsOf(cells));
    expect(handle.codec).toBe('rows');
    expect(isDeepStrictEqual(decodeShared(handle), rowsOf(cells))).toBe(true);
  });

  it('are new objects for each reader', async () => {
    const handle = await encodeShared(rowsOf([1]));
    const [one, other] = [decodeShared(handle), decodeShared(handle)] as { cell: unknown }[][];
    one![0]!.cell = 2;
    expect(other![0]!.cell).toBe(1);
    expect(one![1]!.cell).toBe(1);
  });

  it('keep what comes again and again once', () => {
    const [[, column]] = rowsToColumns(rowsOf(['a', 'b']))!.columns as [
      [string, { values: unknown; indices?: unknown }],
    ];
    expect(column.values).toEqual(['a', 'b']);
    expect(column.indices).toBeInstanceOf(Uint32Array);
  });
});

describe('what is not uniform rows', () => {
  const many = (row: unknown): unknown[] => Array.from({ length: 64 }, () => row);
  const withLast = (last: unknown): unknown[] => [...many({ a: 1, b: 2 }), last];

  it.each([
    ['too few rows', [{ a: 1 }]],
    ['a row without a key', withLast({ a: 1 })],
    ['a row with one key more', withLast({ a: 1, b: 2, c: 3 })],
    ['keys in another order', withLast({ b: 2, a: 1 })],
    ['a row with a list in it', withLast({ a: 1, b: [] })],
    ['a row that is null', withLast(null)],
    ['a row that is a list', withLast([1])],
    ['empty rows', many({})],
    ['lists', many([1])],
    ['a key named __proto__', many(JSON.parse('{"__proto__": 1}'))],
    ['numbers', many(1)],
    ['a hole', Object.assign(new Array<unknown>(64), many({ a: 1 }).slice(1))],
  ])('is left as it is, and comes back: %s', async (_, value) => {
    expect(rowsToColumns(value)).toBeUndefined();
    const handle = await encodeShared(value);
    expect(handle.codec).toBe('value');
    expect(isDeepStrictEqual(decodeShared(handle), value)).toBe(true);
  });
});
