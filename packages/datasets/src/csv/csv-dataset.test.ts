import { readFile, writeFile } from 'node:fs/promises';
import { tableFromArrays } from 'apache-arrow';
import { describe, expect, it } from 'vitest';
import { temporaryPath } from '../../test/temporary-folder.js';
import { testFileDataset } from '../testing.js';
import { CsvDataset, type CsvDatasetOptions, type CsvShape } from './index.js';

const rows = [
  { code: '00123', delay: 1.5, late: true, note: 'a "quoted", line\nwith more' },
  { code: '4', delay: -0, late: false, note: null },
];

testFileDataset<readonly object[]>({
  name: 'CsvDataset',
  create: (options) => new CsvDataset(options),
  sample: rows,
  other: [{ code: 'x' }],
  refused: [...Array.from({ length: 200_000 }, (_, i) => ({ i })), { i: [1] }] as object[],
});

testFileDataset<Record<string, Float64Array | (string | null)[]>>({
  name: 'CsvDataset of columns',
  create: (options) =>
    new CsvDataset({ ...options, loadArgs: { as: 'columns' }, saveArgs: { delimiter: ',' } }),
  sample: { x: Float64Array.of(1, NaN, Infinity), name: ['a', null, 'c'] },
  other: { y: ['z'] },
  refused: { x: Float64Array.of(1, 2), name: ['a'] },
  entry: { load_args: { as: 'columns' } },
});

async function load<As extends CsvShape = 'rows'>(
  text: string | Buffer,
  loadArgs?: CsvDatasetOptions<As>['loadArgs'],
): Promise<unknown> {
  const filepath = await temporaryPath('data.csv');
  await writeFile(filepath, text);
  return new CsvDataset({ filepath, loadArgs }).load();
}

async function save(data: unknown, saveArgs?: CsvDatasetOptions['saveArgs']): Promise<string> {
  const filepath = await temporaryPath('data.csv');
  await new CsvDataset({ filepath, saveArgs }).save(data as never);
  return readFile(filepath, 'utf8');
}

