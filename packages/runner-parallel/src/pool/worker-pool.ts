import type { SharedEntry, WorkerInit } from '../protocol/main-message.js';
import type { WorkerProblem } from '../protocol/worker-message.js';
import type { WorkerDiedError } from '../errors.js';
import type { Connect } from './worker-connection.js';
import { WorkerHandle, type WorkerListener } from './worker-handle.js';

/** Who waits for a worker to be free. */
interface Waiting {
  resolve(worker: WorkerHandle): void;
  reject(error: Error): void;
}

/** The workers of one run. */
export class WorkerPool {
  readonly #workers: readonly WorkerHandle[];
  readonly #idle: WorkerHandle[] = [];
  readonly #waiting: Waiting[] = [];

  constructor(count: number, connect: Connect, listener: Omit<WorkerListener, 'diedIdle'>) {
    const diedIdle = (error: WorkerDiedError): void => this.#diedIdle(error, listener);
    this.#workers = Array.from(
      { length: count },
      (_, i) => new WorkerHandle(i + 1, connect, { ...listener, diedIdle }),
    );
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
        this.#idle.push(worker);
        return found;
      }),
    );
    return [
      ...new Map(problems.flat().map((problem) => [`${problem.kind} ${problem.name}`, problem])).values(),
    ];
  }

  /**
   * Runs a node in the next free worker.
   *
   * @param onAssigned - is told which worker it is, before the node starts
   */
  async run(
    node: string,
    inputs: readonly SharedEntry[],
    onAssigned: (workerId: number) => void,
  ): Promise<readonly SharedEntry[]> {
    const worker = await this.#take();
    try {
      onAssigned(worker.id);
      return await worker.run(node, inputs);
    } finally {
      if (!worker.isDead) this.#give(worker);
    }
  }

  /** Frees datasets in all workers. */
  release(datasets: readonly string[]): void {
    for (const worker of this.#workers) worker.release(datasets);
  }

  /** Lets all workers end in good order; resolves when they are gone. */
  async stop(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.stop()));
  }

  /** Ends all workers at once; resolves when they are gone. */
  async kill(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.kill()));
  }

  #take(): Promise<WorkerHandle> | WorkerHandle {
    const free = this.#idle.pop();
    if (free) return free;
    return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }));
  }

  #give(worker: WorkerHandle): void {
    const next = this.#waiting.shift();
    if (next) next.resolve(worker);
    else this.#idle.push(worker);
  }

  /** The run goes on with the other workers, if there are any. */
  #diedIdle(error: WorkerDiedError, listener: Omit<WorkerListener, 'diedIdle'>): void {
    const index = this.#idle.findIndex(({ id }) => id === error.workerId);
    if (index >= 0) this.#idle.splice(index, 1);
    listener.linePrinted({ stream: 'stderr', text: error.message, workerId: error.workerId });
    if (this.#workers.every(({ isDead }) => isDead))
      for (const { reject } of this.#waiting.splice(0)) reject(error);
  }
}
