import { relative, sep } from 'node:path';

/**
 * An absolute path as people can open it from a folder: relative to it, unless that is longer; with `/` on every platform.
 *
 * @param folder - default: the working folder
 */
export function showPath(path: string, folder: string = process.cwd()): string {
  const way = relative(folder, path);
  const shown = way.startsWith('..') && way.length > path.length ? path : way;
  return shown.split(sep).join('/');
}
