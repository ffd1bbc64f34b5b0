import { buffer } from 'node:stream/consumers';
import { crc32 } from 'node:zlib';
import { fromBufferPromise } from 'yauzl';
import {
  holdsConfiguration,
  MAX_UNPACKED_BYTES,
  safePath,
  tooBig,
  type ArchiveEntry,
} from './archive-entry.js';
import { SourceProblem } from './source-problem.js';

/**
 * The files and folders of a zip archive.
 *
 * @throws SourceProblem
 */
export async function readZip(bytes: Uint8Array): Promise<ArchiveEntry[]> {
  const entries: ArchiveEntry[] = [];
  let size = 0;
  try {
    const zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
      // Names are checked here, and need not be as some systems write them.
      strictFileNames: false,
    });
    for await (const entry of zip.eachEntry()) {
      const path = safePath(entry.fileName);
      const isFolder = entry.fileName.endsWith('/');
      let content: Buffer | undefined;
      if (!isFolder && holdsConfiguration(path)) {
        if (entry.isEncrypted()) throw new SourceProblem('it is encrypted');
        if (!entry.canDecodeFileData())
          throw new SourceProblem(`it is compressed in a way that is not known (${entry.compressionMethod})`);
        // The library ends reading where an entry turns out larger than this.
        size += entry.uncompressedSize;
        if (size > MAX_UNPACKED_BYTES) throw tooBig();
        content = await buffer(await zip.openReadStreamPromise(entry));
        if (crc32(content) !== entry.crc32) throw new SourceProblem('its compressed data is damaged');
      }
      entries.push({ path, isFolder, content });
    }
  } catch (error) {
    if (error instanceof SourceProblem) throw error;
    throw new SourceProblem(`it cannot be unpacked (${error instanceof Error ? error.message : 'damaged'})`);
  }
  return entries;
}
