import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { CODE_EXTENSIONS } from './code/is-code-file.js';

/** The module of each pipeline in `<source>/pipelines`: a folder with `index.*` or `pipeline.*`, or a file. */
export async function discoverPipelines(sourcePath: string): Promise<ReadonlyMap<string, string>> {
  const folder = join(sourcePath, 'pipelines');
  const found = new Map<string, string>();
  for (const entry of await list(folder)) {
    if (/^[._]/.test(entry.name)) continue;
    if (entry.isDirectory()) {
      const files = (await list(join(folder, entry.name))).map(({ name }) => name);
      const file = ['index', 'pipeline']
        .flatMap((name) => CODE_EXTENSIONS.map((extension) => name + extension))
        .find((name) => files.includes(name));
      if (file !== undefined) found.set(entry.name, join(folder, entry.name, file));
    } else {
      const match = /^(?<name>.+?)(?<extension>\.[cm]?[jt]s)$/.exec(entry.name);
      const { name, extension } = match?.groups ?? {};
      const isModule = name !== undefined && !/(\.d|\.test|\.spec|\.test-d)$/.test(name) && name !== 'index';
      if (isModule && CODE_EXTENSIONS.includes(extension!) && !found.has(name))
        found.set(name, join(folder, entry.name));
    }
  }
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

async function list(folder: string): Promise<import('node:fs').Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
