import { WorkersRefusedError, type WorkerDiedError } from '../errors.js';
import { Claims } from '../protocol/claims.js';
import type { WorkerInit } from '../protocol/main-message.js';
import { Stages } from '../protocol/stages.js';
import type { WorkerProblem } from '../protocol/worker-message.js';
import { MOST_AHEAD, Pace } from './pace.js';
import type { Task } from './task.js';
import type { Connect, WorkerConnection } from './worker-connection.js';
import { WorkerHandle } from './worker-handle.js';
import type { SharedWords, WorkerListener } from './worker-listener.js';

/** How a {@link WorkerPool} gives out nodes. */
export interface WorkerPoolOptions {
  /**
   * Whether the workers share memory with main. Then each may have nodes ahead of the one that it runs (an idle worker gets
   * them instead, if it becomes idle first), and main can see what a worker was doing that died. Default: false.
   */
  readonly sharesMemory?: boolean;
  /** Whether a node may wait behind another that is running. Default: always. */
  readonly mayFollow?: (index: number, running: number) => boolean;
  /** Starts another worker, when there is work for more or one has died. Default: there are no more than at first. */
  readonly connect?: Connect;
  /** How many workers there may be. Default: as many as at first. */
  readonly most?: number;
  /** Whether nothing more is to be started after a node failed for good. Default: true. */
  readonly stopsOnFailure?: boolean;
}

/** What a pool tells of its workers. */
export interface PoolListener extends Pick<
  WorkerListener,
  'datasetUsed' | 'warned' | 'linePrinted' | 'pluginSpoke'
> {
  /** A worker is gone, though nobody wanted that. */
  workerLost(workerId: number, death: WorkerDiedError): void;
  /** A worker can run nodes. */
  workerStarted(workerId: number): void;
}

/** How long nodes may wait before another worker is started, in milliseconds: short ones are done before it would be ready. */
const PATIENCE_MS = 2;

/** The workers of one run. */
export class WorkerPool {
  readonly #workers: WorkerHandle[];
  readonly #shared: SharedWords;
  readonly #pace = new Pace();
  readonly #most: number;
  readonly #mayFollow: (index: number, running: number) => boolean;
  /** Nodes that came at once with others, and found no place. */
  readonly #waiting: Task[] = [];
  #growth: NodeJS.Timeout | undefined;
  #initOf: ((workerId: number) => WorkerInit) | undefined;
  #isStopped = false;
  #failure: { readonly error: Error } | undefined;

  constructor(
    connections: readonly WorkerConnection[],
    private readonly listener: PoolListener,
    private readonly options: WorkerPoolOptions = {},
  ) {
    const { sharesMemory = false, mayFollow = () => true, most = connections.length } = options;
    this.#shared = sharesMemory ? { claims: Claims.for(most), stages: Stages.for(most) } : {};
    this.#mayFollow = mayFollow;
    this.#most = most;
    this.#workers = connections.map((connection, i) => this.#handle(i + 1, connection));
  }

  /** How many nodes may be in the workers at once. */
  get places(): number {
    return this.#most * (this.#shared.claims ? 1 + MOST_AHEAD : 1);
  }

  /** Resolves when the first worker is ready, with what it cannot run; the others, which make the same project, join later. */
  async start(initOf: (workerId: number) => WorkerInit): Promise<readonly WorkerProblem[]> {
    this.#initOf = initOf;
    const starts = this.#workers.map((worker) => ({ worker, ready: this.#startWorker(worker) }));
    // Who fails after another one has failed is not asked any more.
    for (const { ready } of starts) ready.catch(() => {});
    const first = await Promise.race(
      starts.map(async ({ worker, ready }) => ({ worker, problems: await ready })),
    );
    for (const { worker, ready } of starts) if (worker !== first.worker) this.#join(worker, ready);
    return first.problems;
  }

