import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DataCatalog } from '@kedro-ts/io';
import { describe, expect, it } from 'vitest';
import { temporaryPath } from '../../test/temporary-folder.js';
import { datasetTypes } from '../dataset-types.js';

/** A catalog with the entry of a file, which has this content if any. */
async function catalogOf(
  type: string,
  entry: object,
  filename: string,
  content?: string,
): Promise<DataCatalog> {
  const filepath = await temporaryPath(filename);
  if (content !== undefined) await writeFile(filepath, content);
  return DataCatalog.fromConfig({ it: { type, filepath, ...entry } }, { types: datasetTypes });
}

async function load(type: string, loadArgs: object, content: string): Promise<unknown> {
  return (await catalogOf(type, { load_args: loadArgs }, 'data', content)).load('it');
}

async function saved(type: string, saveArgs: object, data: unknown): Promise<string> {
  const filepath = await temporaryPath('data');
  const entry = { type, filepath, save_args: saveArgs };
  await DataCatalog.fromConfig({ it: entry }, { types: datasetTypes }).save('it', data);
  return readFile(filepath, 'utf8');
}

describe('the arguments of pandas for CSV', () => {
  it.each([
    [{}, 'a,b\n1,x\n', [{ a: 1, b: 'x' }]],
    [{ sep: ';', engine: 'c', low_memory: false, encoding: 'utf-8' }, 'a;b\n1;x\n', [{ a: 1, b: 'x' }]],
    [{ usecols: ['b'] }, 'a,b\n1,x\n', [{ b: 'x' }]],
    [{ dtype: 'str' }, 'a,b\n01,2\n', [{ a: '01', b: '2' }]],
    [{ dtype: { a: 'string', b: 'float64' } }, 'a,b\n1,2\n', [{ a: '1', b: 2 }]],
    [
      { dtype: { a: 'str' }, parse_dates: ['b'] },
      'a,b\n1,2024-02-29\n',
      [{ a: '1', b: new Date('2024-02-29') }],
    ],
    [{ parse_dates: false, header: 0 }, 'a\n2024-02-29\n', [{ a: '2024-02-29' }]],
    [{ header: null }, '1,x\n', [{ column_1: 1, column_2: 'x' }]],
    [{ names: ['a', 'b'] }, '1,x\n', [{ a: 1, b: 'x' }]],
    [{ names: ['a', 'b'], header: null }, '1,x\n', [{ a: 1, b: 'x' }]],
    [
      {},
      'a,b\nNA,x\n1,None\n',
      [
        { a: null, b: 'x' },
        { a: 1, b: null },
      ],
    ],
    [
      { na_values: ['-', 0] },
      'a,b\n-,0\n1,null\n',
      [
        { a: null, b: null },
        { a: 1, b: null },
      ],
    ],
    [{ keep_default_na: false }, 'a\nNA\n', [{ a: 'NA' }]],
    [{ keep_default_na: false, na_values: 'x' }, 'a\nNA\nx\n', [{ a: 'NA' }, { a: null }]],
    [{ na_filter: false }, 'a\nNA\n', [{ a: 'NA' }]],
    [{ as: 'columns', types: { a: 'string' } }, 'a\n1\n', { a: ['1'] }],
    [null, 'a\n1\n', [{ a: 1 }]],
  ])('load with %j', async (loadArgs, content, expected) => {
    expect(await load('pandas.CSVDataset', loadArgs!, content)).toEqual(expected);
  });

  it.each([
    [{ index: false }, 'a,b\n1,x\n'],
    [{ sep: '\t', columns: ['b', 'a'], mode: 'w', encoding: 'utf8' }, 'b\ta\nx\t1\n'],
    [{ header: false }, '1,x\n'],
  ])('save with %j', async (saveArgs, expected) => {
    expect(await saved('pandas.CSVDataset', saveArgs, [{ a: 1, b: 'x' }])).toBe(expected);
  });
});

