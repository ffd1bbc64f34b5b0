import { posix } from 'node:path';
import { compileGlob } from './glob.js';
import type { ConfigSource } from './source/config-source.js';

/** Which files of a folder are looked for. */
export interface FindFilesOptions {
  /** Globs relative to the folder. */
  readonly patterns: readonly string[];
  /** Whether files and folders whose names start with a dot are passed over. */
  readonly ignoreHidden: boolean;
}

/**
 * The files below a folder that can hold configuration (`.yml`, `.yaml` or `.json`, written in small letters) and match
 * a glob, as sorted paths relative to it with `/` between their parts; undefined when there is no such folder.
 */
export async function findConfigFiles(
  source: ConfigSource,
  folder: string,
  { patterns, ignoreHidden }: FindFilesOptions,
): Promise<readonly string[] | undefined> {
  const globs = patterns.map(compileGlob);
  const files = await source.list(folder);
  return files
    ?.filter((file) => EXTENSIONS.has(posix.extname(file)) && globs.some((glob) => glob.test(file)))
    .filter((file) => !ignoreHidden || !/(?:^|\/)\./.test(file))
    .sort((a, b) => (a < b ? -1 : 1));
}

const EXTENSIONS = new Set(['.yml', '.yaml', '.json']);
