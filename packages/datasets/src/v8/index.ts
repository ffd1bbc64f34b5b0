export { StructuredCloneDataset } from './structured-clone-dataset.js';
export type { StructuredCloneDatasetOptions } from './structured-clone-dataset.js';
