import { setTimeout } from 'node:timers/promises';
import {
  AbstractRunner,
  EventLoopPauses,
  Failures,
  orAborted,
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
    const { nodes, children } = run.plan;
    const pauses = new EventLoopPauses();
    const failures = new Failures(run.onFailure);
    /** Nodes that need what was not made. */
    const lost = new Set<number>();
    for (let i = 0; i < nodes.length && !failures.areFinal; i++) {
      if (lost.has(i)) children[i]!.forEach((child) => lost.add(child));
      else
        try {
          const again = await run.runHere(nodes[i]!);
          if (again) {
            const { signal } = run;
            // The wait ends with the run, or the process would stay for it.
            await orAborted(setTimeout(again.retryAfter, undefined, { signal }), signal);
            i--;
          }
        } catch (error) {
          failures.add(nodes[i]!.name, error);
          children[i]!.forEach((child) => lost.add(child));
        }
      if (pauses.isDue) await pauses.take();
    }
    if (failures.error) throw failures.error;
  }
}
