import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { readRun } from './read-run.js';

/** The folder of all journals of a project. */
export function runsFolder(projectPath: string): string {
  return join(projectPath, '.kedro', 'runs');
}

/** The journal of a run; the id may be anything, so what is no name of a file is spelled out. */
export function journalFile(projectPath: string, runId: string): string {
  return join(runsFolder(projectPath), folderName(runId), 'events.jsonl');
}

function folderName(runId: string): string {
  return encodeURIComponent(runId)
    .replaceAll('*', '%2A')
    .replace(/^\.+/, (dots) => '%2E'.repeat(dots.length));
}

/** A journal, and when it was last written to, in milliseconds since the Unix epoch. */
export interface JournalOnDisk {
  readonly folder: string;
  readonly file: string;
  readonly lastWritten: number;
}

/** All journals of a project, the one that was written to last first. */
export async function listJournals(projectPath: string): Promise<JournalOnDisk[]> {
  const folders = await readdir(runsFolder(projectPath)).catch(noneWhereMissing);
  const found = await Promise.all(
    folders.map(async (name) => {
      const folder = join(runsFolder(projectPath), name);
      const file = join(folder, 'events.jsonl');
      const stats = await stat(file).catch(() => undefined);
      return stats && { folder, file, lastWritten: stats.mtimeMs };
    }),
  );
  return found.filter((journal) => journal !== undefined).sort((a, b) => b.lastWritten - a.lastWritten);
}

/** Removes all journals but the last `keep`, and but those that are still being written. */
export async function removeOldJournals(projectPath: string, keep: number): Promise<void> {
  const journals = await listJournals(projectPath);
  for (const { file, folder } of journals.slice(keep)) {
    // One that cannot be read is of no use to anybody.
    const run = await readRun(file).catch(() => undefined);
    if (run?.status !== 'running') await rm(folder, { recursive: true, force: true });
  }
}

function noneWhereMissing(error: NodeJS.ErrnoException): string[] {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return [];
  throw error;
}
