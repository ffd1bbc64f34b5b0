export { JsonDataset } from './json-dataset.js';
export type { JsonDatasetOptions } from './resolve-json-options.js';
export { JsonTableDataset } from './json-table-dataset.js';
export type { JsonTableLoaded, JsonTableSaved } from './json-table-dataset.js';
export type { JsonOrient, JsonTableDatasetOptions, JsonTableShape } from './resolve-json-table-options.js';
