export { datasetTypes } from './dataset-types.js';

export { FileDataset } from './file/file-dataset.js';
export { resolveFileOptions } from './options/resolve-file-options.js';
export type { FileOptions, ResolvedFileOptions } from './options/resolve-file-options.js';

export { DatasetOptionsError, FileContentError, FileNotFoundError, ValueNotWritableError } from './errors.js';
