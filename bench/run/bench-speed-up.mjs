/** How many times as fast nodes that compute are in two workers as one after another, beside what bare workers gain. */
import { DataCatalog } from '@kedro-ts/io';
import { ParallelRunner } from '@kedro-ts/runner-parallel';
import { SequentialRunner } from '@kedro-ts/runner-sequential';
import { deepStrictEqual } from 'node:assert';
import { askKedro } from '../kedro/time-kedro.mjs';
import { alternate, compare, round } from '../measure.mjs';
import { BareWorkers } from './bare-workers.mjs';
import { compute, makePipeline, outputOf } from './computing-project.mjs';

const WORKERS = 2;
/** About 300 ms for each node. */
const ROUNDS = 200_000_000;
const ROUNDS_IN_PYTHON = 5_000_000;

const project = new URL('computing-project.mjs', import.meta.url).href;

export const benches = [
  {
    name: 'run/parallel/speed-up',
    sizes: [8],
    rows: async (count) => {
      const data = { count, rounds: ROUNDS };
      const made = makePipeline(data);
      const seeds = [...made.nodes.keys()];
      const bootstrap = { module: project, data };
      const expected = seeds.map((seed) => compute(seed, ROUNDS));
      const runOurs = async (runner) => {
        const { outputs } = await runner.run(made, new DataCatalog());
        deepStrictEqual(await Promise.all(seeds.map((seed) => outputs[outputOf(seed)].load())), expected);
      };
      const [sequentialMs, parallelMs, loopMs, workersMs] = await alternate(
        [
          () => runOurs(new SequentialRunner()),
          () => runOurs(new ParallelRunner({ maxWorkers: WORKERS, bootstrap })),
          () =>
            deepStrictEqual(
              seeds.map((seed) => compute(seed, ROUNDS)),
              expected,
            ),
          async () => {
            const workers = new BareWorkers(WORKERS, { module: project, export: 'makeTasks', data });
            deepStrictEqual(await workers.runAll(seeds.map(String)), expected);
            await workers.stop();
          },
        ],
        { warmUpMs: 0, least: 2, measureMs: 0 },
      );
      const kedro = askKedro('speed-up', { count, rounds: ROUNDS_IN_PYTHON, workers: WORKERS }, 0);
      const speedUp = sequentialMs / parallelMs;
      const floorSpeedUp = loopMs / workersMs;
      return [
        {
          ...compare(parallelMs, workersMs),
          speed_up: round(speedUp),
          floor_speed_up: round(floorSpeedUp),
          of_floor_speed_up: round(speedUp / floorSpeedUp),
          ...(kedro && { kedro_speed_up: round(kedro.speed_up) }),
          goals: ['of_floor_speed_up >= 0.97'],
        },
      ];
    },
  },
];
