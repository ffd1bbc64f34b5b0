import { createHash } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileEvidence, MaybePromise } from './dataset.js';

/**
 * What tells the content of a path from any other: that of the file, or of a folder that of all files in it, with their names.
 * Undefined when there is nothing, or a part of it went away meanwhile. A file is looked at before this returns.
 *
 * @param fileEvidence - what is to be said of each file. Default: {@link digestFile}
 */
export function pathEvidence(
  path: string,
  fileEvidence: FileEvidence = digestFile,
): MaybePromise<string | undefined> {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return undefined;
  return stats.isDirectory() ? folderEvidence(path, fileEvidence) : fileEvidence(path);
}

/** The SHA-256 of a file's content, in hexadecimal; the file is never held in memory as a whole. Undefined when there is none. */
export async function digestFile(path: string): Promise<string | undefined> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES }))
      hash.update(chunk as Buffer);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  return hash.digest('hex');
}

/** Large enough for few turns of the event loop, small enough that none of them is long. */
const CHUNK_BYTES = 256 * 1024;

async function folderEvidence(folder: string, fileEvidence: FileEvidence): Promise<string | undefined> {
  const hash = createHash('sha256');
  for await (const name of fileNames(folder)) {
    const evidence = await fileEvidence(join(folder, name));
    if (evidence === undefined) return undefined;
    hash.update(JSON.stringify([name, evidence]));
  }
  return hash.digest('hex');
}

/** The paths of all files below a folder, relative to it, in an order that does not depend on the file system. */
async function* fileNames(folder: string, prefix = ''): AsyncGenerator<string> {
  const entries = await readdir(join(folder, prefix), { withFileTypes: true });
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const name = prefix === '' ? entry.name : `${prefix}/${entry.name}`;
    if (entry.isDirectory()) yield* fileNames(folder, name);
    else yield name;
  }
}
