import type { SharedEntry, WorkerInit } from '../protocol/main-message.js';
import type { WorkerProblem } from '../protocol/worker-message.js';
import type { Connect } from './worker-connection.js';
import { WorkerHandle, type WorkerListener } from './worker-handle.js';

/** The workers of one run. */
export class WorkerPool {
  readonly #workers: readonly WorkerHandle[];
  readonly #idle: WorkerHandle[] = [];
  #failure: { readonly error: Error } | undefined;

  constructor(count: number, connect: Connect, listener: Omit<WorkerListener, 'failedIdle'>) {
    const failedIdle = (error: Error): void => void (this.#failure ??= { error });
    this.#workers = Array.from(
      { length: count },
      (_, i) => new WorkerHandle(i + 1, connect, { ...listener, failedIdle }),
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
   * Runs a node in a free worker; the caller never asks for more nodes at once than there are workers.
   *
   * @param onAssigned - is told which worker it is, before the node starts
   * @throws what failed between nodes, too: a worker that died then takes along what it held, so nothing more is started.
   */
  async run(
    node: string,
    inputs: readonly SharedEntry[],
    onAssigned: (workerId: number) => void,
  ): Promise<readonly SharedEntry[]> {
    this.check();
    const worker = this.#idle.pop()!;
    try {
      onAssigned(worker.id);
      return await worker.run(node, inputs);
    } finally {
      this.#idle.push(worker);
    }
  }

  /** @throws what failed between nodes, if anything did. */
  check(): void {
    if (this.#failure) throw this.#failure.error;
  }

  /** Frees datasets in all workers. */
  release(datasets: readonly string[]): void {
    for (const worker of this.#workers) worker.release(datasets);
  }

  /** Lets all workers end in good order; resolves when they are gone. */
  async stop(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.stop()));
  }

  /** Lets all workers abandon what they run and end; resolves when they are gone. */
  async cancel(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.cancel()));
  }
}
