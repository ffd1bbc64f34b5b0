export { JsonDataset } from './json-dataset.js';
export type { JsonDatasetOptions } from './resolve-json-options.js';
