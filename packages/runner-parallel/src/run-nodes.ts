import { isPromiseLike, type MaybePromise } from '@kedro-ts/io';
import { runReadyNodes, type Retrial, type Run } from '@kedro-ts/runner';
import type { Exchange } from './exchange.js';
import type { Lookahead } from './lookahead.js';
import { NodeTask } from './node-task.js';
import type { WorkerPool } from './pool/worker-pool.js';

/** Gets all nodes of a run through its workers. */
export async function runNodes(
  run: Run,
  pool: WorkerPool,
  exchange: Exchange,
  lookahead: Lookahead,
): Promise<void> {
  const { nodes } = run.plan;
  const release = (datasets: readonly string[]): MaybePromise<void> => {
    for (const [i, dataset] of datasets.entries()) {
      const isExchanged = exchange.datasets.has(dataset);
      if (isExchanged) pool.forget(dataset);
      else pool.release([dataset]);
      const released = isExchanged ? exchange.release(dataset) : undefined;
      const freed = isPromiseLike(released)
        ? released.then(() => run.catalog.release(dataset))
        : run.catalog.release(dataset);
      if (isPromiseLike(freed)) return freed.then(() => release(datasets.slice(i + 1)));
    }
  };
  await runReadyNodes(run.plan, {
    slots: pool.places,
    signal: run.signal,
    hasPlaceFor: (index) => pool.hasPlaceFor(index),
    onFailure: run.onFailure,
    onStop: () => {
      pool.takeBack();
      run.stop();
    },
    runNode: async (index) => {
      const node = nodes[index]!;
      const handles = inputsOf(index);
      const inputs = isPromiseLike(handles) ? await handles : handles;
      const ended = await new Promise<false | Retrial | void>((resolve, reject) => {
        pool.run(new NodeTask(index, node, inputs, run, exchange, release, { resolve, reject }));
      });
      if (ended === undefined) lookahead.done(index);
      return ended;
    },
  });

  function inputsOf(index: number): ReturnType<Exchange['inputsOf']> {
    const node = nodes[index]!;
    const fail = (error: unknown): never => {
      run.fail(node, error, {});
      throw error;
    };
    const inputs = exchange.inputsOf(node);
    return isPromiseLike(inputs) ? inputs.then(undefined, fail) : inputs;
  }
}
