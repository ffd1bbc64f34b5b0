// Builds what is needed and runs recorded answers of Kedro against it: `npm run conformance -- [--all] [<file>...]`.
import { resolve } from 'node:path';
import { installIfNeeded, nx, root, run } from './install.mjs';

installIfNeeded();
run(nx('run', '@kedro-ts/conformance:build'), { isQuiet: true });
// npm starts scripts in the root; files are meant from where the user is.
const from = process.env.INIT_CWD ?? process.cwd();
const args = process.argv.slice(2).map((arg) => (arg.startsWith('-') ? arg : resolve(from, arg)));
run([process.execPath, `${root}conformance/dist/cli.js`, ...args]);
