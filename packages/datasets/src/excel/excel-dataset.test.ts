import { readFile, writeFile } from 'node:fs/promises';
import fc from 'fast-check';
import { tableFromArrays } from 'apache-arrow';
import { describe, expect, it } from 'vitest';
import { temporaryPath } from '../../test/temporary-folder.js';
import { testFileDataset } from '../testing.js';
import { ExcelDataset, type ExcelDatasetOptions } from './index.js';

const rows = [
  {
    n: 1,
    x: -0.1,
    ok: true,
    text: ' ä\r\n_x0041_\u0007',
    at: new Date('2024-02-29T12:34:56.789Z'),
    gap: null,
  },
  { n: 2 ** 53 - 1, x: 1e300, ok: false, text: '007', at: new Date('1900-03-01'), gap: 'here' },
];

testFileDataset<readonly object[]>({
  name: 'ExcelDataset',
  create: (options) => new ExcelDataset(options),
  filename: 'data.xlsx',
  sample: rows,
  other: [{ n: 3 }],
  refused: [{ n: 1 }, { n: NaN }],
});

testFileDataset<Readonly<Record<string, readonly object[]>>>({
  name: 'ExcelDataset of several sheets',
  create: (options) => new ExcelDataset({ ...options, loadArgs: { sheetName: null } }),
  filename: 'data.xlsx',
  sample: { flights: rows, 'air ports': [{ code: 'LAS' }] },
  other: { other: [{ n: 3 }] },
  refused: { a: [{ n: 1 }], 'a/b': [{ n: 1 }] },
  entry: { load_args: { sheet_name: null } },
});

async function roundTrip(data: unknown, options: Partial<ExcelDatasetOptions> = {}): Promise<unknown> {
  const dataset = new ExcelDataset({ filepath: await temporaryPath('data.xlsx'), ...options } as never);
  await dataset.save(data as never);
  return dataset.load();
}

describe('loading Excel', () => {
  it('gives columns, with numbers as typed arrays', async () => {
    const data = { n: Float64Array.of(1, 2), gap: [1, null], text: ['a', 'b'] };
    expect(await roundTrip(data, { loadArgs: { as: 'columns' } })).toEqual(data);
  });

  it('keeps the columns of a table without rows', async () => {
    expect(await roundTrip({ a: [], b: [] }, { loadArgs: { as: 'columns' } })).toEqual({ a: [], b: [] });
    expect(await roundTrip([])).toEqual([]);
  });

  it('reads empty text as null, and leaves out rows without values at the end', async () => {
    expect(await roundTrip([{ a: 1 }, { a: '' }, { a: 2 }, { a: null }])).toEqual([
      { a: 1 },
      { a: null },
      { a: 2 },
    ]);
  });

  it('names columns that have no name by their position', async () => {
    const data = { '': [1], b: [2] };
    expect(await roundTrip(data)).toEqual([{ column_1: 1, b: 2 }]);
    expect(await roundTrip(data, { loadArgs: { header: false }, saveArgs: { header: false } })).toEqual([
      { column_1: 1, column_2: 2 },
    ]);
    expect(
      await roundTrip(data, {
        loadArgs: { header: false, columns: ['x', 'y'] },
        saveArgs: { header: false },
      }),
    ).toEqual([{ x: 1, y: 2 }]);
  });

  it('selects and orders columns, and suggests names for unknown ones', async () => {
    expect(await roundTrip([{ a: 1, b: 2 }], { loadArgs: { columns: ['b', 'a'] } })).toEqual([
      { b: 2, a: 1 },
    ]);
    await expect(roundTrip([{ delay: 1 }], { loadArgs: { columns: ['dely'] } })).rejects.toThrow(
      /Did you mean "delay"/,
    );
  });

  it('takes further texts for nothing', async () => {
    expect(await roundTrip([{ a: 'NA' }, { a: 'x' }], { loadArgs: { missing: ['NA'] } })).toEqual([
      { a: null },
      { a: 'x' },
    ]);
  });

  it.each([
    [undefined, [{ a: 1 }]],
    [1, [{ b: 2 }]],
    ['second', [{ b: 2 }]],
    [['second', 0], { second: [{ b: 2 }], 0: [{ a: 1 }] }],
    [null, { first: [{ a: 1 }], second: [{ b: 2 }] }],
  ])('gives for the sheets %j what was asked for', async (sheetName, expected) => {
    const data = { first: [{ a: 1 }], second: [{ b: 2 }] };
    expect(await roundTrip(data, { loadArgs: { sheetName } })).toEqual(expected);
  });

  it.each([
    ['secnd', /has no sheet "secnd", only "first", "second"\. Did you mean "second"\?/],
    [2, /has no sheet 2, only "first", "second"\. Positions count from 0/],
    [['first', 'x'], /has no sheet "x"/],
  ])('refuses the sheets %j that are not there', async (sheetName, message) => {
    const data = { first: [{ a: 1 }], second: [{ b: 2 }] };
    await expect(roundTrip(data, { loadArgs: { sheetName } })).rejects.toThrow(message);
  });

  it.each([
    ['text', Buffer.from('a,b\n1,2\n')],
    ['nothing', Buffer.alloc(0)],
    ['the first half', undefined],
  ])('says that a file with %s is no Excel file', async (_, content) => {
    const filepath = await temporaryPath('data.xlsx');
    const dataset = new ExcelDataset({ filepath });
    await dataset.save(rows);
    const whole = await readFile(filepath);
    await writeFile(filepath, content ?? whole.subarray(0, whole.length / 2));
    await expect(dataset.load()).rejects.toThrow(`${filepath} is no Excel file that can be read`);
  });
});

