import type { MaybePromise } from '../dataset.js';
import { collectUnused, noteDropped } from './count-readers.js';
import { sharedBuffers } from './shared-buffer-pool.js';

/** To be called with a value of which a run has let go, so that the memory of large arrays serves again soon. */
export function giveBack(value: unknown): MaybePromise<void> {
  if (!ArrayBuffer.isView(value)) return;
  const { buffer } = value;
  // Not used again before nobody in this thread has a view on it.
  if (buffer instanceof SharedArrayBuffer) sharedBuffers.give(buffer);
  if (!noteDropped(value.byteLength)) return;
  return new Promise((resolve) =>
    // Engines keep what somebody has a weak reference to until the event loop turns.
    setImmediate(() => {
      collectUnused();
      resolve();
    }),
  );
}
