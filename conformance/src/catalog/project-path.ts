import { resolve, sep } from 'node:path';

/** The folder against which catalogs make paths absolute; nothing is there. */
export const PROJECT_PATH = resolve('/project');

/** A path as the entry wrote it. */
export function asWritten(path: string): string {
  return path.startsWith(PROJECT_PATH + sep)
    ? path.slice(PROJECT_PATH.length + 1).replaceAll(sep, '/')
    : path;
}
