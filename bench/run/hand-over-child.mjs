/** Hand-overs in a process of their own: `node hand-over-child.mjs ours|floor '{"kind","sizes","consumers"}'` prints milliseconds. */
import { DataCatalog } from '@kedro-ts/io';
import { ParallelRunner } from '@kedro-ts/runner-parallel';
import { runStages } from './hand-over-floor.mjs';
import { makePipeline, timeOf } from './hand-over-project.mjs';

const options = JSON.parse(process.argv[3]);
console.log(JSON.stringify(process.argv[2] === 'floor' ? await runStages(options, timeOf) : await runOurs()));

async function runOurs() {
  const bootstrap = { module: new URL('hand-over-project.mjs', import.meta.url), data: options };
  const catalog = new DataCatalog({ start: 0 });
  await new ParallelRunner({ maxWorkers: 2, bootstrap }).run(makePipeline(options), catalog);
  return catalog.load('stages');
}
