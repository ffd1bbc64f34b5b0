import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Below this, a collection costs more than what it could free. */
const FEWEST_BYTES = 32 * 1024 * 1024;

/** A collection takes about as long as it takes to fill so many times the heap. */
const HEAPS = 2;

let collect: (() => void) | undefined;

/** Whether so many bytes may be garbage that to collect it is worth the time. */
export function isWorthCollecting(bytes: number): boolean {
  return bytes >= FEWEST_BYTES && bytes >= HEAPS * getHeapStatistics().used_heap_size;
}

/** Collects the garbage of this thread: engines do not count shared memory, and think late of other that is not in the heap. */
export function collectGarbage(): void {
  collect ??= findCollector();
  collect();
}

/** Engines show their collector only in a context that is made while a flag is set, and all threads share the flags. */
function findCollector(): () => void {
  for (;;) {
    setFlagsFromString('--expose-gc');
    const found = runInNewContext('globalThis.gc') as (() => void) | undefined;
    setFlagsFromString('--no-expose-gc');
    // Otherwise another thread, which was looking for its own, has just hidden it.
    if (found) return found;
  }
}
