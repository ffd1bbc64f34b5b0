import { collectGarbage } from './collect-garbage.js';
import { addReaders, asPooled } from './pooled-buffer.js';

/** The buffers of this thread on which somebody may have a view, each counted once. */
const counted = new WeakSet<SharedArrayBuffer>();

/** How many bytes were counted since garbage was last collected because of them. */
let bytesCounted = 0;

/** A buffer that may be looked at, and another object on the same memory: what counts must not keep it from being collected. */
interface Reader {
  readonly buffer: WeakRef<SharedArrayBuffer>;
  readonly words: Int32Array;
}

const readers = new Set<Reader>();

/** Views keep their buffer alive; so when the collector takes the buffer, no view on it is left in this thread. */
const registry = new FinalizationRegistry<Reader>(forget);

/**
 * To be called with a buffer before user code of this thread gets a view on it: it is not used for another value while the
 * view, or another one that was made from it, exists. Views that user code sends on to threads of its own are not noticed.
 */
export function countReader(buffer: ArrayBufferLike): void {
  const pooled = asPooled(buffer);
  if (!pooled || counted.has(pooled.buffer)) return;
  collectReaders();
  bytesCounted += pooled.buffer.byteLength;
  counted.add(pooled.buffer);
  addReaders(pooled, 1);
  const { words } = asPooled(structuredClone(pooled.buffer))!;
  const reader: Reader = { buffer: new WeakRef(pooled.buffer), words };
  readers.add(reader);
  registry.register(pooled.buffer, reader);
}

/** Finds out which buffers nobody in this thread looks at any more, if it is worth the time; returns whether it was. */
export function collectReaders(): boolean {
  if (!collectGarbage(bytesCounted)) return false;
  bytesCounted = 0;
  // The registry would tell only after the node that is about to begin, and then others would have needed new memory.
  for (const reader of readers) if (reader.buffer.deref() === undefined) forget(reader);
  return true;
}

function forget(reader: Reader): void {
  if (readers.delete(reader)) addReaders(reader, -1);
}
