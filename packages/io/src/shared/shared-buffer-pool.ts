import { collectReaders } from './count-readers.js';
import {
  addHandles,
  asPooled,
  becomeIdle,
  becomeUsed,
  createPooled,
  generationOf,
  hasHandles,
  isFree,
  POOLED_OVERHEAD,
  type PooledBuffer,
} from './pooled-buffer.js';
import type { SharedBuffer, SharedValue } from './shared-value.js';

/** What a {@link SharedBufferPool} may be given. */
export interface SharedBufferPoolOptions {
  /** How many bytes at most are kept for later use. Default: 256 MiB. */
  readonly idleBytes?: number;
}

/** Smaller buffers are made anew: that costs less than to keep them. */
const SMALLEST_POOLED = 64 * 1024;

/** Sizes between a power of two and the next: a buffer is at most an eighth larger than what was asked for, plus a page. */
const SIZES_PER_DOUBLING = 8;

const PAGE = 4096;

/**
 * Keeps shared memory that is no longer needed for the next value: fresh memory costs five times the copy into it, and engines
 * free it late.
 *
 * A buffer is handed out again only when all of these are true: it was given back; no handle refers to it ({@link release});
 * no thread has a view on it any more that user code may have kept, which only the garbage collector of that thread can tell.
 */
export class SharedBufferPool {
  readonly #mostIdle: number;
  readonly #idle = new Map<number, PooledBuffer[]>();
  #idleBytes = 0;

  constructor({ idleBytes = 256 * 1024 * 1024 }: SharedBufferPoolOptions = {}) {
    this.#mostIdle = idleBytes;
  }

  /** How many bytes are kept for later use. */
  get idleBytes(): number {
    return this.#idleBytes;
  }

  /** Shared memory with room for so many bytes, which may hold anything. It may be larger than asked for. */
  take(byteLength: number): SharedArrayBuffer {
    if (byteLength < SMALLEST_POOLED) return new SharedArrayBuffer(byteLength);
    const size = sizeFor(byteLength);
    const idle = this.#idle.get(size) ?? [];
    let place = idle.findLastIndex(isFree);
    // Those that wait for readers may be waiting for this thread.
    if (place < 0 && idle.length > 0 && collectReaders(size)) place = idle.findLastIndex(isFree);
    if (place < 0) return createPooled(size).buffer;
    const [pooled] = idle.splice(place, 1) as [PooledBuffer];
    this.#idleBytes -= size;
    becomeUsed(pooled);
    return pooled.buffer;
  }

  /**
   * Takes back what nobody needs any more. Memory that is not of a pool, to which a handle refers, or that was given back before
   * is left alone.
   */
  give(buffer: SharedArrayBuffer): void {
    const pooled = asPooled(buffer);
    if (!pooled || hasHandles(pooled) || !becomeIdle(pooled, generationOf(pooled))) return;
    // Another object on the same memory: whether this one is still looked at is found out by the collector.
    this.#keep(asPooled(structuredClone(buffer))!);
  }

  /**
   * Forgets a handle, and takes back the memory to which no other handle refers. To be called at most once for each handle that
   * {@link encodeShared} made, in whatever thread; a handle that is never released only leaves its memory to the garbage collector.
   */
  release(handle: SharedValue): void {
    const { storage, foreign } = handle;
    if (storage.kind === 'memory') this.#releaseOne(storage);
    for (const buffer of foreign) this.#releaseOne(buffer);
  }

  /**
   * Gives away idle memory for another thread's pool ({@link accept}), the largest first, as far as it fits into so many bytes.
   * What still has readers comes last: perhaps they are of that very thread, which may find out that it does not need it any more.
   */
  lend(byteLength: number): SharedArrayBuffer[] {
    const free = this.#lend(byteLength, isFree);
    return [...free, ...this.#lend(byteLength - sizeOf(free), () => true)];
  }

  #lend(byteLength: number, mayLend: (pooled: PooledBuffer) => boolean): SharedArrayBuffer[] {
    const lent: SharedArrayBuffer[] = [];
    for (const size of [...this.#idle.keys()].sort((a, b) => b - a)) {
      const idle = this.#idle.get(size)!;
      for (let i = idle.length - 1; i >= 0 && size <= byteLength; i--) {
        if (!mayLend(idle[i]!)) continue;
        lent.push(...idle.splice(i, 1).map(({ buffer }) => buffer));
        byteLength -= size;
        this.#idleBytes -= size;
      }
    }
    return lent;
  }

  /** Takes over what another thread's pool has lent. */
  accept(buffers: readonly SharedArrayBuffer[]): void {
    for (const buffer of buffers) {
      const pooled = asPooled(buffer);
      if (pooled) this.#keep(pooled);
    }
  }

  /** Leaves all idle memory to the garbage collector. */
  clear(): void {
    this.#idle.clear();
    this.#idleBytes = 0;
  }

  #releaseOne({ buffer, generation }: SharedBuffer): void {
    const pooled = generation === undefined ? undefined : asPooled(buffer);
    if (!pooled || generationOf(pooled) !== generation) return;
    if (addHandles(pooled, -1) === 0 && becomeIdle(pooled, generation)) this.#keep(pooled);
  }

  #keep(pooled: PooledBuffer): void {
    const size = pooled.buffer.byteLength;
    if (this.#idleBytes + size > this.#mostIdle) return;
    const idle = this.#idle.get(size);
    if (idle) idle.push(pooled);
    else this.#idle.set(size, [pooled]);
    this.#idleBytes += size;
  }
}

/** The pool of this thread, from which values are encoded in memory. */
export const sharedBuffers = new SharedBufferPool();

function sizeOf(buffers: readonly SharedArrayBuffer[]): number {
  return buffers.reduce((sum, { byteLength }) => sum + byteLength, 0);
}

function sizeFor(byteLength: number): number {
  const needed = byteLength + POOLED_OVERHEAD;
  const step = Math.max(PAGE, 2 ** Math.floor(Math.log2(needed)) / SIZES_PER_DOUBLING);
  return Math.ceil(needed / step) * step;
}
