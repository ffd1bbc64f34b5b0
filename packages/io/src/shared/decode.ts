import { readFile } from 'node:fs/promises';
import type { MaybePromise } from '../dataset.js';
import { ValueReleasedError } from '../errors.js';
import { loadArrow, noteRead } from './arrow.js';
import { Reader } from './codec/reader.js';
import { ValueReader } from './codec/value-reader.js';
import { countReader } from './count-readers.js';
import { asPooled, generationOf } from './pooled-buffer.js';
import type { SharedBuffer, SharedValue } from './shared-value.js';

/**
 * The value behind a handle. Typed arrays and Arrow columns are views on the shared bytes: all readers see the same
 * memory, and must not write to it. Everything else is the reader's own.
 *
 * @throws ValueReleasedError when the memory has been given back to a pool
 */
export function decodeShared(shared: SharedValue): MaybePromise<unknown> {
  const { storage, foreign, inPlace } = shared;
  for (const buffer of foreign) open(buffer, true);
  if (storage.kind === 'memory') {
    open(storage, inPlace > 0);
    return read(shared, storage.buffer, 0);
  }
  if (storage.kind === 'inline') {
    // Bytes that came through a pipe may lie anywhere.
    const bytes = storage.bytes.byteOffset % 8 === 0 ? storage.bytes : new Uint8Array(storage.bytes);
    return read(shared, bytes.buffer, bytes.byteOffset);
  }
  // A Buffer starts at a multiple of 8 bytes, as the views need it.
  return readFile(storage.path).then(({ buffer, byteOffset }) => read(shared, buffer, byteOffset));
}

/** Keeps memory from being used for another value as long as the reader has views on it. */
function open({ buffer, generation }: SharedBuffer, hasViews: boolean): void {
  if (generation === undefined) return;
  if (hasViews) countReader(buffer);
  // Only now: what has not been given back by now will not be handed out again while the reader is counted.
  const pooled = asPooled(buffer);
  if (!pooled || generationOf(pooled) !== generation) throw new ValueReleasedError();
}

function read(shared: SharedValue, storage: ArrayBufferLike, start: number): MaybePromise<unknown> {
  if (shared.codec === 'arrow') {
    const bytes = new Uint8Array(storage, start, shared.byteLength);
    return loadArrow().then(({ tableFromIPC }) => {
      const table = tableFromIPC(bytes);
      noteRead(table, shared);
      return table;
    });
  }
  const buffers = shared.foreign.map(({ buffer }) => buffer);
  return new ValueReader(new Reader(storage, start), buffers).read();
}