describe('the arguments of other libraries', () => {
  it('of polars load and save CSV', async () => {
    const loadArgs = { separator: ';', has_header: true, null_values: ['-'], columns: ['b'], rechunk: true };
    expect(await load('polars.CSVDataset', loadArgs, 'a;b\n1;-\n')).toEqual([{ b: null }]);
    expect(await load('polars.CSVDataset', {}, 'a\nNA\n')).toEqual([{ a: 'NA' }]);
    expect(
      await saved('polars.CSVDataset', { include_header: false, separator: '|' }, [{ a: 1, b: 2 }]),
    ).toBe('1|2\n');
  });

  it.each([
    [
      {},
      '{"a":{"0":1,"1":2},"b":{"0":"x"}}',
      [
        { a: 1, b: 'x' },
        { a: 2, b: null },
      ],
    ],
    [{}, '[{"a":1}]', [{ a: 1 }]],
    [
      { orient: 'records' },
      '[{"a":1},{"b":2}]',
      [
        { a: 1, b: null },
        { a: null, b: 2 },
      ],
    ],
    [{ lines: true, orient: 'records' }, '{"a":1}\n\n{"a":2}\n', [{ a: 1 }, { a: 2 }]],
    [{ orient: 'index' }, '{"x":{"a":1},"y":{"a":2}}', [{ a: 1 }, { a: 2 }]],
    [{ orient: 'split' }, '{"columns":["a","b"],"index":[0],"data":[[1,2]]}', [{ a: 1, b: 2 }]],
  ])('of pandas load JSON with %j', async (loadArgs, content, expected) => {
    expect(await load('pandas.JSONDataset', loadArgs, content)).toEqual(expected);
  });

  it.each([
    [{}, '{"a":{"0":1,"1":2}}\n'],
    [{ orient: 'records' }, '[{"a":1},{"a":2}]\n'],
    [{ orient: 'records', lines: true, force_ascii: false }, '{"a":1}\n{"a":2}\n'],
    [{ orient: 'split' }, '{"columns":["a"],"index":[0,1],"data":[[1],[2]]}\n'],
    [{ orient: 'index', indent: 1 }, '{\n "0": {\n  "a": 1\n },\n "1": {\n  "a": 2\n }\n}\n'],
  ])('of pandas save JSON with %j', async (saveArgs, expected) => {
    expect(await saved('pandas.JSONDataset', saveArgs, [{ a: 1 }, { a: 2 }])).toBe(expected);
  });

  it('of json, yaml and plotly save', async () => {
    expect(await saved('json.JSONDataset', { indent: null, ensure_ascii: false }, { a: 1 })).toBe(
      '{"a":1}\n',
    );
    expect(
      await saved('yaml.YAMLDataset', { default_flow_style: true, sort_keys: true }, { b: 1, a: 2 }),
    ).toBe('{a: 2, b: 1}\n');
    expect(await saved('plotly.JSONDataset', { pretty: true, engine: 'auto' }, { data: [] })).toBe(
      '{\n  "data": []\n}\n',
    );
  });

  it.each([
    [
      'pandas.ParquetDataset',
      'data.parquet',
      { load_args: { engine: 'pyarrow', columns: ['a'] }, save_args: { compression: 'GZIP', index: false } },
    ],
    ['pandas.ParquetDataset', 'data.parquet', { save_args: { compression: null, row_group_size: 5 } }],
    [
      'pandas.ExcelDataset',
      'data.xlsx',
      {
        engine: 'openpyxl',
        load_args: { engine: 'openpyxl', sheet_name: 'S' },
        save_args: { sheet_name: 'S', index: false, writer: { engine: 'openpyxl' } },
      },
    ],
    ['pandas.ExcelDataset', 'data.xlsx', { load_args: { header: 0, sheet_name: 0, na_values: ['-'] } }],
    [
      'pickle.PickleDataset',
      'data.pkl',
      { backend: 'joblib', save_args: { compress: ['zlib', 3], protocol: 5 }, load_args: {} },
    ],
  ])('of %s are understood for %s: %j', async (type, filename, entry) => {
    const catalog = await catalogOf(type, entry, filename);
    await catalog.save('it', [{ a: 1 }, { a: 2 }]);
    expect(await catalog.load('it')).toEqual([{ a: 1 }, { a: 2 }]);
  });

  it('of matplotlib and pillow are for the node that draws', async () => {
    const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
    for (const [type, saveArgs] of [
      ['matplotlib.MatplotlibDataset', { format: 'png', dpi: 300, bbox_inches: 'tight' }],
      ['matplotlib.MatplotlibWriter', {}],
      ['pillow.ImageDataset', { format: 'PNG', optimize: true }],
    ] as const) {
      const catalog = await catalogOf(type, { save_args: saveArgs }, 'plot.png');
      await catalog.save('it', png);
      expect(await catalog.load('it')).toStrictEqual(png);
    }
  });

  it('about local files are accepted where they change nothing', async () => {
    const fsArgs = {
      open_args_load: { mode: 'r', encoding: 'utf-8' },
      open_args_save: { mode: 'w', encoding: 'UTF8', newline: '' },
      auto_mkdir: true,
    };
    const catalog = await catalogOf('text.TextDataset', { fs_args: fsArgs, credentials: {} }, 'a.txt', 'a');
    expect(await catalog.load('it')).toBe('a');
  });
});

