import { decodeError, RunCancelledError } from '@kedro-ts/runner';
import { WorkerDiedError, WorkerNotStartedError } from '../errors.js';
import type { SharedEntry, WorkerInit } from '../protocol/main-message.js';
import type { WorkerMessage, WorkerProblem } from '../protocol/worker-message.js';
import type { Connect, WorkerConnection } from './worker-connection.js';

/** What a worker reports beside the results of nodes. */
export interface WorkerListener {
  datasetUsed(
    message: Extract<WorkerMessage, { type: 'dataset-loaded' | 'dataset-saved' }>,
    workerId: number,
  ): void;
  linePrinted(line: { stream: 'stdout' | 'stderr'; text: string; node?: string; workerId: number }): void;
  pluginSpoke(message: Extract<WorkerMessage, { type: 'plugin' }>['message']): void;
  /** Something failed that belongs to no node: the worker died or a listener threw between nodes, or a release failed. */
  failedIdle(error: Error): void;
}

interface Pending<T> {
  resolve(value: T): void;
  reject(error: Error): void;
}

/** How long a worker may take to dispose of what it holds before it is ended. */
const STOP_TIMEOUT_MS = 5000;

/** How long a cancelled worker may take to notice; one whose node never yields does not, and is ended in the middle of it. */
const CANCEL_TIMEOUT_MS = 3000;

/** One worker, from its start to its end: start, run*, stop. */
export class WorkerHandle {
  readonly #connection: WorkerConnection;
  readonly #exited: Promise<void>;
  #start: Pending<readonly WorkerProblem[]> | undefined;
  #run: (Pending<readonly SharedEntry[]> & { readonly node: string }) | undefined;
  #stop: (() => void) | undefined;
  #death: WorkerDiedError | undefined;
  #crash: Error | undefined;
  #isStopping = false;
  #isCancelled = false;

  constructor(
    readonly id: number,
    connect: Connect,
    readonly listener: WorkerListener,
  ) {
    let exited!: () => void;
    this.#exited = new Promise((resolve) => (exited = resolve));
    this.#connection = connect({
      message: (message) => this.#guard(() => this.#receive(message)),
      line: (stream, text) =>
        this.#guard(() => listener.linePrinted({ stream, text, workerId: id, ...this.#currentNode() })),
      exit: (exit, error) => {
        this.#died(exit, error);
        exited();
      },
    });
  }

  /** Lets the worker make the project anew; gives what it cannot run. */
  start(init: WorkerInit): Promise<readonly WorkerProblem[]> {
    return new Promise((resolve, reject) => {
      if (this.#death) return reject(this.#death);
      this.#start = { resolve, reject };
      this.#connection.send({ type: 'init', init });
    });
  }

  /** Runs a node; gives the handles of what it made. Rejects with the node's error, or when the worker dies. */
  run(node: string, inputs: readonly SharedEntry[]): Promise<readonly SharedEntry[]> {
    return new Promise((resolve, reject) => {
      if (this.#death) return reject(this.#death);
      this.#run = { node, resolve, reject };
      this.#connection.send({ type: 'run', node, inputs });
    });
  }

  /** Frees datasets that the worker's catalog may hold. */
  release(datasets: readonly string[]): void {
    if (!this.#death) this.#connection.send({ type: 'release', datasets });
  }

  /** Lets the worker dispose of what it holds, then ends it; resolves when it is gone. */
  async stop(): Promise<void> {
    await this.#end(STOP_TIMEOUT_MS);
  }

  /** Lets the worker abandon its node, or bring to its end what it is saving, then ends it; resolves when it is gone. */
  async cancel(): Promise<void> {
    this.#isCancelled = true;
    if (!this.#death) this.#connection.send({ type: 'cancel' });
    await this.#end(CANCEL_TIMEOUT_MS);
  }

  async #end(timeout: number): Promise<void> {
    this.#isStopping = true;
    if (!this.#death) {
      let timer: NodeJS.Timeout | undefined;
      await new Promise<void>((resolve) => {
        this.#stop = resolve;
        timer = setTimeout(resolve, timeout);
        this.#connection.send({ type: 'stop' });
      });
      clearTimeout(timer);
    }
    this.#connection.kill();
    await this.#exited;
  }

  #receive(message: WorkerMessage): void {
    switch (message.type) {
      case 'ready':
        return this.#started()?.resolve(message.problems);
      case 'not-started':
        return this.#started()?.reject(new WorkerNotStartedError(this.id, decodeError(message.error)));
      case 'done':
        return this.#settle()?.resolve(message.outputs);
      case 'failed':
        return this.#settle()?.reject(decodeError(message.error));
      case 'not-released':
        return this.listener.failedIdle(decodeError(message.error));
      case 'crashed':
        this.#crash = decodeError(message.error);
        return;
      case 'stopped':
        return this.#stop?.();
      case 'dataset-loaded':
      case 'dataset-saved':
        return this.listener.datasetUsed(message, this.id);
      case 'line': {
        const { stream, text, node } = message;
        return this.listener.linePrinted({
          stream,
          text,
          workerId: this.id,
          ...(node !== undefined && { node }),
        });
      }
      case 'plugin':
        return this.listener.pluginSpoke(message.message);
    }
  }

  #started(): Pending<readonly WorkerProblem[]> | undefined {
    const pending = this.#start;
    this.#start = undefined;
    return pending;
  }

  #settle(): Pending<readonly SharedEntry[]> | undefined {
    const pending = this.#run;
    this.#run = undefined;
    return pending;
  }

  #died(exit: string, error: Error | undefined): void {
    const cause = error ?? this.#crash;
    this.#death = new WorkerDiedError(this.id, exit, this.#run?.node, cause && { cause });
    if (this.#isCancelled) this.#fail(new RunCancelledError());
    else this.#fail(this.#start ? new WorkerNotStartedError(this.id, this.#death) : this.#death);
    this.#stop?.();
  }

  /** Listeners belong to users: what they throw must end the run, not the process. */
  #guard(action: () => void): void {
    try {
      action();
    } catch (error) {
      this.#fail(error as Error);
    }
  }

  #fail(error: Error): void {
    const owed = this.#started() ?? this.#settle();
    if (owed) owed.reject(error);
    else if (!this.#isStopping) this.listener.failedIdle(error);
  }

  #currentNode(): { node?: string } {
    return this.#run ? { node: this.#run.node } : {};
  }
}
