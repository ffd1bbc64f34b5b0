import { datasetTypes as typesOf, type DatasetClass, type DatasetTypes } from '@kedro-ts/io';
import type { ArgumentTable } from './kedro/translate.js';

type Load<T> = () => Promise<T>;

const csv = async (): Promise<DatasetClass> => (await import('./csv/index.js')).CsvDataset;
const excel = async (): Promise<DatasetClass> => (await import('./excel/index.js')).ExcelDataset;
const image = async (): Promise<DatasetClass> => (await import('./image/index.js')).ImageDataset;
const json = async (): Promise<DatasetClass> => (await import('./json/index.js')).JsonDataset;
const jsonTable = async (): Promise<DatasetClass> => (await import('./json/index.js')).JsonTableDataset;
const parquet = async (): Promise<DatasetClass> => (await import('./parquet/index.js')).ParquetDataset;
const plotlyJson = async (): Promise<DatasetClass> => (await import('./plotly/index.js')).PlotlyJsonDataset;
const plotly = async (): Promise<DatasetClass> => (await import('./plotly/index.js')).PlotlyDataset;
const svg = async (): Promise<DatasetClass> => (await import('./svg/index.js')).SvgDataset;
const text = async (): Promise<DatasetClass> => (await import('./text/index.js')).TextDataset;
const clone = async (): Promise<DatasetClass> => (await import('./v8/index.js')).StructuredCloneDataset;
const yaml = async (): Promise<DatasetClass> => (await import('./yaml/index.js')).YamlDataset;

const plain = (): Promise<typeof import('./kedro/plain.js')> => import('./kedro/plain.js');
const drawings = (): Promise<typeof import('./kedro/drawings.js')> => import('./kedro/drawings.js');
const matplotlib = kedro(image, async () => (await drawings()).MATPLOTLIB);

/**
 * The datasets of this package under the names they have in a catalog. A module, and the library it needs, is imported
 * when its name is first resolved.
 *
 * Under the names of Kedro's datasets, the arguments of the Python libraries are understood too, as far as they mean something
 * here; names that Kedro and this package share are among them.
 */
export const datasetTypes: DatasetTypes = typesOf({
  csv,
  CSVDataset: csv,
  'csv.CSVDataset': csv,
  excel,
  ExcelDataset: excel,
  'excel.ExcelDataset': excel,
  image,
  ImageDataset: image,
  'image.ImageDataset': image,
  json,
  JSONDataset: json,
  JSONTableDataset: jsonTable,
  'json.JSONTableDataset': jsonTable,
  parquet,
  ParquetDataset: parquet,
  'parquet.ParquetDataset': parquet,
  plotly: plotlyJson,
  svg,
  SVGDataset: svg,
  'svg.SVGDataset': svg,
  text,
  TextDataset: text,
  v8: clone,
  StructuredCloneDataset: clone,
  'v8.StructuredCloneDataset': clone,
  yaml,
  YAMLDataset: yaml,

  'json.JSONDataset': kedro(json, async () => (await plain()).JSON_VALUE),
  'matplotlib.MatplotlibDataset': matplotlib,
  'matplotlib.MatplotlibWriter': matplotlib,
  'pandas.CSVDataset': kedro(csv, async () => (await import('./kedro/pandas-csv.js')).PANDAS_CSV),
  'pandas.ExcelDataset': kedro(excel, async () => (await import('./kedro/pandas-excel.js')).PANDAS_EXCEL),
  'pandas.JSONDataset': kedro(jsonTable, async () => (await import('./kedro/pandas-json.js')).PANDAS_JSON),
  'pandas.ParquetDataset': kedro(
    parquet,
    async () => (await import('./kedro/pandas-parquet.js')).PANDAS_PARQUET,
  ),
  'pickle.PickleDataset': kedro(clone, async () => (await plain()).PICKLE),
  'pillow.ImageDataset': kedro(image, async () => (await drawings()).PILLOW),
  'plotly.JSONDataset': kedro(plotlyJson, async () => (await drawings()).PLOTLY),
  'plotly.PlotlyDataset': kedro(plotly, async () => (await drawings()).PLOTLY),
  'polars.CSVDataset': kedro(csv, async () => (await import('./kedro/polars-csv.js')).POLARS_CSV),
  'text.TextDataset': kedro(text, async () => (await plain()).TEXT),
  'yaml.YAMLDataset': kedro(yaml, async () => (await plain()).YAML_VALUE),
});

/** One class for each of Kedro's names, however often it is asked for. */
function kedro(dataset: Load<DatasetClass>, table: Load<ArgumentTable>): Load<DatasetClass> {
  let made: Promise<DatasetClass> | undefined;
  return () =>
    (made ??= Promise.all([import('./kedro/translate.js'), dataset(), table()]).then(
      ([{ translating }, Base, args]) => translating(Base, args),
    ));
}