describe('arguments that cannot be had', () => {
  it.each([
    [
      'pandas.CSVDataset',
      { load_args: { skiprows: 3 } },
      '"load_args.skiprows" is 3, which is not supported here; leave it out, or write 0',
    ],
    ['pandas.CSVDataset', { load_args: { index_col: 0 } }, 'rows have no labels here'],
    [
      'pandas.CSVDataset',
      { save_args: { index: true } },
      '"save_args.index" is true, and rows have no labels',
    ],
    ['pandas.CSVDataset', { load_args: { encoding: 'latin-1' } }, 'files are read and written as UTF-8 here'],
    ['pandas.CSVDataset', { load_args: { compression: 'gzip' } }, 'this format is not compressed here'],
    [
      'pandas.CSVDataset',
      { load_args: { nrows: 5 } },
      '"load_args.nrows" is not supported here: a file is read whole',
    ],
    ['pandas.CSVDataset', { load_args: { header: 2 } }, 'the names stand in the first row'],
    ['pandas.CSVDataset', { load_args: { header: 0, names: ['a'] } }, 'would rename the columns'],
    ['pandas.CSVDataset', { load_args: { usecols: [0, 1] } }, 'must be a list of column names here'],
    [
      'pandas.CSVDataset',
      { load_args: { dtype: { a: 'complex' } } },
      '"load_args.dtype.a" is "complex"; known here are',
    ],
    [
      'pandas.CSVDataset',
      { load_args: { dtype: 'str', parse_dates: ['a'] } },
      'contradicts another argument',
    ],
    ['pandas.CSVDataset', { load_args: { sep: ';', delimiter: ',' } }, 'contradicts another argument'],
    ['pandas.CSVDataset', { load_args: { na_values: { a: ['x'] } } }, 'the same for all columns'],
    ['pandas.CSVDataset', { load_args: { parse_dates: [[0, 1]] } }, 'must be a list of column names here'],
    [
      'pandas.CSVDataset',
      { load_args: { use_cols: ['a'] } },
      'is no argument of pandas.read_csv that is known here, and no option of this dataset. Did you mean "usecols"',
    ],
    ['pandas.CSVDataset', { load_args: ['a'] }, '"load_args" must be a mapping of options'],
    [
      'pandas.CSVDataset',
      { fs_args: { open_args_save: { mode: 'a' } } },
      '"fs_args" is for remote file systems',
    ],
    ['pandas.CSVDataset', { load_arg: {} }, 'Did you mean "load_args"'],
    ['polars.CSVDataset', { load_args: { schema_overrides: { a: 'Int64' } } }, 'say in load_args.types'],
    ['pandas.ExcelDataset', { load_args: { dtype: 'str' } }, 'cells have types of their own'],
    ['pandas.ExcelDataset', { save_args: { writer: { mode: 'a' } } }, '"save_args.writer.mode" is "a"'],
    [
      'pandas.ParquetDataset',
      { save_args: { compression: 'lz4' } },
      'it can be snappy, gzip, brotli, zstd, none',
    ],
    ['pandas.ParquetDataset', { save_args: { partition_cols: ['a'] } }, 'a dataset is one file'],
    [
      'pandas.JSONDataset',
      { load_args: { orient: 'table' } },
      'it must be one of records, columns, index, split',
    ],
    [
      'pandas.JSONDataset',
      { save_args: { orient: 'split', lines: true } },
      'the orient must be records, not "split"',
    ],
    ['json.JSONDataset', { save_args: { sort_keys: true } }, '"save_args.sort_keys" is true'],
    ['yaml.YAMLDataset', { save_args: { Dumper: 'a' } }, 'classes of Python cannot be had'],
    ['pickle.PickleDataset', { backend: 'torch' }, '"backend" is "torch"'],
    [
      'pickle.PickleDataset',
      { save_args: { protcol: 5 } },
      'is no argument of pickle.dump that is known here',
    ],
    [
      'matplotlib.MatplotlibDataset',
      { save_args: { format: 'pdf' } },
      '"save_args.format" is "pdf", but the file ends in .png',
    ],
    ['plotly.JSONDataset', { load_args: { output_type: 'FigureWidget' } }, '"load_args.output_type"'],
    ['pickle.PickleDataset', { constructor: 1 }, '"constructor" is no option of this dataset'],
    ['csv.CSVDataset', { load_args: { sep: ';' } }, 'Here it is called "delimiter"'],
    ['csv', { load_args: { engine: 'c' } }, '"load_args.engine" is no option of this dataset'],
  ])('of %s are refused: %j', async (type, entry, message) => {
    const catalog = await catalogOf(type, entry, 'plot.png');
    await expect(catalog.get('it')).rejects.toThrow(message);
  });
});

