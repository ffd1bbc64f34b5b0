import type { NodeStage } from '@kedro-ts/runner';
import { WorkerDiedError } from '../errors.js';

/** More lines are not shown of what a worker printed before it ended. */
const MOST_LINES = 10;

/** An exception that nobody caught, and the node that it comes from, as far as that is known. */
export interface Crash {
  readonly error: Error;
  readonly node: string | undefined;
}

/** What a worker let know before its end. */
export class LastWords {
  /** What the node was doing that was running, where the worker has said so. */
  stage: NodeStage | undefined;
  crash: Crash | undefined;
  #lines: string[] = [];

  /** Notes a line that it printed. */
  add(line: string): void {
    this.#lines.push(line);
    // Not at every line: that would shift the list each time.
    if (this.#lines.length >= 2 * MOST_LINES) this.#lines = this.#lines.slice(-MOST_LINES);
  }

  /**
   * The error that tells of the end.
   *
   * @param running - the node that was running, and what it was doing, if that was to be seen
   * @param error - by which a thread says that it ended
   */
  toError(
    workerId: number,
    exit: string,
    running: { readonly node: string | undefined; readonly stage: NodeStage | undefined },
    error: Error | undefined,
  ): WorkerDiedError {
    const node = this.crash?.node ?? running.node;
    return new WorkerDiedError(workerId, exit, {
      node,
      stage: node === running.node ? (running.stage ?? this.stage ?? 'load') : undefined,
      lines: this.#lines.slice(-MOST_LINES),
      cause: error ?? this.crash?.error,
    });
  }
}
