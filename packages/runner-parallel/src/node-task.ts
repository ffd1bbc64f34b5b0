import { isPromiseLike, type MaybePromise } from '@kedro-ts/io';
import type { Node } from '@kedro-ts/pipeline';
import type { Run } from '@kedro-ts/runner';
import type { Exchange } from './exchange.js';
import type { Task, TaskResult } from './pool/task.js';
import type { SharedEntry } from './protocol/shared-entry.js';

const { timeOrigin } = performance;

/** Who is told how a task ended; a promise's two functions. */
export interface TaskOwner {
  /** With false when the node did not start. */
  readonly resolve: (ended: false | MaybePromise<void>) => void;
  readonly reject: (error: unknown) => void;
}

/** A node on its way through a worker: tells the run of it, and puts aside what it made. */
export class NodeTask implements Task {
  readonly node: string;
  readonly outputs: readonly string[];
  #startTime = performance.now();

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
        (error: unknown) => this.failed(error, workerId),
      );
    } catch (error) {
      this.failed(error, workerId);
    }
  }

  failed(error: unknown, workerId: number | undefined): void {
    try {
      this.run.fail(this.planned, error, this.#startTime, workerId);
      this.owner.reject(error);
    } catch (thrown) {
      this.owner.reject(thrown);
    }
  }

  takenBack(): void {
    this.owner.resolve(false);
  }

  #finish({ start, end }: TaskResult, workerId: number): void {
    try {
      const released = this.run.finish(this.planned, start - timeOrigin, workerId, end - timeOrigin);
      this.owner.resolve(this.release(released));
    } catch (error) {
      this.owner.reject(error);
    }
  }
}
