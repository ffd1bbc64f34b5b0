/** What a node costs when nodes follow one another. */
import { SequentialRunner } from '@kedro-ts/runner-sequential';
import { timeKedro } from '../kedro/time-kedro.mjs';
import { round } from '../measure.mjs';
import { checkOutputs, makePipeline, runPipeline } from './trivial-project.mjs';
import { makeSpecs, runInLoop } from './trivial.mjs';

/** Kedro needs minutes for more. */
const MOST_FOR_KEDRO = 1_000;

export const benches = ['chain', 'independent'].map((shape) => ({
  name: `run/sequential/${shape}`,
  sizes: [100, 1_000, 10_000, 100_000],
  coldSizes: [1_000],
  goals: ['us_per_node <= 3'],
  prepare: (n) => {
    const specs = makeSpecs(shape, n);
    const made = makePipeline(specs);
    return {
      ours: () => runPipeline(new SequentialRunner(), made),
      floor: () => runInLoop(specs),
      check: checkOutputs,
      fields: ({ median_ms: ms }) => ({ us_per_node: round((1_000 * ms) / n) }),
      kedro: () =>
        n <= MOST_FOR_KEDRO ? timeKedro('run', { runner: 'SequentialRunner', shape, n }, 1) : undefined,
    };
  },
}));
