import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Below this, a collection costs more than what it could free. */
const FEWEST_BYTES = 32 * 1024 * 1024;

/** A collection takes about as long as it takes to fill so many times the heap. */
const HEAPS = 2;

let collect: (() => void) | undefined;

/**
 * Collects the garbage of this thread when so many bytes of shared memory may have become garbage that it is worth the time: the
 * engine does not count shared memory, and would not notice.
 *
 * @returns whether it did
 */
export function collectGarbage(bytes: number): boolean {
  if (bytes < FEWEST_BYTES || bytes < HEAPS * getHeapStatistics().used_heap_size) return false;
  collect ??= findCollector();
  collect();
  return true;
}

/** Engines show their collector only in a context that is made while a flag is set. */
function findCollector(): () => void {
  setFlagsFromString('--expose-gc');
  try {
    return runInNewContext('gc') as () => void;
  } finally {
    setFlagsFromString('--no-expose-gc');
  }
}
