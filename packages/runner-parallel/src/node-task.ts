import { isPromiseLike, type MaybePromise } from '@kedro-ts/io';
import { retryDelay, type Node } from '@kedro-ts/pipeline';
import type { Retrial, Run } from '@kedro-ts/runner';
import type { Exchange } from './exchange.js';
import type { Task, TaskFailure, TaskResult } from './pool/task.js';
import type { SharedEntry } from './protocol/shared-entry.js';

const { timeOrigin } = performance;

/** Who is told how a task ended; a promise's two functions. */
export interface TaskOwner {
  /** With false when the node did not start, or with when it is to be tried again. */
  readonly resolve: (ended: false | Retrial | MaybePromise<void>) => void;
  readonly reject: (error: unknown) => void;
}

/** A node on its way through a worker: tells the run of it, and puts aside what it made. */
export class NodeTask implements Task {
  readonly node: string;
  readonly attempt: number;
  readonly timeout: number | undefined;
  readonly outputs: readonly string[];
  #startTime: number | undefined;

  constructor(
    readonly index: number,
    private readonly planned: Node,
    readonly inputs: readonly SharedEntry[],
    private readonly run: Run,
    private readonly exchange: Exchange,
    /** Frees what nobody needs any more. */
    private readonly release: (datasets: readonly string[]) => MaybePromise<void>,
    private readonly owner: TaskOwner,
  ) {
    this.node = planned.name;
    this.attempt = run.attemptOf(planned);
    this.timeout = planned.timeout;
    this.outputs = planned.outputs;
  }

  started(workerId: number, time: number): void {
    this.#startTime = time - timeOrigin;
    this.run.start(this.planned, workerId, time);
  }

  finished(result: TaskResult, workerId: number): MaybePromise<void> {
    try {
      const accepted = this.exchange.accept(result.outputs);
      if (!isPromiseLike(accepted)) return this.#finish(result, workerId);
      return accepted.then(
        () => this.#finish(result, workerId),
        (error: Error) => this.failed({ error, workerId }),
      );
    } catch (error) {
      this.failed({ error: error as Error, workerId });
    }
  }

  failed(failure: TaskFailure): void {
    try {
      const { error, workerId, isLost = false } = failure;
      const delay = isLost ? retryDelay(this.planned.retry, this.attempt, error) : failure.retryAfter;
      if (isLost) void this.#tellPlugins(error, delay !== undefined);
      this.owner.resolve(this.run.fail(this.planned, error, { start: this.#startTime, delay, workerId }));
    } catch (thrown) {
      this.owner.reject(thrown);
    }
  }

  takenBack(): void {
    this.owner.resolve(false);
  }

  /** Those in the worker could not be told any more. */
  async #tellPlugins(error: Error, willRetry: boolean): Promise<void> {
    const { planned: node, attempt, run } = this;
    const { catalog, isAsync, id: runId } = run;
    const { onNodeError } = run.plugins.hooks;
    try {
      const inputs = {};
      await onNodeError.fire({
        node,
        catalog,
        inputs,
        isAsync,
        attempt,
        runId,
        where: 'main',
        error,
        willRetry,
      });
    } catch (failure) {
      process.emitWarning(failure as Error);
    }
  }

  #finish({ start, end, skip }: TaskResult, workerId: number): void {
    try {
      const released = skip
        ? this.run.skip(this.planned, skip, workerId)
        : this.run.finish(this.planned, start - timeOrigin, workerId, end - timeOrigin);
      this.owner.resolve(this.release(released));
    } catch (error) {
      this.owner.reject(error);
    }
  }
}