describe('loading CSV', () => {
  it('recognises the type of a column from all its cells', async () => {
    expect(await load('n,b,s,mixed\n1,true,x,1\n,,,\n-2.5e3,false,y,z\n')).toEqual([
      { n: 1, b: true, s: 'x', mixed: '1' },
      { n: null, b: null, s: null, mixed: null },
      { n: -2500, b: false, s: 'y', mixed: 'z' },
    ]);
  });

  it.each([
    ['leading zeros', '00123', '00123'],
    ['a plus sign', '+49', '+49'],
    ['spaces', ' 1', ' 1'],
    ['more digits than a number has', '9007199254740993', '9007199254740993'],
    ['an exponent beyond all numbers', '1e999', '1e999'],
    ['separators', '1_000', '1_000'],
    ['hexadecimal digits', '0x10', '0x10'],
    ['a date', '2001-01-01', '2001-01-01'],
    ['zero', '0', 0],
    ['a fraction without zero', '.5', 0.5],
    ['the largest safe integer', '9007199254740991', 9007199254740991],
    ['NaN', 'NaN', NaN],
    ['minus Infinity', '-Infinity', -Infinity],
    ['the boolean of Python', 'True', true],
    ['the boolean of a spreadsheet', 'FALSE', false],
  ])('reads a cell with %s (%s) as it should', async (_, cell, value) => {
    expect(await load(`x\n${cell}\n`)).toEqual([{ x: value }]);
  });

  it('gives columns, numbers without gaps as Float64Array', async () => {
    expect(await load('a,b,c\n1,2,x\n3,,y\n', { as: 'columns' })).toEqual({
      a: Float64Array.of(1, 3),
      b: [2, null],
      c: ['x', 'y'],
    });
  });

  it('keeps the text of all cells when a column turns out to be text far down', async () => {
    const codes = Array.from({ length: 300_000 }, (_, i) => `${i}.0`);
    const text = `id,code\n${codes.map((code, i) => `${i},${code}`).join('\n')}\n300000,A1\n`;
    const loaded = (await load(text, { as: 'columns' })) as { id: unknown; code: unknown };
    expect(loaded.code).toEqual([...codes, 'A1']);
    expect(loaded.id).toBeInstanceOf(Float64Array);
  });

  it('takes types as told', async () => {
    const types = { id: 'string', flag: 'boolean', n: 'number' } as const;
    expect(await load('id,flag,n\n1,true,2\n', { types })).toEqual([{ id: '1', flag: true, n: 2 }]);
  });

  it('takes one type for all columns', async () => {
    expect(await load('a,b\n1,true\n', { types: 'string' })).toEqual([{ a: '1', b: 'true' }]);
    await expect(load('a,b\n1,x\n', { types: 'number' })).rejects.toThrow(
      /row 1 of column "b" that is no number/,
    );
  });

  it.each([
    ['2024-02-29', '2024-02-29T00:00:00.000Z'],
    ['2024-02-29T12:30', '2024-02-29T12:30:00.000Z'],
    ['2024-02-29 12:30:15.5', '2024-02-29T12:30:15.500Z'],
    ['2024-02-29T12:30:15Z', '2024-02-29T12:30:15.000Z'],
    ['2024-02-29T12:30+02:00', '2024-02-29T10:30:00.000Z'],
  ])('reads the date %s where it is told of one', async (cell, expected) => {
    expect(await load(`at\n${cell}\n\n`, { types: { at: 'date' } })).toEqual([
      { at: new Date(expected) },
      { at: null },
    ]);
  });

  it.each(['29.02.2024', '2024', 'yesterday', '2024-13-01'])('refuses %s for a date', async (cell) => {
    await expect(load(`at\n${cell}\n`, { types: { at: 'date' } })).rejects.toThrow(
      /row 1 of column "at" that is no date/,
    );
  });

  it('takes further texts for nothing', async () => {
    expect(await load('a,b\nNA,-\n1,NA\n', { missing: ['NA', '-'] })).toEqual([
      { a: null, b: null },
      { a: 1, b: null },
    ]);
  });

  it('says which cell is not of the type that was told', async () => {
    await expect(load('n\n1\nx\n', { types: { n: 'number' } })).rejects.toThrow(
      /row 2 of column "n" that is no number/,
    );
  });

  it('selects and orders columns', async () => {
    expect(Object.keys(((await load('a,b,c\n1,2,3\n', { columns: ['c', 'a'] })) as object[])[0]!)).toEqual([
      'c',
      'a',
    ]);
  });

  it.each([
    ['columns', { columns: ['delai'] }],
    ['types', { types: { delai: 'number' } as const }],
  ])('names an unknown column in %s and near ones', async (_, loadArgs) => {
    await expect(load('delay\n1\n', loadArgs)).rejects.toThrow(/"delai".*Did you mean "delay"/);
  });

  it('numbers the columns of a file without header, or takes names', async () => {
    expect(await load('1,a\n2,b\n', { header: false })).toEqual([
      { column_1: 1, column_2: 'a' },
      { column_1: 2, column_2: 'b' },
    ]);
    expect(await load('1,a\n', { header: false, columns: ['n', 's'] })).toEqual([{ n: 1, s: 'a' }]);
    await expect(load('1,a\n', { header: false, columns: ['n'] })).rejects.toThrow(
      /2 cells in row 1 where 1/,
    );
  });

  it.each([
    ['\\r\\n', 'a,b\r\n1,"x\ny"\r\n2,z\r\n'],
    ['\\r', 'a,b\r1,"x\ny"\r2,z\r'],
    ['\\n, none at the end', 'a,b\n1,"x\ny"\n2,z'],
  ])('reads lines that end with %s', async (_, text) => {
    expect(await load(text)).toEqual([
      { a: 1, b: 'x\ny' },
      { a: 2, b: 'z' },
    ]);
  });

  it('passes over a byte order mark and blank lines', async () => {
    expect(await load('\uFEFFa,b\n\n1,2\n\n\n3,4\n\n')).toEqual([
      { a: 1, b: 2 },
      { a: 3, b: 4 },
    ]);
  });

  it('takes a blank line in a file of one column as an empty cell', async () => {
    expect(await load('a\n1\n\n2\n')).toEqual([{ a: 1 }, { a: null }, { a: 2 }]);
  });

  it('reads another delimiter', async () => {
    expect(await load('a;b\n1,5;x\n', { delimiter: ';' })).toEqual([{ a: '1,5', b: 'x' }]);
  });

  it('gives no rows for an empty file and for one with a header only', async () => {
    expect(await load('')).toEqual([]);
    expect(await load('a,b\n')).toEqual([]);
    expect(await load('a,b\n', { as: 'columns' })).toEqual({ a: [], b: [] });
  });

  it.each([
    ['a row with too many cells', 'a,b\n1,2\n1,2,3\n', /has 3 cells in row 2 where 2/],
    ['a row with too few cells', 'a,b\n1\n', /has 1 cells in row 1 where 2/],
    ['two columns of one name', 'a,a\n1,2\n', /two columns named "a"/],
    ['a name that objects cannot hold', '__proto__\n1\n', /__proto__/],
    ['an open quote', 'a\n"x\n', /no valid CSV/],
    ['other bytes than UTF-8', Buffer.from([0x61, 0x0a, 0xff, 0x0a]), /not UTF-8/],
    ['half a character at the end', Buffer.from([0x61, 0x0a, 0xc3]), /not UTF-8/],
  ])('refuses %s', async (_, text, message) => {
    await expect(load(text)).rejects.toThrow(message);
  });

  it('reads characters and quoted cells that lie across the pieces of a big file', async () => {
    const cell = 'ä,"✈️"\r\n';
    const data = Array.from({ length: 150_000 }, (_, i) => ({ i, text: `${cell}${i}` }));
    const filepath = await temporaryPath('big.csv');
    const dataset = new CsvDataset({ filepath });
    await dataset.save(data as never);
    expect(await dataset.load()).toEqual(data);
  });
});

