import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Makes the temporary folder in which the processes of a run put values for each other. */
export function makeRunFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), folderPrefix(process.pid)));
}

/** How the names of the folders of a process begin: who it has started can find them after its end. */
export function folderPrefix(pid: number): string {
  return `kedro-run-${pid}-`;
}
