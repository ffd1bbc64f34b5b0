// Installs, builds, and runs the example project in parallel: `npm run demo`.
import { installIfNeeded, nx, root, run } from './install.mjs';

installIfNeeded();
console.log('Building …');
run(nx('run-many', '-t', 'build'), { isQuiet: true });

const example = `${root}examples/flight-delays`;
const args = process.argv.slice(2);
run(
  [
    process.execPath,
    `${root}packages/cli/bin/kedro.mjs`,
    'run',
    ...(args.length > 0 ? args : ['--runner', 'parallel']),
  ],
  { cwd: example },
);

console.log(`
What was made, in examples/flight-delays/data:
  08_reporting/   charts (*.svg: open them in a browser), metrics.json, timings.json, summaries
  04_feature/, 03_primary/, 02_intermediate/   the tables on the way there, as Parquet

Look at examples/flight-delays/README.md for what the project does, and try there:
  npx kedro run --runner sequential
  npx kedro run --env full            three million flights
  npx kedro registry describe`);
