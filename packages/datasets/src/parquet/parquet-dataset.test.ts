import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import zlib from 'node:zlib';
import { parquetMetadata } from 'hyparquet';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import { parquetRoundTrip as roundTrip } from '../../test/parquet-round-trip.js';
import { temporaryPath } from '../../test/temporary-folder.js';
import { testFileDataset } from '../testing.js';
import { ParquetDataset, type ParquetCodec } from './index.js';

const rows = [
  { n: 1, x: 0.5, big: 2n ** 62n, ok: true, text: 'ä', at: new Date(1), tags: ['a', { b: null }], gap: null },
  { n: -2, x: NaN, big: 5n, ok: false, text: '', at: new Date(-1), tags: [], gap: 'here' },
];

testFileDataset<readonly object[]>({
  name: 'ParquetDataset',
  create: (options) => new ParquetDataset(options),
  sample: rows,
  other: [{ n: 3 }],
  refused: [{ n: 1 }, { n: 'one' }],
});

testFileDataset<Record<string, unknown[] | Float64Array | Int32Array | Float32Array | BigInt64Array>>({
  name: 'ParquetDataset of columns',
  create: (options) => new ParquetDataset({ ...options, loadArgs: { as: 'columns' } }),
  sample: {
    double: Float64Array.of(1, -0),
    float: Float32Array.of(0.5, 2),
    int: Int32Array.of(1, -1),
    long: BigInt64Array.of(2n ** 60n, -1n),
    gaps: [1.5, null],
    bytes: [Uint8Array.of(255, 0), Uint8Array.of()],
  },
  other: { other: ['a'] },
  refused: { a: [1], b: [1, 2] },
  entry: { load_args: { as: 'columns' } },
});

