import { readdir, realpath, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { Dirent } from 'node:fs';

/**
 * All files below a folder that can hold configuration (`.yml`, `.yaml` or `.json`, written in small letters), as
 * sorted paths relative to it with `/` between their parts; undefined when there is no such folder.
 *
 * Symbolic links are followed, because mounted configuration consists of them.
 */
export async function findConfigFiles(
  folder: string,
  options: { readonly ignoreHidden: boolean },
): Promise<readonly string[] | undefined> {
  if (!(await isFolder(folder))) return undefined;
  const files: string[] = [];
  await walk(folder, '', new Set(), options.ignoreHidden, files);
  return files.sort((a, b) => (a < b ? -1 : 1));
}

/** Whether there is a folder at a path. */
async function isFolder(path: string): Promise<boolean> {
  return (await statOrUndefined(path))?.isDirectory() ?? false;
}

const EXTENSIONS = new Set(['.yml', '.yaml', '.json']);

async function walk(
  folder: string,
  prefix: string,
  ancestors: ReadonlySet<string>,
  ignoreHidden: boolean,
  files: string[],
): Promise<void> {
  const real = await realpath(folder);
  // A link to a folder above itself would never end.
  if (ancestors.has(real)) return;
  const visited = new Set(ancestors).add(real);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (ignoreHidden && entry.name.startsWith('.')) continue;
    const path = join(folder, entry.name);
    const kind = await kindOf(entry, path);
    if (kind === 'folder') await walk(path, `${prefix}${entry.name}/`, visited, ignoreHidden, files);
    else if (kind === 'file' && EXTENSIONS.has(extname(entry.name))) files.push(prefix + entry.name);
  }
}

async function kindOf(entry: Dirent, path: string): Promise<'file' | 'folder' | 'other'> {
  const target = entry.isSymbolicLink() ? await statOrUndefined(path) : entry;
  if (target?.isDirectory()) return 'folder';
  return target?.isFile() ? 'file' : 'other';
}

async function statOrUndefined(path: string) {
  try {
    return await stat(path);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}
