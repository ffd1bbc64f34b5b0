export { ExcelDataset } from './excel-dataset.js';
export type { ExcelColumn, ExcelLoaded, ExcelRow, ExcelSaved, ExcelValue } from './excel-dataset.js';
export type { ExcelDatasetOptions, ExcelShape, ExcelSheet, ExcelSheets } from './resolve-excel-options.js';
