/**
 * Logs to standard output: `node logging-child.mjs <n>` times both sides and prints the medians to standard error;
 * `node logging-child.mjs <n> ours|floor` runs one of them once.
 */
import { applyPlugins } from '@kedro-ts/hooks';
import { loggerPlugin } from '@kedro-ts/plugin-logger';
import { SequentialRunner } from '@kedro-ts/runner-sequential';
import { alternate } from '../measure.mjs';
import { makePipeline, runPipeline } from './trivial-project.mjs';
import { makeSpecs } from './trivial.mjs';

const [n, side] = process.argv.slice(2);
const specs = makeSpecs('chain', Number(n));
const made = makePipeline(specs);
const plugins = applyPlugins([loggerPlugin()]);
const sides = { ours: () => runPipeline(new SequentialRunner(), made, { plugins }), floor: runLogging };

if (side === undefined) console.error(JSON.stringify(await alternate(Object.values(sides))));
else await sides[side]();

/** The loop, with six records for each node, written at the end. */
function runLogging() {
  const lines = [];
  const log = (message, node, dataset) =>
    lines.push(JSON.stringify({ time: Date.now(), level: 'info', message, node, dataset }));
  const data = new Map([['start', 0]]);
  for (const { name, input, output, run, frees } of specs) {
    log('loading', name, input);
    const value = data.get(input);
    log('loaded', name, input);
    log('running', name);
    const result = run(value);
    log('ran', name);
    log('saving', name, output);
    data.set(output, result);
    log('saved', name, output);
    if (frees) data.delete(input);
  }
  process.stdout.write(`${lines.join('\n')}\n`);
  return data;
}
