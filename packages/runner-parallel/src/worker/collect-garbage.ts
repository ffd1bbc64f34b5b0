import { setImmediate } from 'node:timers/promises';
import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** In bytes: with a larger heap a collection takes long, and the engine has reasons enough to make one by itself. */
const LARGEST_HEAP = 64 * 1024 * 1024;

let collect: (() => void) | undefined;

/**
 * Lets the engine find out which views on shared memory nobody has any more. It does not do that in time by itself, because it does
 * not count shared memory as its own.
 */
export async function collectGarbage(): Promise<void> {
  if (getHeapStatistics().used_heap_size > LARGEST_HEAP) return;
  collect ??= findCollect();
  collect();
  // Only then are finalizers called.
  await setImmediate();
}

/** The function is put only into contexts that are made while the flag is set. */
function findCollect(): () => void {
  setFlagsFromString('--expose-gc');
  const found = runInNewContext('gc') as () => void;
  setFlagsFromString('--no-expose-gc');
  return found;
}
