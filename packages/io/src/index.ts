export { DataCatalog } from './data-catalog.js';
export type { CatalogConfig, CatalogFilter, CatalogOptions } from './data-catalog.js';
export { CatalogConfigResolver } from './catalog-config-resolver.js';
export type {
  CatalogConfigResolverOptions,
  EntryContent,
  PatternKind,
  PatternMatch,
} from './catalog-config-resolver.js';
export type { Credentials } from './credentials.js';
export type { Catalog } from './catalog.js';
export type { CatalogEntry, CreateDatasetOptions } from './create-dataset.js';

export { isDataset, isPromiseLike } from './dataset.js';
export type { Dataset, DatasetClass, MaybePromise } from './dataset.js';
export { builtInDatasetTypes, combineDatasetTypes, datasetTypes } from './dataset-types.js';
export type { DatasetTypes } from './dataset-types.js';
export { writeFileAtomically } from './write-file-atomically.js';

export { CachedDataset } from './cached-dataset.js';
export type { CachedDatasetOptions } from './cached-dataset.js';
export { MemoryDataset } from './memory-dataset.js';
export type { CopyMode, MemoryDatasetOptions } from './memory-dataset.js';
export { SharedMemoryDataset } from './shared-memory-dataset.js';
export type { SharedMemoryDatasetOptions } from './shared-memory-dataset.js';
export { encodeShared, storeInMemory } from './shared/encode.js';
export type { Store } from './shared/encode.js';
export { decodeShared } from './shared/decode.js';
export type {
  SharedSegment,
  SharedStorage,
  SharedValue,
  SharedView,
  ViewKind,
} from './shared/shared-value.js';

export {
  CatalogConfigError,
  DatasetError,
  DatasetNotFoundError,
  didYouMean,
  ValueNotShareableError,
} from './errors.js';
export type { DatasetOperation } from './errors.js';
export { closestNames } from './closest-names.js';
