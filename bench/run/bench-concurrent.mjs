/** What a node costs when asynchronous ones overlap on one event loop. */
import { ConcurrentRunner } from '@kedro-ts/runner-concurrent';
import { timeKedro } from '../kedro/time-kedro.mjs';
import { round } from '../measure.mjs';
import { checkOutputs, makePipeline, runPipeline } from './trivial-project.mjs';
import { makeSpecs, runWithLimit } from './trivial.mjs';

const LIMIT = 10;
/** Kedro needs minutes for more. */
const MOST_FOR_KEDRO = 1_000;

export const benches = ['chain', 'independent'].map((shape) => ({
  name: `run/concurrent/${shape}`,
  sizes: [100, 1_000, 10_000],
  coldSizes: [1_000],
  goals: ['us_per_node <= 5'],
  prepare: (n) => {
    const specs = makeSpecs(shape, n, true);
    const made = makePipeline(specs);
    return {
      ours: () => runPipeline(new ConcurrentRunner({ maxConcurrency: LIMIT }), made),
      floor: () => runWithLimit(specs, shape === 'chain' ? 1 : LIMIT),
      check: checkOutputs,
      fields: ({ median_ms: ms }) => ({ us_per_node: round((1_000 * ms) / n) }),
      kedro: () =>
        n <= MOST_FOR_KEDRO
          ? timeKedro('run', { runner: 'ThreadRunner', workers: LIMIT, shape, n }, n < 1_000 ? 1 : 0)
          : undefined,
    };
  },
}));
