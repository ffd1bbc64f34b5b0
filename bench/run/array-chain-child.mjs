/** The chain in a process of its own: `node array-chain-child.mjs sequential|parallel|floor '{"mb","count","allocation"}'` prints ms. */
import { DataCatalog } from '@kedro-ts/io';
import { ParallelRunner } from '@kedro-ts/runner-parallel';
import { SequentialRunner } from '@kedro-ts/runner-sequential';
import { increase, lengthOf, makePipeline, stepsOf } from './array-chain.mjs';

const options = JSON.parse(process.argv[3]);
const bootstrap = { module: new URL('array-chain.mjs', import.meta.url), data: options };
const ways = {
  sequential: () => runOurs(new SequentialRunner()),
  parallel: () => runOurs(new ParallelRunner({ maxWorkers: 2, bootstrap })),
  floor: runPooled,
};

const start = performance.now();
const steps = await ways[process.argv[2]]();
const ms = performance.now() - start;
if (steps !== options.count - 1) throw new Error(`${steps} steps of ${options.count - 1}`);
console.log(ms);

async function runOurs(runner) {
  const catalog = new DataCatalog();
  await runner.run(makePipeline(options), catalog);
  return catalog.load('steps');
}

/** Two arrays in turns. */
function runPooled() {
  const pool = [0, 1].map(() => new Float64Array(lengthOf(options.mb)));
  for (let i = 1; i < options.count; i++) increase(pool[(i - 1) % 2], pool[i % 2]);
  return stepsOf(pool[(options.count - 1) % 2]);
}
