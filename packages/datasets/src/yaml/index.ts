export { YamlDataset } from './yaml-dataset.js';
export type { YamlDatasetOptions } from './resolve-yaml-options.js';
