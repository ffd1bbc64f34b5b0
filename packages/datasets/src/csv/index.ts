export { CsvDataset } from './csv-dataset.js';
export type { CsvColumn, CsvLoaded, CsvRow, CsvSaved, CsvValue } from './csv-dataset.js';
export type { CsvDatasetOptions, CsvShape, CsvType } from './resolve-csv-options.js';
