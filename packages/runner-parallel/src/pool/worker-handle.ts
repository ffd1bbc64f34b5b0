import { isPromiseLike } from '@kedro-ts/io';
import { decodeError, RunCancelledError } from '@kedro-ts/runner';
import { WorkerDiedError, WorkerNotStartedError } from '../errors.js';
import type { Claims } from '../protocol/claims.js';
import type { RunTask, WorkerInit } from '../protocol/main-message.js';
import { unpack, type PackedValue, type SharedEntry } from '../protocol/shared-entry.js';
import type { DatasetUse, WorkerMessage, WorkerProblem } from '../protocol/worker-message.js';
import { GivenTask } from './given-task.js';
import type { Pace } from './pace.js';
import type { Task } from './task.js';
import { TasksAhead } from './tasks-ahead.js';
import type { WorkerConnection } from './worker-connection.js';
import { WorkerStock } from './worker-stock.js';

/** What a worker reports beside the results of nodes. */
export interface WorkerListener {
  datasetUsed(use: DatasetUse, node: string, workerId: number): void;
  warned(warning: Extract<WorkerMessage, { type: 'warning' }>, workerId: number): void;
  linePrinted(line: { stream: 'stdout' | 'stderr'; text: string; node?: string; workerId: number }): void;
  pluginSpoke(message: Extract<WorkerMessage, { type: 'plugin' }>['message']): void;
  /** Something failed that belongs to no node: the worker died or a listener threw between nodes, or a release failed. */
  failedIdle(error: Error): void;
  /** The worker has nothing to run. */
  becameIdle(worker: WorkerHandle): void;
}

interface Pending<T> {
  resolve(value: T): void;
  reject(error: Error): void;
}

/** How long a worker may take to dispose of what it holds before it is ended. */
const STOP_TIMEOUT_MS = 5000;

/** How long a cancelled worker may take to notice; one whose node never yields does not, and is ended in the middle of it. */
const CANCEL_TIMEOUT_MS = 3000;

/** One worker, from its start to its end: start, give*, stop. It runs one node at a time, and may have more ahead. */
export class WorkerHandle {
  readonly #exited: Promise<void>;
  readonly #stock: WorkerStock;
  #start: Pending<readonly WorkerProblem[]> | undefined;
  #current: GivenTask | undefined;
  /** Absent when nothing can be given ahead. */
  readonly #ahead: TasksAhead | undefined;
  #unsent: RunTask[] = [];
  #stop: (() => void) | undefined;
  #death: WorkerDiedError | undefined;
  #crash: Error | undefined;
  #isStopping = false;
  #isCancelled = false;
  /** After the failure of a node, nothing more is started here. */
  #hasFailed = false;

