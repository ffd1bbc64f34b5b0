import {
  AbstractRunner,
  EventLoopPauses,
  refuseUnknownOptions,
  type Run,
  type RunnerOptions,
} from '@kedro-ts/runner';

/** Runs one node after another in this process, in topological order. */
export class SequentialRunner extends AbstractRunner {
  readonly name = 'sequential';

  /** @throws RunnerOptionError for options that it does not take. */
  constructor(options: RunnerOptions = {}) {
    refuseUnknownOptions(options, ['isAsync']);
    super(options);
  }

  protected override async execute(run: Run): Promise<void> {
    const pauses = new EventLoopPauses();
    for (const node of run.plan.nodes) {
      await run.runHere(node);
      if (pauses.isDue) await pauses.take();
    }
  }
}
