export { DataCatalog } from './data-catalog.js';
export type { CatalogConfig, CatalogFilter, CatalogOptions, GetDatasetOptions } from './catalog-options.js';
export { CatalogConfigResolver } from './catalog-config-resolver.js';
export type { CatalogConfigResolverOptions, PatternKind, PatternMatch } from './catalog-config-resolver.js';
export type { Credentials } from './credentials.js';
export type { Catalog, LoadOptions, OnWarning, SaveOptions } from './catalog.js';
export type { CatalogEntry, CreateDatasetOptions, EntryContent } from './create-dataset.js';

export { isDataset, isPromiseLike } from './dataset.js';
export type { Dataset, DatasetClass, FileEvidence, MaybePromise } from './dataset.js';
export { digestFile, pathEvidence } from './path-evidence.js';
export { builtInDatasetTypes, combineDatasetTypes, datasetTypes } from './dataset-types.js';
export type { DatasetTypes } from './dataset-types.js';
export { VersionedPath } from './version/versioned-path.js';
export { generateTimestamp } from './version/generate-timestamp.js';
export { checkVersion } from './version/version.js';
export type { Version } from './version/version.js';
export type { CatalogVersionsOptions } from './version/catalog-versions.js';
export { writeFileAtomically } from './write-file-atomically.js';

export type { StandardSchemaV1 } from '@standard-schema/spec';
export { isStandardSchema, validateWithSchema } from './validate/validate-with-schema.js';
export type { ValidationIssue, ValidationResult } from './validate/validate-with-schema.js';
export type { DataIssue, IssueCount, ValidationReport } from './validate/validation-report.js';
export type { ValidatorSource } from './validate/dataset-validator.js';
export type { Validators } from './validate/catalog-validators.js';

export { CachedDataset } from './cached-dataset.js';
export type { CachedDatasetOptions } from './cached-dataset.js';
export { LambdaDataset } from './lambda-dataset.js';
export type { LambdaDatasetOptions } from './lambda-dataset.js';
export { MemoryDataset, sharesValue } from './memory-dataset.js';
export type { CopyMode, MemoryDatasetOptions } from './memory-dataset.js';
export { copyPlainData } from './copy-plain-data.js';
export type { CopyOptions } from './copy-plain-data.js';
export { freezePlainData, holdsFrozen, isPlainData } from './freeze-plain-data.js';
export type { Unfreezable } from './freeze-plain-data.js';
export { findRefusing } from './freeze-collection.js';
export { isBytes, walkPlainData } from './walk-plain-data.js';
export type { Bytes } from './walk-plain-data.js';
export { SharedMemoryDataset } from './shared-memory-dataset.js';
export type { SharedMemoryDatasetOptions } from './shared-memory-dataset.js';
export { encodeShared, storeInMemory } from './shared/encode.js';
export type { Store } from './shared/encode.js';
export { decodeShared } from './shared/decode.js';
export { allocateShared } from './shared/allocate-shared.js';
export type { AllocateSharedOptions, TypedArrayClass } from './shared/allocate-shared.js';
export { collectUnused } from './shared/count-readers.js';
export type { Unused } from './shared/count-readers.js';
export { byteCounts } from './shared/byte-counts.js';
export type { ByteCounts } from './shared/byte-counts.js';
export { SharedBufferPool, sharedBuffers } from './shared/shared-buffer-pool.js';
export type { SharedBufferPoolOptions } from './shared/shared-buffer-pool.js';
export type { ForeignBuffer, SharedBuffer, SharedStorage, SharedValue } from './shared/shared-value.js';

export {
  CatalogConfigError,
  DataValidationError,
  DatasetError,
  DatasetNotFoundError,
  didYouMean,
  InvalidVersionError,
  NotVersionedError,
  UnknownLoadVersionsError,
  ValueNotShareableError,
  ValueReleasedError,
  VersionAlreadyExistsError,
  VersionNotFoundError,
} from './errors.js';
export type { DatasetOperation } from './errors.js';
export { closestNames } from './closest-names.js';
