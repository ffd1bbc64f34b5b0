import { closestNames } from '@kedro-ts/io';
import { NothingToResumeError, RunNotFoundError } from '../errors.js';
import { journalFile, runsFolder } from '../journal/journal-folder.js';
import { listRuns } from '../journal/list-runs.js';
import { readRun, type RunRecord } from '../journal/read-run.js';

/**
 * The run to resume: the one that is named, or the last that did not finish and that no other has resumed to its end.
 *
 * @throws RunNotFoundError, NothingToResumeError, JournalError
 */
export async function findRunToResume(projectPath: string, asked: true | string): Promise<RunRecord> {
  return asked === true ? findLast(projectPath) : findNamed(projectPath, asked);
}

/**
 * The run of this id.
 *
 * @throws RunNotFoundError, JournalError
 */
export async function findRun(projectPath: string, runId: string): Promise<RunRecord> {
  const run = await readRun(journalFile(projectPath, runId)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
    throw error;
  });
  if (run !== undefined) return run;
  const known = (await listRuns(projectPath)).map(({ header }) => header.runId);
  // Ids begin with their time: what is near may differ in the end only, or be the beginning.
  const near = known.filter((id) => id.startsWith(runId) || id.endsWith(runId));
  const suggestions = near.length > 0 ? near.slice(0, 3) : closestNames(runId, known);
  throw new RunNotFoundError(runId, suggestions, runsFolder(projectPath));
}

async function findNamed(projectPath: string, runId: string): Promise<RunRecord> {
  const run = await findRun(projectPath, runId);
  if (run.status === 'finished') throw new NothingToResumeError(`the run ${runId} has finished.`, runId);
  if (run.status === 'running')
    throw new NothingToResumeError(
      `the run ${runId} has not ended: process ${run.header.process.pid}.`,
      runId,
    );
  return run;
}

async function findLast(projectPath: string): Promise<RunRecord> {
  const runs = await listRuns(projectPath);
  /** Runs that later ones have resumed to their end, or are resuming right now. */
  const settled = new Set<string>();
  for (const { header, status } of runs)
    if (status === 'finished' || status === 'running') settled.add(header.runId);
  for (const run of runs) {
    const { runId, resumedFrom } = run.header;
    if (!settled.has(runId)) return run;
    if (resumedFrom !== undefined) settled.add(resumedFrom);
  }
  throw new NothingToResumeError(
    runs.length === 0
      ? `there is no journal of a run in ${runsFolder(projectPath)}.`
      : 'no run has failed, or been cancelled or killed, that has not been resumed to its end.',
  );
}
