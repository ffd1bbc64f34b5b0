import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/**
 * Writes a file so that a reader sees the old content or the new, never a part: the bytes go to a temporary name in the
 * same folder, which then replaces the file. Folders are made as needed.
 *
 * @param write - the content, or a function that writes it to the temporary path it is given
 */
export async function writeFileAtomically(
  path: string,
  write: string | NodeJS.ArrayBufferView | ((temporaryPath: string) => Promise<void>),
): Promise<void> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true });
  // The name is cut because file systems allow 255 bytes, which the file's own name may have used up.
  const temporary = join(folder, `.${basename(path).slice(0, 40)}.${randomUUID()}.tmp`);
  try {
    if (typeof write === 'function') await write(temporary);
    else await writeFile(temporary, write);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
