import { NodesFailedError, RunCancelledError, RunnerOptionError } from './errors.js';
import { decodeError, encodeError } from './transfer-error.js';

/**
 * What happens to the other nodes when one has failed, and is not tried again: `stop` abandons those that run (a save that has begun is
 * brought to its end), `finish-running` lets them finish and starts no more, `continue` runs all that do not need what was not made,
 * and then reports all failures together.
 */
export type OnFailure = 'stop' | 'finish-running' | 'continue';

const CHOICES: readonly unknown[] = ['stop', 'finish-running', 'continue'] satisfies OnFailure[];

/** The failures of a run, and what is to become of it. */
export class Failures {
  readonly #failures: { readonly node: string; readonly error: unknown }[] = [];

  /** @throws RunnerOptionError for something that is no choice. */
  constructor(private readonly onFailure: OnFailure = 'finish-running') {
    if (CHOICES.includes(onFailure)) return;
    const given = JSON.stringify(onFailure);
    throw new RunnerOptionError('onFailure', `it is ${given}; give "stop", "finish-running" or "continue".`);
  }

  /** Notes that a node failed for good. */
  add(node: string, thrown: unknown): void {
    // `throw undefined`, `reject()` and the like must not look as if nothing had failed: they get the error that leaves a worker.
    this.#failures.push({ node, error: thrown || decodeError(encodeError(thrown)) });
  }

  /** What failed first. */
  get first(): Error | undefined {
    return this.#failures[0]?.error as Error | undefined;
  }

  /** What the run is to throw: the failure, or all of them together; undefined when there is none. */
  get error(): Error | undefined {
    const cancelled = this.#failures.find(({ error }) => isCancellation(error));
    if (cancelled !== undefined) return this.first;
    return this.onFailure === 'continue' && this.#failures.length > 1
      ? new NodesFailedError(this.#failures)
      : this.first;
  }

  /** Whether nothing more is to start. */
  get areFinal(): boolean {
    return this.#failures.length > 0 && (this.onFailure !== 'continue' || isCancellation(this.#last));
  }

  /** Whether not even running nodes are to be waited for. */
  get areUrgent(): boolean {
    return this.#failures.length > 0 && this.onFailure === 'stop';
  }

  get #last(): unknown {
    return this.#failures.at(-1)?.error;
  }
}

function isCancellation(error: unknown): boolean {
  return error instanceof RunCancelledError;
}
