import { tableFromArrays } from 'apache-arrow';
import { describe, expect, it } from 'vitest';
import { rowsOf } from './rows.js';

const allOf = (value: unknown): unknown[] => {
  const rows = rowsOf(value)!;
  return Array.from({ length: rows.count }, (_, i) => rows.row(i));
};

describe('the rows of', () => {
  it('an array are its items', () => {
    const array = [{ a: 1 }, { a: 2 }];
    expect(allOf(array)).toEqual(array);
    expect(rowsOf(array)!.rebuild([...array])).toBe(array);
    expect(rowsOf(array)!.rebuild([{ a: 3 }, array[1]])).toEqual([{ a: 3 }, { a: 2 }]);
  });

  it('columns have a value of each', () => {
    const columns = { name: ['volvo', 'saab'], speed: Float64Array.of(90, 120) };
    expect(allOf(columns)).toEqual([
      { name: 'volvo', speed: 90 },
      { name: 'saab', speed: 120 },
    ]);
  });

  it('an Arrow table are read through its own methods, and the table stays what it is', () => {
    const table = tableFromArrays({ name: ['volvo', 'saab'], speed: Float64Array.of(90, 120) });
    expect(allOf(table)).toEqual([
      { name: 'volvo', speed: 90 },
      { name: 'saab', speed: 120 },
    ]);
    expect(rowsOf(table)!.rebuild([{ name: 'other', speed: 1 }])).toBe(table);
  });

  it('columns without rows, or an empty array, are none', () => {
    expect(allOf([])).toEqual([]);
    const columns = { a: [], b: new Float64Array() };
    expect(allOf(columns)).toEqual([]);
    expect(rowsOf(columns)!.rebuild([])).toBe(columns);
  });

  it('columns named like what every object has are columns', () => {
    const columns = Object.fromEntries([
      ['__proto__', [1]],
      ['constructor', [2]],
    ]);
    expect(Object.entries(allOf(columns)[0] as object)).toEqual([
      ['__proto__', 1],
      ['constructor', 2],
    ]);
    expect(rowsOf(columns)!.rebuild(allOf(columns))).toBe(columns);
  });

  it.each([
    [{}],
    [{ a: [1], b: [1, 2] }],
    [{ a: [1], b: 2 }],
    [{ a: 'text' }],
    [{ a: new DataView(new ArrayBuffer(1)) }],
    [new Map()],
    ['text'],
    [null],
    [5],
  ])('%j there are not', (value) => {
    expect(rowsOf(value)).toBeUndefined();
  });
});

describe('columns that are made of other rows', () => {
  const columns = { name: ['volvo', 'saab'], speed: Float64Array.of(90, 120) };
  const rebuild = (rows: readonly unknown[]): Record<string, unknown> =>
    rowsOf(columns)!.rebuild(rows) as Record<string, unknown>;

  it('are the same object when nothing is other', () => {
    expect(rebuild(allOf(columns))).toBe(columns);
  });

  it('keep the columns that are the same, and numbers in a typed array', () => {
    const faster = rebuild(allOf(columns).map((row) => ({ ...(row as object), speed: 200 })));
    expect(faster).toEqual({ name: ['volvo', 'saab'], speed: Float64Array.of(200, 200) });
    expect(faster['name']).toBe(columns.name);
  });

  it('are arrays where values are no numbers any more', () => {
    expect(rebuild([{ speed: 'slow' }, { speed: 1 }])).toEqual({ speed: ['slow', 1] });
  });

  it('have the columns of the rows, with nothing where a row lacks one', () => {
    expect(rebuild([{ a: 1 }, { b: 2 }])).toEqual({ a: [1, undefined], b: [undefined, 2] });
  });

  it('are rows where these cannot be put into columns', () => {
    expect(rebuild(['volvo', 'saab'])).toEqual(['volvo', 'saab']);
  });
});
