import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DatasetOptionsError } from '../errors.js';

/** What every dataset of a file may be given. */
export interface FileOptions {
  /** The file; a relative path resolves against the working directory (in a catalog: against the project). */
  readonly filepath: string;
  /** Anything the user wants to keep beside the data. */
  readonly metadata?: unknown;
}

/** {@link FileOptions} with an absolute path. */
export interface ResolvedFileOptions {
  readonly filepath: string;
  readonly metadata: unknown;
}

/** Checks the path; `file:` URLs are understood, other URLs are refused because these datasets read local files. */
export function resolveFileOptions(options: {
  readonly filepath?: unknown;
  readonly metadata?: unknown;
}): ResolvedFileOptions {
  const { filepath, metadata } = options;
  if (typeof filepath !== 'string' || filepath === '')
    throw new DatasetOptionsError('filepath', 'is missing; give the path of the file as text');
  if (filepath.startsWith('file://')) return { filepath: fileURLToPath(filepath), metadata };
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(filepath))
    throw new DatasetOptionsError('filepath', `is the URL ${filepath}; this dataset reads local files only`);
  return { filepath: resolve(filepath), metadata };
}