describe('saving Excel', () => {
  it('saves Arrow tables', async () => {
    const table = tableFromArrays({ n: Int32Array.of(1, 2), text: ['a', 'b'] });
    expect(await roundTrip(table)).toEqual([
      { n: 1, text: 'a' },
      { n: 2, text: 'b' },
    ]);
  });

  it('selects columns and names the sheet', async () => {
    const saveArgs = { sheetName: 'Flüge', columns: ['b'] };
    expect(await roundTrip([{ a: 1, b: 2 }], { saveArgs, loadArgs: { sheetName: null } })).toEqual({
      Flüge: [{ b: 2 }],
    });
  });

  it('does not say when, so that the same data gives the same bytes at any time', async () => {
    const filepath = await temporaryPath('data.xlsx');
    await new ExcelDataset({ filepath }).save(rows);
    const zip = await readFile(filepath);
    const times = [];
    // Each file of the archive begins with this mark, and has the time and date of MS-DOS 10 bytes further on.
    for (let at = zip.indexOf('PK\x03\x04'); at >= 0; at = zip.indexOf('PK\x03\x04', at + 4))
      times.push(zip.readUInt32LE(at + 10));
    expect(times.length).toBeGreaterThan(5);
    expect(new Set(times)).toEqual(new Set([0x0021_0000]));
  });

  it.each([
    ['infinities', [{ a: Infinity }], 'column "a", row 1, is Infinity'],
    ['objects', [{ a: {} }], 'column "a", row 1, is of type Object'],
    ['long bigints', [{ a: 2n ** 53n }], 'row 1, is a bigint beyond'],
    ['dates before March 1900', [{ a: 1 }, { a: new Date('1900-02-28') }], 'row 2, is 1900-02-28'],
    ['invalid dates', [{ a: new Date(NaN) }], 'is an invalid Date'],
    ['long text', [{ a: 'x'.repeat(32_768) }], 'has 32768 characters'],
    ['names of sheets that are too long', { ['s'.repeat(32)]: [{ a: 1 }] }, 'must have 1 to 31 characters'],
    ['names of sheets with control characters', { 'a\n': [{ a: 1 }] }, 'must have no control characters'],
    ['names of sheets that differ by capitals', { a: [{ a: 1 }], A: [{ a: 1 }] }, 'differs from another'],
  ])('refuses %s', async (_, data, message) => {
    await expect(roundTrip(data)).rejects.toThrow(message);
  });

  const cell = fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((x) => x + 0),
    fc.string({ unit: 'binary', minLength: 1 }),
    fc.constantFrom(
      '_x000D_',
      '\u{10fffe}\0',
      '\ufffd\u0080\ufdd0',
      'toString',
      '__proto__',
      '_x005F_',
      '\r',
      '\ud83d',
      '1',
      'TRUE',
      ' ',
    ),
    fc.boolean(),
    fc
      .date({ min: new Date('1900-03-01'), max: new Date('9999-12-31'), noInvalidDate: true })
      .map((date) => new Date(date.getTime() - (date.getTime() % 1000) + 500)),
  );

  it('brings every cell back', async () => {
    const dataset = new ExcelDataset({
      filepath: await temporaryPath('data.xlsx'),
      loadArgs: { as: 'columns' },
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.option(cell), cell), { minLength: 1, maxLength: 20 }),
        async (cells) => {
          const data = { a: cells.map(([a]) => a), b: cells.map(([, b]) => b) };
          await dataset.save(data);
          const loaded = (await dataset.load()) as Record<string, ArrayLike<unknown>>;
          for (const name of ['a', 'b'] as const) expect(Array.from(loaded[name]!)).toStrictEqual(data[name]);
        },
      ),
      { numRuns: 200 },
    );
  });
});
