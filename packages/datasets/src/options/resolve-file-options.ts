import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Version } from '@kedro-ts/io';
import { DatasetOptionsError } from '../errors.js';

/** What every dataset of a file may be given. */
export interface FileOptions {
  /** The file; a relative path resolves against the working directory (in a catalog: against the project). */
  readonly filepath: string;
  /** Which versions to load and save; the catalog gives it to an entry with `versioned: true`. Default: one file, without versions. */
  readonly version?: Version | undefined;
  /** Anything the user wants to keep beside the data. */
  readonly metadata?: unknown;
}

/** {@link FileOptions} with an absolute path. */
export interface ResolvedFileOptions {
  readonly filepath: string;
  readonly version?: Version | undefined;
  readonly metadata?: unknown;
}

/** The keys of {@link FileOptions}, and those that a local file has no use for but an entry may have all the same. */
export const FILE_KEYS = ['filepath', 'version', 'metadata', 'fsArgs', 'credentials'] as const;

/**
 * Checks the path and the version; `file:` URLs are understood, other URLs are refused because these datasets read local files.
 *
 * @throws DatasetOptionsError also for `fs_args` and `credentials` that are not empty.
 */
export function resolveFileOptions(options: {
  readonly [Key in (typeof FILE_KEYS)[number]]?: unknown;
}): ResolvedFileOptions {
  const { filepath, version, metadata, fsArgs, credentials } = options;
  refuseUnlessEmpty('fs_args', fsArgs);
  refuseUnlessEmpty('credentials', credentials);
  return { filepath: resolvePath(filepath), version: readVersion(version), metadata };
}

function resolvePath(filepath: unknown): string {
  if (typeof filepath !== 'string' || filepath === '')
    throw new DatasetOptionsError('filepath', 'is missing; give the path of the file as text');
  if (filepath.startsWith('file://')) return fileURLToPath(filepath);
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(filepath))
    throw new DatasetOptionsError('filepath', `is the URL ${filepath}; this dataset reads local files only`);
  return resolve(filepath);
}

function readVersion(version: unknown): Version | undefined {
  if (version === undefined || version === null) return undefined;
  if (typeof version === 'object' && !Array.isArray(version)) return version;
  throw new DatasetOptionsError(
    'version',
    'must be a mapping with "load", "save" or neither; in a catalog, write "versioned: true"',
  );
}

/** The values are never shown, since they may be secrets. */
function refuseUnlessEmpty(option: string, value: unknown): void {
  if (value === undefined || value === null) return;
  if (typeof value === 'object' && Object.keys(value).length === 0) return;
  throw new DatasetOptionsError(
    option,
    'is for remote file systems, and this dataset reads local files; leave it out',
  );
}
