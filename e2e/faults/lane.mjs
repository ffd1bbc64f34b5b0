import { fork } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { clearTimeout, setTimeout } from 'node:timers';
import { findProcesses } from './leftovers.mjs';

const HOST = fileURLToPath(new URL('host.mjs', import.meta.url));

/** A run that takes longer hangs, in milliseconds. */
const LIMIT_MS = 45_000;

/** How long a host may take to end by itself when it has nothing more to do, in milliseconds. */
const END_MS = 15_000;

/** Runs that are done one after another in one process, which is replaced when it hangs or dies. */
export class Lane {
  #host;
  #folder;
  /** The end of what the host, or a worker, printed where errors are printed. */
  #printed = '';

  /** Gives `{ number, hangs, leftovers, differences, ms }`. */
  async run(seed, number) {
    this.#host ??= await this.#start();
    const host = this.#host;
    let timer;
    const result = await new Promise((resolve) => {
      timer = setTimeout(() => resolve({ hangs: true }), LIMIT_MS);
      host.once('message', resolve);
      host.once('exit', (code, signal) =>
        resolve({ differences: [`main ended: ${signal ?? code}`, this.#printed] }),
      );
      host.send({ seed, number });
    });
    clearTimeout(timer);
    host.removeAllListeners('message').removeAllListeners('exit');
    const isUsable = 'ms' in result && result.leftovers.length === 0;
    if (!isUsable) await this.#kill();
    return { number, hangs: false, leftovers: [], differences: [], ...result };
  }

  /** Lets the host end by itself; false if it does not. */
  async end() {
    if (!this.#host) return true;
    const host = this.#host;
    let timer;
    const hasEnded = await new Promise((resolve) => {
      timer = setTimeout(() => resolve(false), END_MS);
      host.once('exit', () => resolve(true));
      host.disconnect();
    });
    clearTimeout(timer);
    await this.#kill();
    return hasEnded;
  }

  async #start() {
    this.#folder = await mkdtemp(join(tmpdir(), 'kedro-faults-'));
    const host = fork(HOST, [this.#folder], {
      execArgv: ['--no-warnings'],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.#printed = '';
    host.stderr
      .setEncoding('utf8')
      .on('data', (text) => (this.#printed = `${this.#printed}${text}`.slice(-2000)));
    return host;
  }

  async #kill() {
    this.#host.kill('SIGKILL');
    this.#host = undefined;
    for (const pid of await findProcesses(this.#folder)) process.kill(pid, 'SIGKILL');
    await rm(this.#folder, { recursive: true, force: true, maxRetries: 10 });
  }
}
