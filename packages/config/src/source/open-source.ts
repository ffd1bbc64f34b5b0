import { readFile, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { ConfigSourceError } from '../errors.js';
import { ArchiveSource, isArchive } from './archive-source.js';
import type { ConfigSource } from './config-source.js';
import { download } from './download.js';
import { FolderSource } from './folder-source.js';
import { isObjectStorage, openObjectStorage } from './object-storage-source.js';
import { SourceProblem } from './source-problem.js';

/** What opening a place of configuration depends on. */
export interface OpenSourceOptions {
  readonly ignoreHidden: boolean;
  /** Whether a folder may be missing. */
  readonly allowMissingSource: boolean;
  /** The environments that are asked for, so that an archive with nothing but one of them is understood. */
  readonly environments: readonly string[];
}

/**
 * Opens the place that configuration is read from: an absolute path of a folder or an archive, or a URL.
 *
 * @throws ConfigSourceError, also from the source that it gives
 */
export async function openSource(confSource: string, options: OpenSourceOptions): Promise<ConfigSource> {
  const location = describeSource(confSource);
  const source = await named(location, () => open(confSource, options));
  return {
    list: (folder) => named(location, () => source.list(folder)),
    show: (path) => source.show(path),
    read: (path) => named(location, () => source.read(path)),
  };
}

/** Whether configuration is named by a URL; a scheme of one letter is a drive of Windows. */
export function isUrl(confSource: string): boolean {
  return /^[a-z][a-z0-9+.-]+:\/\//i.test(confSource);
}

/** The place as it may be shown: a URL without what gives access. */
export function describeSource(confSource: string): string {
  if (!isUrl(confSource) || !URL.canParse(confSource)) return confSource;
  const url = new URL(confSource);
  url.password = '';
  if (/^https?:$/.test(url.protocol)) url.username = '';
  [url.search, url.hash] = ['', ''];
  return url.href;
}

async function open(confSource: string, options: OpenSourceOptions): Promise<ConfigSource> {
  const { environments } = options;
  if (!isUrl(confSource)) return openPath(confSource, options);
  const url = parseUrl(confSource);
  if (url.protocol === 'file:') return openPath(fileURLToPath(url), options);
  if (isObjectStorage(url)) return openObjectStorage(url, environments);
  if (/^https?:$/.test(url.protocol)) return ArchiveSource.open(await download(url), environments);
  throw new SourceProblem(
    `nothing is known about URLs of the kind ${url.protocol}//; there are https, s3, gs, az and abfs`,
  );
}

function parseUrl(text: string): URL {
  if (!URL.canParse(text)) throw new SourceProblem('it is not a URL');
  return new URL(text);
}

async function openPath(path: string, options: OpenSourceOptions): Promise<ConfigSource> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isFile()) return ArchiveSource.open(await readFile(path), options.environments);
  if (found === undefined && isArchive(path)) throw new SourceProblem('there is no such file');
  if (found === undefined && !options.allowMissingSource)
    throw new SourceProblem('there is no such folder. Create it, or correct the path');
  return new FolderSource(path, options);
}

async function named<Result>(location: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof SourceProblem)) throw error;
    throw new ConfigSourceError(location, error.reason);
  }
}
