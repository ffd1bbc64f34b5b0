/**
 * Shared memory that can be used again for another value. Its last bytes hold what all threads have to know of it; whoever
 * gets a view on its data sees nothing of that, but must not write beyond its view.
 */
export interface PooledBuffer {
  readonly buffer: SharedArrayBuffer;
  /** Atomic words at the end of the buffer. */
  readonly words: Int32Array;
}

/** Tells pooled buffers from other shared memory, of whichever thread and copy of this module. */
const MARK = [0x4b65_6472, 0x6f54_5321, 0x5bd1_e995, 0x1b87_3593] as const;

const MARK_WORDS = MARK.length;
const GENERATION = MARK_WORDS;
const HANDLES = MARK_WORDS + 1;
const READERS = MARK_WORDS + 2;
/** A multiple of 2, so that the data take up a multiple of 8 bytes. */
const WORDS = MARK_WORDS + 4;

/** How many bytes of a pooled buffer are not for data. */
export const POOLED_OVERHEAD = WORDS * Int32Array.BYTES_PER_ELEMENT;

/** A new buffer, in use, of zeroes. Its size, a multiple of 8, includes the overhead. */
export function createPooled(byteLength: number): PooledBuffer {
  const buffer = new SharedArrayBuffer(byteLength);
  const words = wordsOf(buffer);
  words.set(MARK);
  return { buffer, words };
}

/** The words of a pooled buffer, or undefined for shared memory of somebody else. */
export function asPooled(buffer: ArrayBufferLike): PooledBuffer | undefined {
  if (!(buffer instanceof SharedArrayBuffer)) return undefined;
  if (buffer.byteLength <= POOLED_OVERHEAD || buffer.byteLength % 8 !== 0) return undefined;
  const words = wordsOf(buffer);
  return MARK.every((word, i) => words[i] === word) ? { buffer, words } : undefined;
}

/** Grows by one whenever the buffer is put into a pool or taken out: even while it is in use, 0 before it was ever given back. */
export function generationOf({ words }: PooledBuffer): number {
  return Atomics.load(words, GENERATION);
}

/** Marks a buffer in use as idle. Returns false when it has been given back already, and perhaps belongs to others. */
export function becomeIdle({ words }: PooledBuffer, generation: number): boolean {
  return (
    generation % 2 === 0 &&
    Atomics.compareExchange(words, GENERATION, generation, generation + 1) === generation
  );
}

/** Marks an idle buffer as in use. */
export function becomeUsed({ words }: PooledBuffer): void {
  Atomics.add(words, GENERATION, 1);
}

/** Counts the handles that refer to a buffer, and returns how many there are now. */
export function addHandles({ words }: PooledBuffer, count: 1 | -1): number {
  return Atomics.add(words, HANDLES, count) + count;
}

/** Tells whether a handle refers to the buffer. */
export function hasHandles({ words }: PooledBuffer): boolean {
  return Atomics.load(words, HANDLES) > 0;
}

/** Counts the threads in which somebody may have a view on the bytes. */
export function addReaders({ words }: Pick<PooledBuffer, 'words'>, count: 1 | -1): void {
  Atomics.add(words, READERS, count);
}

/**
 * Tells an idle buffer on which no thread may have a view any more, and to which no handle refers: whoever has kept a view of a
 * value that was released may have handed it over again.
 */
export function isFree(pooled: PooledBuffer): boolean {
  // In this order, since handles are made by those who have a view.
  return Atomics.load(pooled.words, READERS) === 0 && !hasHandles(pooled);
}

function wordsOf(buffer: SharedArrayBuffer): Int32Array {
  return new Int32Array(buffer, buffer.byteLength - POOLED_OVERHEAD, WORDS);
}
