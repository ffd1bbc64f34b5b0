import { AbstractRunner, orCancelled, type Run } from '@kedro-ts/runner';

/** Runs one node after another in this process, in topological order. */
export class SequentialRunner extends AbstractRunner {
  readonly name = 'sequential';

  protected override execute(run: Run): Promise<void> {
    return orCancelled(runInOrder(run), run.signal);
  }
}

async function runInOrder(run: Run): Promise<void> {
  for (const node of run.plan.nodes) await run.runHere(node);
}
