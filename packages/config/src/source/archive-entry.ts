import { SourceProblem } from './source-problem.js';

/** A file or folder of an archive. */
export interface ArchiveEntry {
  /** Where it stands in the archive, with `/` between the parts. */
  readonly path: string;
  readonly isFolder: boolean;
  /** The bytes of a file; undefined when it is not one that can hold configuration. */
  readonly content: Uint8Array | undefined;
}

/** How much an archive may unpack to, in bytes: configuration is small, an archive that pretends to be one need not be. */
export const MAX_UNPACKED_BYTES = 2 ** 26;

/** What is wrong with an archive of more than that. */
export function tooBig(): SourceProblem {
  return new SourceProblem(`it unpacks to more than ${MAX_UNPACKED_BYTES / 2 ** 20} MiB`);
}

/** Whether an entry can hold configuration, by its name; the content of others is not unpacked. */
export function holdsConfiguration(name: string): boolean {
  return /\.(?:ya?ml|json)$/.test(name);
}

/**
 * The name of an entry with `/` between its parts.
 *
 * @throws SourceProblem when it leads out of the archive.
 */
export function safePath(name: string): string {
  const parts = name.replaceAll('\\', '/').split('/');
  if (parts.includes('..') || /^[a-z]:/i.test(name) || parts[0] === '') {
    throw new SourceProblem(`its entry ${JSON.stringify(name)} would stand outside of it`);
  }
  return parts.filter((part) => part !== '' && part !== '.').join('/');
}
