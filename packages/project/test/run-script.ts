import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** What a script printed. */
export interface Printed {
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a module in a process of its own, which has to end by itself.
 *
 * @param folder - where the module is, so that packages resolve from there; the working directory is another
 */
export async function runScript(
  folder: string,
  source: string,
  options: { readonly cwd?: string; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<Printed> {
  const { cwd = tmpdir(), env = {} } = options;
  const file = join(folder, 'script.mjs');
  await writeFile(file, source);
  return promisify(execFile)(process.execPath, ['--no-warnings', file], {
    cwd,
    env: { ...process.env, ...env },
    timeout: 20_000,
  });
}

/** The value that the last line of a script's output is the JSON of. */
export function lastJson({ stdout }: Printed): unknown {
  return JSON.parse(stdout.trim().split('\n').at(-1)!);
}
