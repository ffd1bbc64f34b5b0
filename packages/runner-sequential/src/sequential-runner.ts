import { setImmediate } from 'node:timers/promises';
import { AbstractRunner, refuseUnknownOptions, type Run, type RunnerOptions } from '@kedro-ts/runner';

/** How long nodes may follow each other without a pause, in milliseconds. */
const LONGEST_BREATH_MS = 50;

/** Runs one node after another in this process, in topological order. */
export class SequentialRunner extends AbstractRunner {
  readonly name = 'sequential';

  /** @throws RunnerOptionError for options that it does not take. */
  constructor(options: RunnerOptions = {}) {
    refuseUnknownOptions(options, ['isAsync']);
    super(options);
  }

  protected override async execute(run: Run): Promise<void> {
    let lastPause = performance.now();
    for (const node of run.plan.nodes) {
      await run.runHere(node);
      // Synchronous nodes would keep out everything else that happens in the process, Ctrl-C among it.
      if (performance.now() - lastPause > LONGEST_BREATH_MS) {
        await setImmediate();
        lastPause = performance.now();
      }
    }
  }
}
