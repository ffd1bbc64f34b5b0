// Installs what is missing, builds, and runs every check and test: `npm test`.
import { installIfNeeded, nx, root, tryRun } from './install.mjs';
import { removeReports, summariseReports } from './summarise-reports.mjs';

installIfNeeded();

// nx puts back the reports of what it takes from its cache, so that only reports of this state are counted.
removeReports();
const bin = (path) => [process.execPath, `${root}node_modules/${path}`];
const steps = [
  [process.execPath, `${root}tools/check-lock.mjs`],
  [...bin('prettier/bin/prettier.cjs'), '--check', '--cache', '--log-level=warn', '.'],
  nx(
    'run-many',
    '-t',
    'build',
    'lint',
    'typecheck',
    'package-check',
    'test',
    'e2e',
    '--output-style=static',
    '--nx-bail=false',
  ),
];
const failed = steps.filter((step) => tryRun(step) !== 0).length;

const { line, failures } = summariseReports();
console.log(`\n${line}`);
process.exitCode = failed > 0 || failures > 0 ? 1 : 0;
