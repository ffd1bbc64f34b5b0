// Builds what is needed and runs random pipelines with random faults: `npm run faults -- [--runs N] [--seed S] [--only K]`.
import { installIfNeeded, nx, root, run } from './install.mjs';

installIfNeeded();
run(nx('run-many', '-t', 'build'), { isQuiet: true });
run([process.execPath, `${root}e2e/faults/faults.mjs`, ...process.argv.slice(2)]);
