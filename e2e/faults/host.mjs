/** Does runs of the campaign, one after another, as it is told; ends by itself when nobody tells it any more: `node host.mjs <folder>`. */
import { join } from 'node:path';
import { describe } from './check-outcome.mjs';
import { runCase } from './run-case.mjs';

const folder = process.argv[2];
let stray = [];
// They are made when they are first asked for, which is not to count as something left behind.
void [process.stdout, process.stderr];
process.on('unhandledRejection', (error) =>
  stray.push(`a rejection that nobody handled: ${describe(error)}`),
);
process.on('uncaughtException', (error) => stray.push(`an exception that nobody caught: ${describe(error)}`));
process.on('warning', (warning) => {
  if (warning.name === 'MaxListenersExceededWarning') stray.push(describe(warning));
});

process.on('message', async ({ seed, number }) => {
  stray = [];
  const start = performance.now();
  const result = await runCase(seed, number, join(folder, `run-${number}`)).catch((error) => ({
    differences: [`the campaign itself failed: ${error.stack}`],
    leftovers: [],
  }));
  const differences = [...result.differences, ...stray];
  process.send({ number, ms: performance.now() - start, ...result, differences });
});
