import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { extract } from 'tar-stream';
import {
  holdsConfiguration,
  MAX_UNPACKED_BYTES,
  safePath,
  tooBig,
  type ArchiveEntry,
} from './archive-entry.js';
import { SourceProblem } from './source-problem.js';

/**
 * The files and folders of a compressed tar archive; links and devices are passed over.
 *
 * @throws SourceProblem
 */
export async function readTarGz(bytes: Uint8Array): Promise<ArchiveEntry[]> {
  const entries: ArchiveEntry[] = [];
  try {
    const tar = extract(ANY_FORMAT);
    tar.end(await promisify(gunzip)(bytes, { maxOutputLength: MAX_UNPACKED_BYTES }));
    for await (const entry of tar) {
      const { name, type } = entry.header;
      const isFolder = type === 'directory' || name.endsWith('/');
      const isFile = !isFolder && (type === 'file' || type === 'contiguous-file');
      const content = isFile && holdsConfiguration(name) ? await buffer(entry) : undefined;
      if (isFile || isFolder) entries.push({ path: safePath(name), isFolder, content });
      entry.resume();
    }
  } catch (error) {
    throw describe(error);
  }
  return entries;
}

/** Archives from before POSIX do not name their format; the option is missing in the types of tar-stream. */
const ANY_FORMAT: NonNullable<Parameters<typeof extract>[0]> & { allowUnknownFormat: boolean } = {
  allowUnknownFormat: true,
};

function describe(error: unknown): SourceProblem {
  if (error instanceof SourceProblem) return error;
  const { code } = error as { code?: unknown };
  if (code === 'ERR_BUFFER_TOO_LARGE') return tooBig();
  return new SourceProblem(
    typeof code === 'string' && code.startsWith('Z_')
      ? 'its compressed data is damaged'
      : 'it holds no tar archive, or one that is damaged or incomplete',
  );
}
