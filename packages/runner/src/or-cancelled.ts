import { RunCancelledError } from './errors.js';

/**
 * The same promise, rejected as soon as the signal is aborted; what it is waiting for goes on by itself.
 *
 * @throws RunCancelledError when the signal is aborted first.
 */
export function orCancelled<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return promise;
  return new Promise((resolve, reject) => {
    const cancel = (): void => reject(new RunCancelledError(signal.reason));
    const settled = (): void => signal.removeEventListener('abort', cancel);
    promise.then(resolve, reject).finally(settled);
    if (signal.aborted) cancel();
    else signal.addEventListener('abort', cancel, { once: true });
  });
}
