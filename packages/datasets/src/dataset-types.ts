import { datasetTypes as typesOf, type DatasetClass, type DatasetTypes } from '@kedro-ts/io';

const csv = async (): Promise<DatasetClass> => (await import('./csv/index.js')).CsvDataset;
const json = async (): Promise<DatasetClass> => (await import('./json/index.js')).JsonDataset;
const parquet = async (): Promise<DatasetClass> => (await import('./parquet/index.js')).ParquetDataset;
const svg = async (): Promise<DatasetClass> => (await import('./svg/index.js')).SvgDataset;
const text = async (): Promise<DatasetClass> => (await import('./text/index.js')).TextDataset;

/**
 * The datasets of this package under the names they have in a catalog. A module, and the library it needs, is imported
 * when its name is first resolved.
 *
 * The names of Kedro's table libraries are there where the same file is read: `pandas.CSVDataset`, `polars.CSVDataset`,
 * `pandas.ParquetDataset`, `pandas.JSONDataset`. Their `load_args` and `save_args` are those of this package.
 */
export const datasetTypes: DatasetTypes = typesOf({
  CSVDataset: csv,
  'csv.CSVDataset': csv,
  'pandas.CSVDataset': csv,
  'polars.CSVDataset': csv,
  JSONDataset: json,
  'json.JSONDataset': json,
  'pandas.JSONDataset': json,
  ParquetDataset: parquet,
  'parquet.ParquetDataset': parquet,
  'pandas.ParquetDataset': parquet,
  SVGDataset: svg,
  'svg.SVGDataset': svg,
  TextDataset: text,
  'text.TextDataset': text,
});