describe('loading Parquet', () => {
  it('gives 64-bit integers as numbers when all of a column are safe, else as bigints', async () => {
    const data = { safe: BigInt64Array.of(1n, -(2n ** 53n) + 1n), wide: BigInt64Array.of(1n, 2n ** 53n) };
    expect(await roundTrip(data, { loadArgs: { as: 'columns' } })).toEqual({
      safe: Float64Array.of(1, -(2 ** 53) + 1),
      wide: data.wide,
    });
    expect(await roundTrip(data)).toEqual([
      { safe: 1, wide: 1n },
      { safe: -(2 ** 53) + 1, wide: 2n ** 53n },
    ]);
  });

  it('gives unsigned integers as they are', async () => {
    const data = { a: Uint32Array.of(2 ** 32 - 1), b: BigUint64Array.of(2n ** 64n - 1n) };
    expect(await roundTrip(data, { loadArgs: { as: 'columns' } })).toEqual(data);
  });

  const many = {
    i: Int32Array.from({ length: 1000 }, (_, i) => i),
    text: Array.from({ length: 1000 }, (_, i) => `t${i}`),
  };

  it.each([
    [0, 10],
    [95, 105],
    [100, 200],
    [0, 1000],
    [999, 5000],
    [1000, 1000],
    [2000, 3000],
  ])('gives the rows from %i to before %i, across row groups', async (rowStart, rowEnd) => {
    const loadArgs = { as: 'columns', rowStart, rowEnd } as const;
    const expected = { i: many.i.slice(rowStart, rowEnd), text: many.text.slice(rowStart, rowEnd) };
    expect(await roundTrip(many, { loadArgs, saveArgs: { rowGroupSize: 100 } })).toEqual(expected);
  });

  it('selects and orders columns, and suggests names for unknown ones', async () => {
    const [row] = (await roundTrip(rows, { loadArgs: { columns: ['x', 'n'] } })) as object[];
    expect(Object.keys(row!)).toEqual(['x', 'n']);
    await expect(roundTrip(rows, { loadArgs: { columns: ['txt'] } })).rejects.toThrow(
      /"txt".*Did you mean "text"/,
    );
  });

  it('rounds decimals as they are written', async () => {
    const filepath = await temporaryPath();
    const decimal = { name: 'd', type: 'INT32', converted_type: 'DECIMAL', scale: 2, precision: 9 } as const;
    const schema = [
      { name: 'root', num_children: 1 },
      { ...decimal, repetition_type: 'OPTIONAL' as const },
    ];
    const columnData = [{ name: 'd', data: [0.03, 1.1, null, -123.45] }];
    await writeFile(filepath, new Uint8Array(parquetWriteBuffer({ columnData, schema })));
    expect(await new ParquetDataset({ filepath, loadArgs: { as: 'columns' } }).load()).toEqual({
      d: [0.03, 1.1, null, -123.45],
    });
  });

  it('rounds microseconds and nanoseconds down to milliseconds, before 1970 too', async () => {
    const filepath = await temporaryPath();
    const element = (name: string, unit: 'MICROS' | 'NANOS') =>
      ({
        name,
        type: 'INT64',
        logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit },
        repetition_type: 'REQUIRED',
      }) as const;
    const schema = [{ name: 'root', num_children: 2 }, element('us', 'MICROS'), element('ns', 'NANOS')];
    const columnData = [
      { name: 'us', data: [1999n, -1n] },
      { name: 'ns', data: [1_999_999n, -1n] },
    ];
    await writeFile(filepath, new Uint8Array(parquetWriteBuffer({ columnData, schema })));
    expect(await new ParquetDataset({ filepath }).load()).toEqual([
      { us: new Date(1), ns: new Date(1) },
      { us: new Date(-1), ns: new Date(-1) },
    ]);
  });

  it('gives lists and structs as arrays and objects', async () => {
    const filepath = await temporaryPath();
    const schema = [
      { name: 'root', num_children: 2 },
      { name: 'list', repetition_type: 'OPTIONAL', num_children: 1, converted_type: 'LIST' },
      { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
      { name: 'element', repetition_type: 'OPTIONAL', type: 'INT64' },
      { name: 'struct', repetition_type: 'OPTIONAL', num_children: 2 },
      { name: 'a', repetition_type: 'OPTIONAL', type: 'INT64' },
      { name: 'b', repetition_type: 'OPTIONAL', type: 'BYTE_ARRAY', converted_type: 'UTF8' },
    ] as const;
    const columnData = [
      { name: 'list', data: [[1n, null], [], null, [2n ** 60n]] },
      { name: 'struct', data: [{ a: 1n, b: 'x' }, { a: null, b: 'y' }, null, { a: 2n, b: null }] },
    ];
    await writeFile(filepath, new Uint8Array(parquetWriteBuffer({ columnData, schema: [...schema] })));
    const loaded = (await new ParquetDataset({ filepath, loadArgs: { as: 'columns' } }).load()) as {
      list: unknown;
      struct: unknown;
    };
    expect(loaded.list).toEqual([[1, null], [], null, [2n ** 60n]]);
    expect(loaded.struct).toEqual([{ a: 1, b: 'x' }, { a: null, b: 'y' }, null, { a: 2, b: null }]);
  });

  it('reads zstd, which not every version of Node can write', async () => {
    const filepath = join(import.meta.dirname, '../../test/fixtures/zstd.parquet');
    expect(await new ParquetDataset({ filepath }).load()).toEqual(
      Array.from({ length: 100 }, (_, i) => ({ i, text: `flight number ${i}` })),
    );
  });

  it.each([
    ['text', Buffer.from('a,b\n1,2\n')],
    ['nothing', Buffer.alloc(0)],
    ['the first half', undefined],
  ])('says that a file with %s is no Parquet file', async (_, content) => {
    const filepath = await temporaryPath();
    const dataset = new ParquetDataset({ filepath });
    await dataset.save(rows);
    const whole = await readFile(filepath);
    await writeFile(filepath, content ?? whole.subarray(0, whole.length / 2));
    await expect(dataset.load()).rejects.toThrow(`${filepath} is no Parquet file that can be read`);
  });

  it('names the column whose pages are damaged', async () => {
    const filepath = await temporaryPath();
    const dataset = new ParquetDataset({ filepath, saveArgs: { codec: 'gzip' } });
    await dataset.save({ a: Array.from({ length: 100 }, (_, i) => `text ${i}`) });
    const bytes = await readFile(filepath);
    bytes.fill(0x55, 20, 80);
    await writeFile(filepath, bytes);
    await expect(dataset.load()).rejects.toThrow(/unreadable column "a"/);
  });
});

