import { readKeys } from '../options/read-keys.js';
import { readBoolean } from '../options/read-value.js';
import {
  FILE_KEYS,
  resolveFileOptions,
  type FileOptions,
  type ResolvedFileOptions,
} from '../options/resolve-file-options.js';

/** What an {@link ImageDataset} may be given. */
export interface ImageDatasetOptions extends FileOptions {
  /**
   * Whether images saved by name replace all that is in the folder, and are not added to it. Without effect on versions, which
   * are never overwritten. Default: false.
   */
  readonly overwrite?: boolean;
}

/** {@link ImageDatasetOptions} with defaults filled in. */
export interface ResolvedImageOptions extends ResolvedFileOptions {
  readonly overwrite: boolean;
}

export function resolveImageOptions(options: ImageDatasetOptions): ResolvedImageOptions {
  const keys = readKeys(options, [...FILE_KEYS, 'overwrite']);
  return { ...resolveFileOptions(keys), overwrite: readBoolean('overwrite', keys.overwrite, false) };
}
