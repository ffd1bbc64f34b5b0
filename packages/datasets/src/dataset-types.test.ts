import { combineDatasetTypes, builtInDatasetTypes, DataCatalog } from '@kedro-ts/io';
import { describe, expect, it } from 'vitest';
import { CsvDataset } from './csv/index.js';
import { datasetTypes } from './dataset-types.js';
import { JsonDataset } from './json/index.js';
import { ParquetDataset } from './parquet/index.js';
import { SvgDataset } from './svg/index.js';
import { TextDataset } from './text/index.js';

describe('the names of the datasets', () => {
  it.each([
    ['CSVDataset', CsvDataset],
    ['csv.CSVDataset', CsvDataset],
    ['pandas.CSVDataset', CsvDataset],
    ['polars.CSVDataset', CsvDataset],
    ['kedro_datasets.pandas.CSVDataset', CsvDataset],
    ['JSONDataset', JsonDataset],
    ['json.JSONDataset', JsonDataset],
    ['pandas.JSONDataset', JsonDataset],
    ['ParquetDataset', ParquetDataset],
    ['parquet.ParquetDataset', ParquetDataset],
    ['pandas.ParquetDataset', ParquetDataset],
    ['SVGDataset', SvgDataset],
    ['svg.SVGDataset', SvgDataset],
    ['TextDataset', TextDataset],
    ['text.TextDataset', TextDataset],
  ])('%s is understood', async (name, expected) => {
    expect(await datasetTypes.resolve(name)).toBe(expected);
  });

  it('lists every name once, and each can be resolved', async () => {
    const names = [...datasetTypes.names()];
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(await datasetTypes.resolve(name)).toBeTypeOf('function');
  });

  it('does not know other names', async () => {
    expect(await datasetTypes.resolve('pandas.ExcelDataset')).toBeUndefined();
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