describe('saving CSV', () => {
  it('writes a header, quotes where needed, and ends lines with \\n', async () => {
    expect(await save([{ a: 'x,y', b: 'say "hi"', c: ' padded', d: 'plain', e: '' }])).toBe(
      'a,b,c,d,e\n"x,y","say ""hi"""," padded",plain,""\n',
    );
  });

  it('writes numbers, booleans, bigints, dates and missing values', async () => {
    const row = { a: 0.1, b: false, c: 2n ** 64n, d: new Date(0), e: null, f: undefined };
    expect(await save([row])).toBe(
      'a,b,c,d,e,f\n0.1,false,18446744073709551616,1970-01-01T00:00:00.000Z,,\n',
    );
  });

  it('has a column for every key of every row', async () => {
    expect(await save([{ a: 1 }, { b: 2, a: 3 }])).toBe('a,b\n1,\n3,2\n');
  });

  it('saves columns and Arrow tables', async () => {
    expect(await save({ x: Int8Array.of(1, 2), y: ['a', 'b'] })).toBe('x,y\n1,a\n2,b\n');
    expect(await save(tableFromArrays({ x: Int32Array.of(1, 2), y: ['a', 'b'] }))).toBe('x,y\n1,a\n2,b\n');
  });

  it('writes no header when told', async () => {
    expect(await save([{ a: 1 }, { a: 2 }], { header: false })).toBe('1\n2\n');
  });

  it('selects columns and uses another delimiter', async () => {
    expect(await save([{ a: 'x;y', b: 'x,y' }], { columns: ['b', 'a'], delimiter: ';' })).toBe(
      'b;a\nx,y;"x;y"\n',
    );
    expect(await save([], { columns: ['b', 'a'] })).toBe('b,a\n');
  });

  it.each([
    ['a column that is not there', [{ delay: 1 }], { columns: ['delai'] }, /"delai".*Did you mean "delay"/],
    ['an object in a cell', [{ a: { b: 1 } }], {}, /column "a", row 1, is of type Object/],
    ['an invalid date', [{ a: new Date(NaN) }], {}, /invalid Date/],
    ['a function', [{ a: () => 1 }], {}, /of type function/],
    ['half a surrogate pair', [{ a: '\ud83d' }], {}, /surrogate/],
    ['rows that are lists', [[1, 2]], {}, /data\[0\] is no row/],
    ['rows without columns', [{}], {}, /without any column/],
    ['text', 'a,b', {}, /is no table/],
    ['columns that are no lists', { a: 1 }, {}, /data\.a is no column/],
    ['columns of different lengths', { a: [1], b: [1, 2] }, {}, /data\.b has 2 values, while data\.a has 1/],
    ['a column that no object can hold', [JSON.parse('{"__proto__": 1}')], {}, /__proto__/],
  ])('refuses %s', async (_, data, saveArgs, message) => {
    await expect(save(data, saveArgs)).rejects.toThrow(message);
  });
});

describe('the options of CSV', () => {
  it.each([
    [{ loadArgs: { as: 'row' } }, /load_args\.as.*rows, columns.*Did you mean "rows"/],
    [{ loadArgs: { sep: ';' } }, /Here it is called "delimiter"/],
    [{ loadArgs: { delimiter: '"' } }, /load_args\.delimiter/],
    [{ loadArgs: { delimiter: '' } }, /load_args\.delimiter/],
    [{ loadArgs: { header: 0 } }, /true or false/],
    [{ loadArgs: { types: { a: 'int' } } }, /load_args\.types\.a/],
    [{ loadArgs: { types: 'int' } }, /load_args\.types" is "int"/],
    [{ loadArgs: { missing: 'NA' } }, /load_args\.missing" must be a list of texts/],
    [{ loadArgs: { columns: ['a', 'a'] } }, /"a" twice/],
    [{ saveArgs: { index: false } }, /save_args\.index/],
    [{ credentials: { key: 'a' } }, /"credentials" is for remote file systems/],
  ])('refuses %j', (options, message) => {
    expect(() => new CsvDataset({ filepath: 'a.csv', ...options } as never)).toThrow(message);
  });
});
