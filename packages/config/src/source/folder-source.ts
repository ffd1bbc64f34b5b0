import type { Dirent } from 'node:fs';
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { showPath } from '../show-path.js';
import type { ConfigSource } from './config-source.js';

/**
 * A folder of this machine.
 *
 * Symbolic links are followed, because mounted configuration consists of them.
 */
export class FolderSource implements ConfigSource {
  readonly #root: string;
  readonly #ignoreHidden: boolean;

  /** @param options.ignoreHidden - whether files and folders whose names start with a dot are not even looked at */
  constructor(root: string, options: { readonly ignoreHidden: boolean }) {
    this.#root = root;
    this.#ignoreHidden = options.ignoreHidden;
  }

  async list(folder: string): Promise<readonly string[] | undefined> {
    const path = join(this.#root, folder);
    if ((await statOrUndefined(path))?.isDirectory() !== true) return undefined;
    const files: string[] = [];
    await this.#walk(path, '', new Set(), files);
    return files;
  }

  show(path: string): string {
    return showPath(join(this.#root, path));
  }

  read(path: string): Promise<Uint8Array> {
    return readFile(join(this.#root, path));
  }

  async #walk(
    folder: string,
    prefix: string,
    ancestors: ReadonlySet<string>,
    files: string[],
  ): Promise<void> {
    const real = await realpath(folder);
    // A link to a folder above itself would never end.
    if (ancestors.has(real)) return;
    const visited = new Set(ancestors).add(real);
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      if (this.#ignoreHidden && entry.name.startsWith('.')) continue;
      const path = join(folder, entry.name);
      const kind = await kindOf(entry, path);
      if (kind === 'folder') await this.#walk(path, `${prefix}${entry.name}/`, visited, files);
      else if (kind === 'file') files.push(prefix + entry.name);
    }
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
