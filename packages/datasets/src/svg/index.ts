export { SvgDataset } from './svg-dataset.js';
export type { SvgDatasetOptions } from './svg-dataset.js';
