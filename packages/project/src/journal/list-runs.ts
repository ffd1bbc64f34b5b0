import { listJournals } from './journal-folder.js';
import { readRun, type RunRecord } from './read-run.js';

/** All runs of a project of which there are journals, the last first. One that cannot be read is warned of. */
export async function listRuns(projectPath: string): Promise<RunRecord[]> {
  const runs: RunRecord[] = [];
  for (const { file } of await listJournals(projectPath)) {
    const run = await readRun(file).catch((error: Error) => {
      process.emitWarning(error.message, { type: 'KedroWarning', code: 'KEDRO_JOURNAL' });
      return undefined;
    });
    if (run !== undefined) runs.push(run);
  }
  return runs.sort((a, b) => b.header.time - a.header.time);
}
