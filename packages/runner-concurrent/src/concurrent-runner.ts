import {
  AbstractRunner,
  EventLoopPauses,
  refuseUnknownOptions,
  RunnerOptionError,
  runReadyNodes,
  withinGrace,
  type Run,
  type RunnerOptions,
} from '@kedro-ts/runner';

/** What a {@link ConcurrentRunner} may be given. */
export interface ConcurrentRunnerOptions extends RunnerOptions {
  /**
   * How many nodes may run at once. Default: 10, with which waiting for files, databases and services overlaps well, while few
   * services take so many requests at once for an attack, and not too many values are in memory at the same time.
   */
  readonly maxConcurrency?: number;
  /** The same, as the command line (`--max-workers`) calls it for all runners; goes over `maxConcurrency`. */
  readonly maxWorkers?: number;
}

/**
 * Runs every node in this process as soon as what it needs is there: while one waits for a file or an answer, others go on. Like
 * Kedro's ThreadRunner, but on one thread, so that computing does not overlap.
 *
 * When a node fails, nothing more starts, unless the run says otherwise, but the nodes that are running are let finish, so that their
 * outputs are whole.
 */
export class ConcurrentRunner extends AbstractRunner {
  readonly name = 'concurrent';
  readonly maxConcurrency: number;

  /** @throws RunnerOptionError for options that it does not take, or values without meaning. */
  constructor(options: ConcurrentRunnerOptions = {}) {
    refuseUnknownOptions(options, ['isAsync', 'maxConcurrency', 'maxWorkers']);
    super(options);
    for (const option of ['maxConcurrency', 'maxWorkers'] as const) checkLimit(option, options[option]);
    this.maxConcurrency = options.maxWorkers ?? options.maxConcurrency ?? 10;
  }

  protected override async execute(run: Run): Promise<void> {
    const pauses = new EventLoopPauses();
    const running = new Set<Promise<unknown>>();
    const finished = runReadyNodes(run.plan, {
      slots: this.maxConcurrency,
      signal: run.signal,
      onFailure: run.onFailure,
      onStop: () => run.stop(),
      runNode: async (index) => {
        if (pauses.isDue) await pauses.take();
        const node = run.runHere(run.plan.nodes[index]!);
        running.add(node);
        return node.finally(() => running.delete(node));
      },
    });
    try {
      await finished;
    } finally {
      // When it is cancelled, nodes may be tidying up, or bring a save to its end.
      if (running.size > 0) await withinGrace(Promise.allSettled(running));
    }
  }
}

function checkLimit(option: string, limit: number | undefined): void {
  if (limit === undefined || (Number.isInteger(limit) && limit >= 1)) return;
  throw new RunnerOptionError(option, `it is ${String(limit)}; give a positive whole number.`);
}
