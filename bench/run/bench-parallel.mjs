/** What workers and their nodes cost: start to end, to the first node, from node to node, and what is gained. */
import { ParallelRunner } from '@kedro-ts/runner-parallel';
import { timeKedro } from '../kedro/time-kedro.mjs';
import { round, Timing } from '../measure.mjs';
import { BareWorkers } from './bare-workers.mjs';
import { now } from './clock.mjs';
import { bootstrapOf, checkOutputs, makePipeline, runPipeline } from './trivial-project.mjs';
import { makeSpecs } from './trivial.mjs';
import { ROUND_TRIPS, startUpOf, tripsOf } from './workers-project.mjs';

const WORKERS = 2;
/** Kedro needs minutes for more. */
const MOST_FOR_KEDRO = 100;

const startToEnd = ['thread', 'process'].flatMap((isolation) =>
  ['chain', 'independent'].map((shape) => ({
    name: `run/parallel/${isolation}/${shape}`,
    sizes: [10, 100, 1_000, ...(isolation === 'thread' ? [10_000] : [])],
    pace: { least: 3, warmUpMs: 100, measureMs: 1_000 },
    hasStartUp: true,
    goals: (n) => (n < 1_000 ? ['ratio <= 2'] : ['ratio <= 2', 'us_per_node <= 50']),
    prepare: (n) => {
      const specs = makeSpecs(shape, n);
      const made = makePipeline(specs);
      const bootstrap = bootstrapOf(shape, n);
      return {
        ours: () => runPipeline(new ParallelRunner({ maxWorkers: WORKERS, isolation, bootstrap }), made),
        floor: () => runInBareWorkers(specs, shape, isolation),
        check: checkOutputs,
        // Without what starting and stopping costs, which hides the nodes while they are few.
        fields: (row, before) =>
          n >= 1_000 && { us_per_node: round((1_000 * (row.median_ms - before.median_ms)) / (n - before.n)) },
        kedro: () =>
          n <= MOST_FOR_KEDRO && isolation === 'process'
            ? timeKedro('run', { runner: 'ParallelRunner', workers: WORKERS, shape, n }, n < 100 ? 3 : 0)
            : undefined,
      };
    },
  })),
);

const startUp = ['thread', 'process'].map((isolation) => ({
  name: `run/parallel/${isolation}/first-node`,
  sizes: [WORKERS],
  pace: { least: 7, warmUpMs: 100 },
  goals: ['ratio <= 1.5'],
  prepare: () => {
    const { made, bootstrap, tasks } = startUpOf(WORKERS);
    return {
      ours: async () => {
        const start = now();
        const runner = new ParallelRunner({ maxWorkers: WORKERS, isolation, bootstrap });
        const { outputs } = await runPipeline(runner, made);
        const times = await Promise.all(Object.values(outputs).map((dataset) => dataset.load()));
        return new Timing(Math.min(...times) - start, times.length);
      },
      floor: async () => {
        const start = now();
        const workers = new BareWorkers(WORKERS, tasks, isolation);
        const times = await Promise.all([...tasks.data.keys()].map((i) => workers.run(i, tasks.data[i])));
        await workers.stop();
        return new Timing(Math.min(...times) - start, times.length);
      },
    };
  },
}));

const roundTrips = ['thread', 'process'].map((isolation) => ({
  name: `run/parallel/${isolation}/round-trips`,
  sizes: [ROUND_TRIPS],
  pace: { least: 5 },
  goals: ['us_per_node <= 50'],
  prepare: (n) => {
    const { made, bootstrap, tasks } = tripsOf(n);
    return {
      ours: async () => {
        const runner = new ParallelRunner({ maxWorkers: 1, isolation, bootstrap });
        const { outputs } = await runPipeline(runner, made);
        const { ms, trips } = await outputs.end.load();
        return new Timing(ms, trips);
      },
      floor: async () => {
        const workers = new BareWorkers(1, tasks, isolation);
        let value = await workers.run(0, 'begin', 0);
        for (let i = 0; i < n; i++) value = await workers.run(0, 'pass', value);
        const { ms, trips } = await workers.run(0, 'end', value);
        await workers.stop();
        return new Timing(ms, trips);
      },
      fields: ({ median_ms: ms }) => ({ us_per_node: round((1_000 * ms) / n) }),
    };
  },
}));

async function runInBareWorkers(specs, shape, isolation) {
  const { href } = new URL('trivial.mjs', import.meta.url);
  const tasks = { module: href, export: 'makeTasks', data: { shape, n: specs.length } };
  const workers = new BareWorkers(WORKERS, tasks, isolation);
  try {
    if (shape === 'independent') {
      const results = await workers.runAll(
        specs.map(({ name }) => name),
        0,
      );
      return new Map(specs.map(({ output }, i) => [output, results[i]]));
    }
    let value = 0;
    for (const { name } of specs) value = await workers.run(0, name, value);
    return new Map([[specs.at(-1).output, value]]);
  } finally {
    await workers.stop();
  }
}

export const benches = [...startUp, ...roundTrips, ...startToEnd];
