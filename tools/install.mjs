import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The root of the repository. */
export const root = fileURLToPath(new URL('..', import.meta.url));

const LOCK = `${root}package-lock.json`;
const MARK = `${root}node_modules/.installed-lock`;

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`kedro-ts needs Node 20.19 or newer; this is ${process.versions.node}.`);
  process.exit(1);
}

/** Installs what package-lock.json says, unless that has been done. */
export function installIfNeeded() {
  const wanted = createHash('sha256').update(readFileSync(LOCK)).digest('hex');
  if (existsSync(MARK) && readFileSync(MARK, 'utf8') === wanted) return;
  console.log('Installing dependencies …');
  run(npm('ci', '--no-audit', '--no-fund', '--loglevel=error'));
  writeFileSync(MARK, wanted);
}

/** Runs nx on all packages; its cache makes the second time quick. */
export function nx(...args) {
  return [process.execPath, `${root}node_modules/nx/dist/bin/nx.js`, ...args];
}

/** The npm that runs this script, as `npm` itself is no program on Windows. */
function npm(...args) {
  const { npm_execpath: cli } = process.env;
  return cli ? [process.execPath, cli, ...args] : ['npm', ...args];
}

/** Runs a command to its end; ends this process with its exit code when it fails. */
export function run(command, options) {
  const status = tryRun(command, options);
  if (status !== 0) process.exit(status);
}

/** Runs a command to its end; gives its exit code. A quiet one shows what it printed only if it failed. */
export function tryRun([program, ...args], { cwd = root, isQuiet = false } = {}) {
  const { status, error, stdout, stderr } = spawnSync(program, args, {
    cwd,
    stdio: isQuiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
    // The nx daemon would outlive this command.
    env: { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false' },
    shell: program === 'npm' && process.platform === 'win32',
  });
  if (error) throw error;
  if (isQuiet && status !== 0) process.stderr.write(Buffer.concat([stdout, stderr]));
  return status ?? 1;
}