  constructor(
    readonly id: number,
    private readonly connection: WorkerConnection,
    readonly listener: WorkerListener,
    /** Absent when nothing can be given ahead. */
    private readonly claims: Claims | undefined,
    private readonly pace: Pace,
  ) {
    let exited!: () => void;
    this.#exited = new Promise((resolve) => (exited = resolve));
    this.#ahead = claims && new TasksAhead(id, claims, pace);
    this.#stock = new WorkerStock((datasets) => {
      if (!this.#death && !this.#isStopping) connection.send({ type: 'release', datasets });
    });
    connection.listen({
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
      this.connection.send({ type: 'init', init: { ...init, claims: this.claims?.words } });
    });
  }

  /** Whether it can run a node at once. */
  get isIdle(): boolean {
    return this.#current === undefined && !this.#hasFailed;
  }

  /** How many nodes wait in it. */
  get aheadCount(): number {
    return this.#ahead?.length ?? 0;
  }

  /** Whether another node can be put behind those that it has, each of which passes the test. */
  hasRoomAhead(test: (task: Task) => boolean): boolean {
    if (!this.#ahead?.hasRoom || this.#current === undefined) return false;
    return test(this.#current.task) && this.#ahead.every(test);
  }

  /** Runs a node, at once or, if it has room ahead, after the one that it is running. */
  give(task: Task): void {
    const given = new GivenTask(task);
    if (this.#death) return given.fail(this.#death, undefined);
    if (this.#current === undefined) {
      this.#current = given;
      given.begin(this.id);
      if (given.isOver) {
        // Whoever listens has thrown.
        this.#current = undefined;
        this.#hasFailed = true;
        return;
      }
    } else {
      this.#ahead!.push(given, this.#current);
    }
    this.#unsent.push(this.#stock.packTask(task, given.claim));
    // Those that are given in one go cross in one message.
    if (this.#unsent.length === 1) queueMicrotask(() => this.#guard(() => this.#sendTasks()));
  }

  #sendTasks(): void {
    const tasks = this.#unsent;
    this.#unsent = [];
    if (!this.#death && !this.#isStopping) this.connection.send(this.#stock.packMessage(tasks));
  }

  /** Takes back the first node that waits here and that the worker has not claimed. */
  takeBack(): Task | undefined {
    return this.#ahead?.takeBack();
  }

  /** Frees datasets that the worker's catalog may hold. */
  release(datasets: readonly string[]): void {
    this.#stock.release(datasets);
  }

  /** Frees a value that passed through main, if the worker knows it. */
  forget(dataset: string): void {
    this.#stock.forget(dataset);
  }

  /** Lets the worker dispose of what it holds, then ends it; resolves when it is gone. */
  async stop(): Promise<void> {
    await this.#end(STOP_TIMEOUT_MS);
  }

  /** Lets the worker abandon its node, or bring to its end what it is saving, then ends it; resolves when it is gone. */
  async cancel(): Promise<void> {
    this.#isCancelled = true;
    if (!this.#death) this.connection.send({ type: 'cancel' });
    await this.#end(CANCEL_TIMEOUT_MS);
  }

  async #end(timeout: number): Promise<void> {
    this.#stock.flush();
    this.#isStopping = true;
    if (!this.#death) {
      let timer: NodeJS.Timeout | undefined;
      await new Promise<void>((resolve) => {
        this.#stop = resolve;
        timer = setTimeout(resolve, timeout);
        this.connection.send({ type: 'stop' });
      });
      clearTimeout(timer);
    }
    this.connection.kill();
    await this.#exited;
  }

  #receive(message: WorkerMessage): void {
    switch (message.type) {
      case 'ready':
        return this.#started()?.resolve(message.problems);
      case 'not-started':
        return this.#started()?.reject(new WorkerNotStartedError(this.id, decodeError(message.error)));
      case 'datasets-used':
        return this.#used(message.uses);
      case 'warning':
        this.#current?.begin(this.id);
        return this.listener.warned(message, this.id);
      case 'done':
        return this.#done(message);
      case 'failed':
        this.#used(message.uses);
        this.#current?.begin(this.id);
        this.#current?.fail(decodeError(message.error), this.id);
        // What is ahead is not started any more, and will be taken back.
        this.#current = undefined;
        this.#hasFailed = true;
        return;
      case 'not-released':
        return this.listener.failedIdle(decodeError(message.error));
      case 'crashed':
        this.#crash = decodeError(message.error);
        return;
      case 'stopped':
        return this.#stop?.();
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

  #used(uses: readonly DatasetUse[] = []): void {
    const given = this.#current;
    if (given === undefined || given.isOver) return;
    given.begin(this.id, uses[0]?.time);
    for (const use of uses) this.listener.datasetUsed(use, given.task.node, this.id);
  }

  #done({ outputs, start, end, uses }: Extract<WorkerMessage, { type: 'done' }>): void {
    const given = this.#current;
    if (given === undefined) return;
    given.begin(this.id, start);
    this.#used(uses);
    const entries = entriesOf(given.task.outputs, outputs);
    this.#stock.learn(entries);
    this.pace.note(end - start);
    const next = this.#ahead?.shift();
    const finished = given.finish({ outputs: entries, start, end }, this.id);
    const begin = (): void => next?.begin(this.id, end);
    if (isPromiseLike(finished)) void finished.then(() => this.#guard(begin));
    else begin();
    this.#current = next;
    if (next === undefined) this.listener.becameIdle(this);
  }

  #started(): Pending<readonly WorkerProblem[]> | undefined {
    const pending = this.#start;
    this.#start = undefined;
    return pending;
  }

  #died(exit: string, error: Error | undefined): void {
    const cause = error ?? this.#crash;
    const current = this.#current?.isClaimed(this.claims, this.id) ? this.#current : undefined;
    // Those before the last one had ended, and could not say so any more.
    const claimed = this.#ahead?.claimed ?? [];
    const running = claimed.at(-1) ?? current;
    this.#death = new WorkerDiedError(this.id, exit, running?.task.node, cause && { cause });
    const isStarting = this.#start !== undefined;
    if (this.#isCancelled) this.#fail(new RunCancelledError());
    else this.#fail(isStarting ? new WorkerNotStartedError(this.id, this.#death) : this.#death);
    for (const given of claimed) {
      given.begin(this.id);
      given.fail(this.#death, this.id);
    }
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
    const starting = this.#started();
    if (starting) starting.reject(error);
    else if (this.#current && !this.#current.isOver) this.#current.fail(error, this.id);
    else if (!this.#isStopping) this.listener.failedIdle(error);
  }

  #currentNode(): { node?: string } {
    return this.#current ? { node: this.#current.task.node } : {};
  }
}

function entriesOf(names: readonly string[], values: readonly (PackedValue | undefined)[]): SharedEntry[] {
  const entries: SharedEntry[] = [];
  for (const [i, value] of values.entries())
    if (value !== undefined) entries.push([names[i]!, unpack(value)]);
  return entries;
}
