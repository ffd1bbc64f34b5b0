export { TextDataset } from './text-dataset.js';
export type { TextDatasetOptions } from './resolve-text-options.js';
