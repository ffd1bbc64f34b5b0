import { join } from 'node:path';
import { showPath, type ConfigOrigin } from '@kedro-ts/config';

/**
 * Where a value was written, for people: `conf/base/parameters.yml:3` (with `/` on every platform), or `--params`.
 *
 * @param confSource - where the configuration is read from
 * @param folder - the folder to which paths are shown relative
 */
export function describeOrigin(origin: ConfigOrigin, confSource: string, folder: string): string {
  if (origin.source === 'runtime') return '--params';
  // In an archive, or behind a URL, there is nothing that could be opened by its path.
  const isFolder = !/\.(zip|tar\.gz|tgz)$|^[a-z][a-z0-9+.-]+:\/\//i.test(confSource);
  const file = isFolder ? showPath(join(confSource, origin.file), folder) : origin.file;
  return origin.line === undefined ? file : `${file}:${origin.line}`;
}
