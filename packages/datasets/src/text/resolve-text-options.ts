import { readKeys } from '../options/read-keys.js';
import {
  FILE_KEYS,
  resolveFileOptions,
  type FileOptions,
  type ResolvedFileOptions,
} from '../options/resolve-file-options.js';

/** What a text dataset may be given. */
export type TextDatasetOptions = FileOptions;

/** Checks the options of a dataset that has a path and nothing else. */
export function resolveTextOptions(options: TextDatasetOptions): ResolvedFileOptions {
  return resolveFileOptions(readKeys(options, FILE_KEYS));
}
