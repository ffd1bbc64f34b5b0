import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, rmdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { FileContentError } from '../errors.js';
import { isMissing } from '../file/file-dataset.js';

/**
 * Writes a file or a folder under a temporary name beside its place, and puts it there when it is whole. A file replaces the file
 * that was there; the files of a folder are added to the folder that was there, or replace all that was in it.
 *
 * @param write - writes a file or a folder at the path that it is given
 * @param overwrite - whether a folder is replaced
 */
export async function publish(
  path: string,
  write: (temporaryPath: string) => Promise<void>,
  overwrite: boolean,
): Promise<void> {
  const parent = dirname(path);
  await mkdir(parent, { recursive: true });
  const temporary = join(parent, `.${basename(path).slice(0, 40)}.${randomUUID()}.tmp`);
  try {
    await write(temporary);
    const isFolder = (await kindOf(temporary)) === 'folder';
    const before = await kindOf(path);
    if (before !== undefined && isFolder !== (before === 'folder')) throw otherKind(path, before);
    if (!isFolder || before === undefined) await rename(temporary, path);
    else if (overwrite) await exchange(temporary, path);
    else await addFiles(temporary, path);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

/** No system replaces a folder that has something in it, so there is a moment without one. */
async function exchange(folder: string, path: string): Promise<void> {
  const old = `${folder}.old`;
  await rename(path, old);
  await rename(folder, path);
  await rm(old, { recursive: true });
}

async function addFiles(folder: string, path: string): Promise<void> {
  for (const name of await readdir(folder)) await rename(join(folder, name), join(path, name));
  await rmdir(folder);
}

function otherKind(path: string, before: 'file' | 'folder'): FileContentError {
  return before === 'file'
    ? new FileContentError(path, 'is a file, and several images are saved as a folder; move the file away')
    : new FileContentError(path, 'is a folder, and one image is saved as a file; move the folder away');
}

async function kindOf(path: string): Promise<'file' | 'folder' | undefined> {
  try {
    return (await stat(path)).isDirectory() ? 'folder' : 'file';
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}
