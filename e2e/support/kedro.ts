import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The script behind the command `kedro`. */
export const COMMAND = fileURLToPath(new URL('../../packages/cli/bin/kedro.mjs', import.meta.url));

/** What a command left when it ended. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command under way. */
export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Resolves when this text has been printed. */
  readonly printed: (text: string) => Promise<void>;
}

/** Runs `kedro` in a folder to its end. */
export function kedro(cwd: string, ...args: string[]): Promise<Ended> {
  return startKedro(cwd, ...args).ended;
}

/** Starts `kedro` in a folder. */
export function startKedro(cwd: string, ...args: string[]): Running {
  return startNode(cwd, [COMMAND, ...args]);
}

/** Starts Node in a folder; variables of the environment that change what is printed are left out. */
export function startNode(cwd: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Running {
  const child = spawn(process.execPath, args, {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, CI: 'true', NO_COLOR: '1', FORCE_COLOR: undefined, KEDRO_ENV: undefined, ...env },
  });
  const output = { stdout: '', stderr: '' };
  const waiting = new Set<() => void>();
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].setEncoding('utf8').on('data', (text: string) => {
      output[stream] += text;
      waiting.forEach((check) => check());
    });
  }
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, ...output }));
  });
  const printed = (text: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const check = (): void => {
        if (output.stdout.includes(text) || output.stderr.includes(text)) resolve();
      };
      waiting.add(check);
      check();
      void ended.then(() =>
        reject(new Error(`It ended without printing "${text}":\n${output.stdout}\n${output.stderr}`)),
      );
    });
  return { child, ended, printed };
}
