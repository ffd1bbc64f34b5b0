import { combineDatasetTypes, builtInDatasetTypes, DataCatalog, type DatasetClass } from '@kedro-ts/io';
import { describe, expect, it } from 'vitest';
import { CsvDataset } from './csv/index.js';
import { datasetTypes } from './dataset-types.js';
import { ExcelDataset } from './excel/index.js';
import { ImageDataset } from './image/index.js';
import { JsonDataset, JsonTableDataset } from './json/index.js';
import { ParquetDataset } from './parquet/index.js';
import { PlotlyDataset, PlotlyJsonDataset } from './plotly/index.js';
import { SvgDataset } from './svg/index.js';
import { TextDataset } from './text/index.js';
import { StructuredCloneDataset } from './v8/index.js';
import { YamlDataset } from './yaml/index.js';

const OWN: readonly (readonly [DatasetClass, ...string[]])[] = [
  [CsvDataset, 'csv', 'CSVDataset', 'csv.CSVDataset'],
  [ExcelDataset, 'excel', 'ExcelDataset', 'excel.ExcelDataset'],
  [ImageDataset, 'image', 'ImageDataset', 'image.ImageDataset'],
  [JsonDataset, 'json', 'JSONDataset'],
  [JsonTableDataset, 'JSONTableDataset', 'json.JSONTableDataset'],
  [ParquetDataset, 'parquet', 'ParquetDataset', 'parquet.ParquetDataset'],
  [PlotlyJsonDataset, 'plotly'],
  [SvgDataset, 'svg', 'SVGDataset', 'svg.SVGDataset'],
  [TextDataset, 'text', 'TextDataset'],
  [StructuredCloneDataset, 'v8', 'StructuredCloneDataset', 'v8.StructuredCloneDataset'],
  [YamlDataset, 'yaml', 'YAMLDataset'],
];
const OF_KEDRO: readonly (readonly [DatasetClass, ...string[]])[] = [
  [CsvDataset, 'pandas.CSVDataset', 'polars.CSVDataset'],
  [ExcelDataset, 'pandas.ExcelDataset'],
  [ImageDataset, 'matplotlib.MatplotlibDataset', 'matplotlib.MatplotlibWriter', 'pillow.ImageDataset'],
  [JsonDataset, 'json.JSONDataset'],
  [JsonTableDataset, 'pandas.JSONDataset'],
  [ParquetDataset, 'pandas.ParquetDataset'],
  [PlotlyDataset, 'plotly.PlotlyDataset'],
  [PlotlyJsonDataset, 'plotly.JSONDataset'],
  [StructuredCloneDataset, 'pickle.PickleDataset'],
  [TextDataset, 'text.TextDataset'],
  [YamlDataset, 'yaml.YAMLDataset'],
];
const pairs = (table: typeof OWN): (readonly [string, DatasetClass])[] =>
  table.flatMap(([expected, ...names]) => names.map((name) => [name, expected] as const));

describe('the names of the datasets', () => {
  it.each(pairs(OWN))('%s is understood', async (name, expected) => {
    expect(await datasetTypes.resolve(name)).toBe(expected);
  });

  it.each(pairs(OF_KEDRO))('%s is understood, with the arguments of Python', async (name, expected) => {
    const found = await datasetTypes.resolve(name);
    expect(Object.getPrototypeOf(found)).toBe(expected);
    expect(found?.supportsVersions).toBe(true);
    expect((found as { readonly name?: string }).name).toBe((expected as { readonly name?: string }).name);
    expect(await datasetTypes.resolve(`kedro_datasets.${name}`)).toBe(found);
  });

  it('lists every name once, and each can be resolved', async () => {
    const names = [...datasetTypes.names()];
    expect(names.sort()).toEqual([...pairs(OWN), ...pairs(OF_KEDRO)].map(([name]) => name).sort());
    for (const name of names) expect(await datasetTypes.resolve(name)).toBeTypeOf('function');
  });

  it('does not know other names', async () => {
    expect(await datasetTypes.resolve('pandas.HDFDataset')).toBeUndefined();
    expect(await datasetTypes.resolve('pandas.CSVDataSet')).toBeUndefined();
  });

  it('stands for the same class to who looks for datasets by class', async () => {
    const config = { a: { type: 'json' }, b: { type: 'json.JSONDataset' }, c: { type: 'yaml.YAMLDataset' } };
    const catalog = DataCatalog.fromConfig(config, { types: datasetTypes });
    expect(await catalog.filterByClass(JsonDataset)).toEqual(['a', 'b']);
    expect(await catalog.filterByClass([])).toEqual([]);
  });

  it('suggests the right spelling of a class name', async () => {
    const types = combineDatasetTypes(builtInDatasetTypes, datasetTypes);
    const catalog = DataCatalog.fromConfig({ a: { type: 'CsvDataset', filepath: 'a.csv' } }, { types });
    await expect(catalog.get('a')).rejects.toThrow(/Did you mean.*"CSVDataset"/);
  });

  it('lets the catalog say which option of which dataset is wrong', async () => {
    const entry = { type: 'csv.CSVDataset', filepath: 'a.csv', load_args: { delimeter: ';' } };
    const catalog = DataCatalog.fromConfig({ flights: entry }, { types: datasetTypes });
    await expect(catalog.get('flights')).rejects.toThrow(
      /flights.*load_args\.delimeter.*Did you mean "delimiter"/,
    );
  });
});