  /** Whether there is a place for this node, now or when a worker is ready that is not yet. */
  hasPlaceFor(index: number): boolean {
    if (this.#isStopped || this.#failure || this.#findPlace(index) !== undefined) return true;
    const ready = this.#workers.filter(({ isReady }) => isReady).length;
    return this.#waiting.length < (this.options.connect ? this.#most : this.#workers.length) - ready;
  }

  /**
   * Runs a node in a free worker, or behind the node that a worker is running. What failed between nodes fails it, too: a worker
   * that died then takes along what it held, so nothing more is started.
   */
  run(task: Task): void {
    if (this.#failure) return task.failed({ error: this.#failure.error, workerId: undefined });
    if (this.#isStopped) return task.takenBack();
    const place = this.#findPlace(task.index);
    if (place?.isIdle !== true) this.#growSoon();
    if (place) place.give(task);
    else this.#waiting.push(task);
  }

  /** Takes back all nodes that have not started, and starts none any more. */
  takeBack(): void {
    this.#isStopped = true;
    this.#shared.claims?.stop();
    const waiting = this.#waiting.splice(0);
    for (const worker of this.#workers)
      for (let task = worker.takeBack(); task; task = worker.takeBack()) waiting.push(task);
    for (const task of waiting) task.takenBack();
  }

  /** @throws what failed between nodes, if anything did. */
  check(): void {
    if (this.#failure) throw this.#failure.error;
  }

  /** Frees datasets in the catalogs of all workers. */
  release(datasets: readonly string[]): void {
    for (const worker of this.#workers) worker.release(datasets);
  }

  /** Frees a value that passed through main in the workers that know it. */
  forget(dataset: string): void {
    for (const worker of this.#workers) worker.forget(dataset);
  }

  /** Lets all workers end in good order; resolves when they are gone. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#growth);
    await Promise.all(this.#workers.map((worker) => worker.stop()));
  }

  /** Lets all workers abandon what they run and end; resolves when they are gone. */
  async cancel(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#growth);
    this.#shared.claims?.stop();
    await Promise.all(this.#workers.map((worker) => worker.cancel()));
  }

  /** An idle worker; otherwise the one with the fewest nodes ahead, if it has room. */
  #findPlace(index: number): WorkerHandle | undefined {
    let place: WorkerHandle | undefined;
    for (const worker of this.#workers) {
      if (worker.isIdle) return worker;
      if (place && place.aheadCount <= worker.aheadCount) continue;
      if (worker.hasRoomAhead((task) => this.#mayFollow(index, task.index))) place = worker;
    }
    return place;
  }

  #handle(id: number, connection: WorkerConnection): WorkerHandle {
    const { listener, options } = this;
    return new WorkerHandle(
      id,
      connection,
      {
        ...listener,
        stopsOnFailure: options.stopsOnFailure ?? true,
        failedIdle: (error) => this.#giveUp(error),
        becameIdle: (worker) => this.#feed(worker),
        died: (worker, death) => this.#replace(worker, death),
      },
      this.#shared,
      this.#pace,
    );
  }

  async #startWorker(worker: WorkerHandle): Promise<readonly WorkerProblem[]> {
    const problems = await worker.start(this.#initOf!(worker.id));
    this.listener.workerStarted(worker.id);
    return problems;
  }

  /**
   * What waited in a worker that died goes to another; one in its place is started if anything may be left to run. That ends: a
   * death costs a node one of its tries, and one that cannot be laid to a node, or to the start, ends the run.
   */
  #replace(dead: WorkerHandle, death: WorkerDiedError): void {
    for (let task = dead.takeBack(); task; task = dead.takeBack()) task.takenBack();
    this.listener.workerLost(dead.id, death);
    const { connect } = this.options;
    if (this.#isStopped || this.#failure || connect === undefined) return;
    const worker = this.#handle(dead.id, connect());
    this.#workers[dead.id - 1] = worker;
    this.#join(worker, this.#startWorker(worker));
  }

  /** Starts more workers if nodes still have to wait after a while. */
  #growSoon(): void {
    if (this.#growth !== undefined || this.#workers.length >= this.#most) return;
    this.#growth = setTimeout(() => {
      this.#growth = undefined;
      this.#grow();
    }, PATIENCE_MS);
  }

  #grow(): void {
    const { connect } = this.options;
    if (this.#isStopped || this.#failure || connect === undefined) return;
    let missing = this.#waiting.length;
    for (const { aheadCount, isStarting } of this.#workers) missing += aheadCount - (isStarting ? 1 : 0);
    for (; missing > 0 && this.#workers.length < this.#most; missing--) {
      const worker = this.#handle(this.#workers.length + 1, connect());
      this.#workers.push(worker);
      this.#join(worker, this.#startWorker(worker));
    }
  }

  /** A worker that becomes ready takes part at once. */
  #join(worker: WorkerHandle, ready: Promise<readonly WorkerProblem[]>): void {
    ready.then(
      (problems) => {
        if (problems.length > 0) this.#giveUp(new WorkersRefusedError(problems));
        else this.#feed(worker);
      },
      (error: Error) => {
        // One that is ended while it starts is not missed.
        if (!this.#isStopped) this.#giveUp(error);
      },
    );
  }

  /** Nothing more is to run, what waits neither. */
  #giveUp(error: Error): void {
    this.#failure ??= { error };
    for (const task of this.#waiting.splice(0)) task.failed({ error, workerId: undefined });
  }

  /** No node is to wait behind another while a worker is idle. */
  #feed(worker: WorkerHandle): void {
    if (this.#isStopped || this.#failure || !worker.isIdle) return;
    // Those that wait in a worker came before those that found no place in any.
    const task = this.#takeFromAnother() ?? this.#waiting.shift();
    if (task) worker.give(task);
  }

  #takeFromAnother(): Task | undefined {
    for (const worker of this.#workers) {
      const task = worker.takeBack();
      if (task) return task;
    }
    return undefined;
  }
}
