import { readKeys } from '../options/read-keys.js';
import { readCount } from '../options/read-value.js';
import {
  FILE_KEYS,
  resolveFileOptions,
  type FileOptions,
  type ResolvedFileOptions,
} from '../options/resolve-file-options.js';

/** What a {@link JsonDataset} may be given. */
export interface JsonDatasetOptions extends FileOptions {
  readonly saveArgs?: {
    /** Spaces per level. Default: 2; 0 writes everything on one line. */
    readonly indent?: number;
  };
}

/** {@link JsonDatasetOptions} with defaults filled in. */
export interface ResolvedJsonOptions extends ResolvedFileOptions {
  readonly indent: number;
}

export function resolveJsonOptions(options: JsonDatasetOptions): ResolvedJsonOptions {
  const keys = readKeys(options, [...FILE_KEYS, 'saveArgs']);
  const { indent } = readKeys(keys.saveArgs, ['indent'], { under: 'save_args' });
  return { ...resolveFileOptions(keys), indent: readCount('save_args.indent', indent, 0, 2) };
}
