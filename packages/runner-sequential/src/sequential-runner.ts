import { AbstractRunner, type Run } from '@kedro-ts/runner';

/** Runs one node after another in this process, in topological order. */
export class SequentialRunner extends AbstractRunner {
  readonly name = 'sequential';

  protected override async execute(run: Run): Promise<void> {
    for (const node of run.plan.nodes) await run.runHere(node);
  }
}
