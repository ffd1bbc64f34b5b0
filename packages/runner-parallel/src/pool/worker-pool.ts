import { Claims } from '../protocol/claims.js';
import type { WorkerInit } from '../protocol/main-message.js';
import type { WorkerProblem } from '../protocol/worker-message.js';
import { MOST_AHEAD, Pace } from './pace.js';
import type { Task } from './task.js';
import type { WorkerConnection } from './worker-connection.js';
import { WorkerHandle, type WorkerListener } from './worker-handle.js';

/** How a {@link WorkerPool} gives out nodes. */
export interface WorkerPoolOptions {
  /**
   * Whether the workers share memory with main, so that each may have nodes ahead of the one that it runs: an idle worker gets
   * them instead, if it becomes idle first. Default: false.
   */
  readonly isAhead?: boolean;
  /** Whether a node may wait behind another that is running. Default: always. */
  readonly mayFollow?: (index: number, running: number) => boolean;
}

/** The workers of one run. */
export class WorkerPool {
  readonly #workers: readonly WorkerHandle[];
  readonly #claims: Claims | undefined;
  readonly #mayFollow: (index: number, running: number) => boolean;
  /** Nodes that came at once with others, and found no place. */
  readonly #waiting: Task[] = [];
  #isStopped = false;
  #failure: { readonly error: Error } | undefined;

  constructor(
    connections: readonly WorkerConnection[],
    listener: Omit<WorkerListener, 'failedIdle' | 'becameIdle'>,
    { isAhead = false, mayFollow = () => true }: WorkerPoolOptions = {},
  ) {
    const failedIdle = (error: Error): void => void (this.#failure ??= { error });
    const becameIdle = (worker: WorkerHandle): void => this.#feed(worker);
    this.#claims = isAhead ? Claims.for(connections.length) : undefined;
    this.#mayFollow = mayFollow;
    const pace = new Pace();
    this.#workers = connections.map(
      (connection, i) =>
        new WorkerHandle(i + 1, connection, { ...listener, failedIdle, becameIdle }, this.#claims, pace),
    );
  }

  /** How many nodes may be in the workers at once. */
  get places(): number {
    return this.#workers.length * (this.#claims ? 1 + MOST_AHEAD : 1);
  }

  /** Starts all workers at once; gives what any of them cannot run, each problem once. */
  async start(
    initOf: (workerId: number) => WorkerInit,
    onStarted: (workerId: number) => void,
  ): Promise<readonly WorkerProblem[]> {
    const problems = await Promise.all(
      this.#workers.map(async (worker) => {
        const found = await worker.start(initOf(worker.id));
        onStarted(worker.id);
        return found;
      }),
    );
    return [
      ...new Map(problems.flat().map((problem) => [`${problem.kind} ${problem.name}`, problem])).values(),
    ];
  }

  /** Whether there is a place for this node now. */
  hasPlaceFor(index: number): boolean {
    return this.#isStopped || this.#findPlace(index) !== undefined;
  }

  /**
   * Runs a node in a free worker, or behind the node that a worker is running. What failed between nodes fails it, too: a worker
   * that died then takes along what it held, so nothing more is started.
   */
  run(task: Task): void {
    if (this.#failure) return task.failed(this.#failure.error, undefined);
    if (this.#isStopped) return task.takenBack();
    const place = this.#findPlace(task.index);
    if (place) place.give(task);
    else this.#waiting.push(task);
  }

  /** Takes back all nodes that have not started, and starts none any more. */
  takeBack(): void {
    this.#isStopped = true;
    this.#claims?.stop();
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
    await Promise.all(this.#workers.map((worker) => worker.stop()));
  }

  /** Lets all workers abandon what they run and end; resolves when they are gone. */
  async cancel(): Promise<void> {
    this.#isStopped = true;
    this.#claims?.stop();
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

  /** No node is to wait behind another while a worker is idle. */
  #feed(worker: WorkerHandle): void {
    if (this.#isStopped || this.#failure) return;
    const task = this.#waiting.shift() ?? this.#takeFromAnother();
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
