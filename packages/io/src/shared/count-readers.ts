import { collectGarbage, isWorthCollecting } from './collect-garbage.js';
import { addReaders, asPooled } from './pooled-buffer.js';

/** The buffers of this thread on which somebody may have a view, each counted once. */
const counted = new WeakSet<SharedArrayBuffer>();

/** How many bytes were counted since garbage was last collected. */
let bytesCounted = 0;

/** How many bytes of other arrays may have become garbage since then. */
let bytesDropped = 0;

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
  bytesCounted += pooled.buffer.byteLength;
  counted.add(pooled.buffer);
  addReaders(pooled, 1);
  const { words } = asPooled(structuredClone(pooled.buffer))!;
  const reader: Reader = { buffer: new WeakRef(pooled.buffer), words };
  readers.add(reader);
  registry.register(pooled.buffer, reader);
}

/** Notes that nodes have let go of so many bytes of arrays; returns whether {@link collectUnused} has much to do now. */
export function noteDropped(bytes: number): boolean {
  bytesDropped += bytes;
  return isWorthCollecting(bytesDropped);
}

/** What {@link collectUnused} is to look for. */
export interface Unused {
  /** Whether to find out, too, which shared memory nobody in this thread looks at any more. Default: false. */
  readonly isIdle?: boolean;
}

/**
 * Frees large arrays of which nodes have let go; to be called between nodes. It takes milliseconds when there may be much of them,
 * otherwise nothing.
 */
export function collectUnused({ isIdle = false }: Unused = {}): void {
  if (isIdle) collectReaders();
  else if (isWorthCollecting(bytesDropped)) collect();
}

/**
 * Finds out which shared memory nobody in this thread looks at any more, if that may be worth the time.
 *
 * @param bytes - that are wanted
 * @returns whether it did
 */
export function collectReaders(bytes = 0): boolean {
  if (!isWorthCollecting(bytes + bytesCounted + bytesDropped)) return false;
  collect();
  return true;
}

function collect(): void {
  [bytesCounted, bytesDropped] = [0, 0];
  collectGarbage();
  // The registry would tell only after the node that is about to begin, and then others would have needed new memory.
  for (const reader of readers) if (reader.buffer.deref() === undefined) forget(reader);
}

function forget(reader: Reader): void {
  if (readers.delete(reader)) addReaders(reader, -1);
}
