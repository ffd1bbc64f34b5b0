import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** What became of a command. */
export interface Outcome {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface KedroOptions {
  readonly cwd?: string;
  readonly env?: Record<string, string>;
  /** Whether anybody reads stdout. Default: true. */
  readonly readsStdout?: boolean;
  /** Is told of everything printed so far. */
  readonly onOutput?: (stdout: string, kill: (signal: NodeJS.Signals) => void, stderr: string) => void;
}

export const FIXTURE = fileURLToPath(new URL('./fixtures/project/', import.meta.url));
/** A project whose configuration has something of everything, secrets too. */
export const CONFIGURED = fileURLToPath(new URL('./fixtures/configured/', import.meta.url));
const BIN = fileURLToPath(new URL('../bin/kedro.mjs', import.meta.url));

/** Runs the built command as a process of its own. */
export function kedro(args: readonly string[], options: KedroOptions = {}): Promise<Outcome> {
  const { cwd = FIXTURE, env = {}, onOutput, readsStdout = true } = options;
  const { PATH } = process.env;
  const child = spawn(process.execPath, [BIN, ...args], { cwd, env: { PATH, ...env } });
  let stdout = '';
  let stderr = '';
  const changed = (): void => onOutput?.(stdout, (signal) => child.kill(signal), stderr);
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    changed();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
    changed();
  });
  if (!readsStdout) child.stdout.destroy();
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (exitCode) => resolve({ exitCode, stdout, stderr }));
  });
}