describe('a project that was written for Kedro', () => {
  const config = {
    companies: { type: 'pandas.CSVDataset', filepath: 'data/01_raw/companies.csv' },
    shuttles: {
      type: 'pandas.ExcelDataset',
      filepath: 'data/01_raw/shuttles.xlsx',
      load_args: { engine: 'openpyxl' },
    },
    model_input: { type: 'pandas.ParquetDataset', filepath: 'data/03_primary/model_input.parquet' },
    regressor: { type: 'pickle.PickleDataset', filepath: 'data/06_models/regressor.pickle', versioned: true },
    capacity_plot: {
      type: 'plotly.PlotlyDataset',
      filepath: 'data/08_reporting/capacity.json',
      versioned: true,
      plotly_args: {
        type: 'bar',
        fig: { x: 'shuttle_type', y: 'capacity', orientation: 'h' },
        layout: { xaxis_title: 'Shuttles', title: 'Capacity' },
      },
    },
    capacity_figure: {
      type: 'plotly.JSONDataset',
      filepath: 'data/08_reporting/figure.json',
      versioned: true,
    },
    confusion_matrix: {
      type: 'matplotlib.MatplotlibDataset',
      filepath: 'data/08_reporting/matrix.png',
      versioned: true,
    },
  };

  it('has a catalog that works as it is, versions included', async () => {
    const basePath = dirname(await temporaryPath());
    await mkdir(join(basePath, 'data/01_raw'), { recursive: true });
    await writeFile(join(basePath, 'data/01_raw/companies.csv'), 'id,rating\n1,100%\n2,\n');
    const open = (saveVersion: string): DataCatalog =>
      DataCatalog.fromConfig(config, { types: datasetTypes, basePath, saveVersion });
    const first = open('2026-01-01T00.00.00.000Z');
    expect(await first.load('companies')).toEqual([
      { id: 1, rating: '100%' },
      { id: 2, rating: null },
    ]);
    const shuttles = [{ shuttle_type: 'Type V5', capacity: 4 }];
    await first.save('shuttles', shuttles);
    await first.save('model_input', await first.load('shuttles'));
    const model = { weights: Float64Array.of(1, 2), classes: new Map([['a', 1]]) };
    await first.save('regressor', model);
    await first.save('capacity_plot', await first.load('model_input'));
    await first.save('capacity_figure', { data: [{ type: 'bar', y: [1] }], layout: {} });
    await first.save('confusion_matrix', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a));
    await expect(async () => first.save('regressor', model)).rejects.toThrow(/never overwritten/);

    const second = open('2026-01-02T00.00.00.000Z');
    expect(await second.load('regressor')).toStrictEqual(model);
    await second.save('regressor', 'retrained');
    expect(await second.load('regressor')).toBe('retrained');
    expect(await second.load('regressor', { version: '2026-01-01T00.00.00.000Z' })).toStrictEqual(model);
    expect(await second.listVersions('regressor')).toEqual([
      '2026-01-02T00.00.00.000Z',
      '2026-01-01T00.00.00.000Z',
    ]);
    expect(await second.load('capacity_plot')).toMatchObject({
      data: [{ type: 'bar', orientation: 'h', x: ['Type V5'], y: [4] }],
      layout: {
        title: { text: 'Capacity' },
        xaxis: { title: { text: 'Shuttles' } },
        yaxis: { title: { text: 'capacity' } },
      },
    });
  });
});