describe('saving Parquet', () => {
  const canWriteZstd = 'zstdCompressSync' in zlib;
  const codecs: ParquetCodec[] = [
    'snappy',
    'uncompressed',
    'gzip',
    'brotli',
    ...(canWriteZstd ? ['zstd' as const] : []),
  ];

  it.each(codecs)('compresses with %s', async (codec) => {
    const text = Array.from({ length: 5000 }, (_, i) => `flight ${i % 7}${i}`);
    const filepath = await temporaryPath();
    const dataset = new ParquetDataset({ filepath, loadArgs: { as: 'columns' }, saveArgs: { codec } });
    await dataset.save({ text });
    expect(await dataset.load()).toEqual({ text });
    const [column] = parquetMetadata(await readFile(filepath)).row_groups[0]!.columns;
    expect(column!.meta_data!.codec).toBe(codec.toUpperCase());
  });

  it.skipIf(canWriteZstd)('says what zstd needs (not where Node can write it)', async () => {
    await expect(roundTrip(rows, { saveArgs: { codec: 'zstd' } })).rejects.toThrow(/Node 22\.15/);
  });

  it('gives the same bytes on every system and in every process', async () => {
    const filepath = await temporaryPath();
    await new ParquetDataset({ filepath, saveArgs: { codec: 'gzip' } }).save({ a: ['x'.repeat(100)] });
    const bytes = await readFile(filepath);
    const header = bytes.indexOf(Buffer.from([0x1f, 0x8b, 8]));
    // Modification time and operating system of the gzip header.
    expect([...bytes.subarray(header + 4, header + 8), bytes[header + 9]]).toEqual([0, 0, 0, 0, 255]);
  });

  it('splits the rows into groups', async () => {
    const filepath = await temporaryPath();
    await new ParquetDataset({ filepath, saveArgs: { rowGroupSize: 40 } }).save({ a: new Float64Array(100) });
    const groups = parquetMetadata(await readFile(filepath)).row_groups;
    expect(groups.map((group) => Number(group.num_rows))).toEqual([40, 40, 20]);
  });

  it('keeps the columns of a table without rows', async () => {
    const empty = { a: [], b: new Float64Array(0) };
    expect(await roundTrip(empty, { loadArgs: { as: 'columns' } })).toEqual(empty);
    expect(await roundTrip(empty)).toEqual([]);
    expect(await roundTrip([])).toEqual([]);
  });

  it('selects columns', async () => {
    expect(await roundTrip([{ a: 1, b: 2, c: 3 }], { saveArgs: { columns: ['c', 'a'] } })).toEqual([
      { c: 3, a: 1 },
    ]);
  });

  it('refuses types for columns that are not there', async () => {
    await expect(roundTrip([{ a: 1 }], { saveArgs: { types: { b: 'int32' } } })).rejects.toThrow(
      /save_args\.types.*"b"/,
    );
  });

  it.each([
    [{ saveArgs: { codec: 'gzp' } }, /save_args\.codec.*Did you mean "gzip"/],
    [{ saveArgs: { compression: 'gzip' } }, /Here it is called "codec"/],
    [{ saveArgs: { row_group_size: 0 } }, /save_args\.row_group_size.*1 or more/],
    [{ loadArgs: { rowStart: 2, rowEnd: 1 } }, /load_args\.row_end/],
    [{ loadArgs: { as: 'frame' } }, /rows, columns, arrow/],
  ])('refuses the options %j', (options, message) => {
    expect(() => new ParquetDataset({ filepath: 'a', ...options } as never)).toThrow(message);
  });
});
