import { NodeTimeoutError, RunCancelledError } from './errors.js';

/**
 * The same promise, rejected as soon as the signal is aborted; what it is waiting for goes on by itself.
 *
 * @throws RunCancelledError when the signal is aborted first; NodeTimeoutError when it is aborted by that.
 */
export function orAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return promise;
  return new Promise((resolve, reject) => {
    const cancel = (): void => reject(abortionOf(signal));
    const settled = (): void => signal.removeEventListener('abort', cancel);
    promise.then(resolve, reject).finally(settled);
    if (signal.aborted) cancel();
    else signal.addEventListener('abort', cancel, { once: true });
  });
}

/**
 * The same items, ending in an error as soon as the signal is aborted; the source is then asked to end, but not waited for.
 *
 * @throws RunCancelledError when the signal is aborted first; NodeTimeoutError when it is aborted by that.
 */
export async function* untilAborted<T>(
  source: AsyncIterable<T>,
  signal: AbortSignal | undefined,
): AsyncIterable<T> {
  if (signal === undefined) {
    yield* source;
    return;
  }
  const iterator = source[Symbol.asyncIterator]();
  let isDone = false;
  try {
    for (;;) {
      const next = await orAborted(iterator.next(), signal);
      isDone = next.done === true;
      if (next.done) return;
      yield next.value;
    }
  } finally {
    if (!isDone) {
      const ended = iterator.return?.();
      // A generator that waits for something ends only after it: then its end concerns nobody.
      if (signal.aborted) ended?.catch(() => {});
      else await ended;
    }
  }
}

/** @throws what {@link orAborted} would throw. */
export function checkNotAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw abortionOf(signal);
}

function abortionOf({ reason }: AbortSignal): NodeTimeoutError | RunCancelledError {
  return reason instanceof NodeTimeoutError ? reason : new RunCancelledError(reason);
}
