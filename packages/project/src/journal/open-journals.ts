import { realpath } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { findConfig } from '../find-config.js';
import { findRun, findRunToResume } from '../resume/find-run-to-resume.js';
import { listRuns } from './list-runs.js';
import type { RunRecord } from './read-run.js';

/** The journals of a project, for who wants to look at them: nothing of the project is run. */
export interface Journals {
  readonly projectPath: string;
  /** All runs, the last first. One whose journal cannot be read is warned of. */
  list(): Promise<RunRecord[]>;
  /**
   * The run of this id.
   *
   * @throws RunNotFoundError, JournalError
   */
  find(runId: string): Promise<RunRecord>;
  /**
   * The run that would be resumed: the one of this id, or the last that did not finish.
   *
   * @throws RunNotFoundError, NothingToResumeError, JournalError
   */
  findRunToResume(asked: true | string): Promise<RunRecord>;
}

/**
 * Opens the journals of the project around a folder.
 *
 * @throws ProjectNotFoundError
 */
export async function openJournals(options: { readonly cwd?: string } = {}): Promise<Journals> {
  const { cwd = process.cwd() } = options;
  const { file } = await findConfig(await realpath(cwd).catch(() => resolve(cwd)));
  const projectPath = dirname(file);
  return {
    projectPath,
    list: () => listRuns(projectPath),
    find: (runId) => findRun(projectPath, runId),
    findRunToResume: (asked) => findRunToResume(projectPath, asked),
  };
}
