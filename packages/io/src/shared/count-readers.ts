import { addReaders, asPooled, type PooledBuffer } from './pooled-buffer.js';

/** The buffers of this thread on which somebody may have a view, each counted once. */
const counted = new WeakSet<SharedArrayBuffer>();

/** Views keep their buffer alive; so when the collector takes the buffer, no view on it is left in this thread. */
const registry = new FinalizationRegistry<Pick<PooledBuffer, 'words'>>((reader) => addReaders(reader, -1));

/**
 * To be called with a buffer before user code of this thread gets a view on it: it is not used for another value while the
 * view, or another one that was made from it, exists. Views that user code sends on to threads of its own are not noticed.
 */
export function countReader(buffer: ArrayBufferLike): void {
  const pooled = asPooled(buffer);
  if (!pooled || counted.has(pooled.buffer)) return;
  counted.add(pooled.buffer);
  addReaders(pooled, 1);
  // The registry must not keep the buffer itself; a clone of shared memory is another object on the same memory.
  const { words } = asPooled(structuredClone(pooled.buffer))!;
  registry.register(pooled.buffer, { words });
}
