import {
  mergeRequests,
  openJournals,
  WithheldOptionsError,
  type RunRecord,
  type RunRequest,
} from '@kedro-ts/project';

/** What a run is asked for, and the run that it resumes. */
export interface RestoredRequest {
  readonly request: RunRequest;
  readonly resumed?: RunRecord;
}

/**
 * Takes from the run that is to be resumed what the command line does not say itself.
 *
 * @throws WithheldOptionsError when that run was given secrets which have to be given again; errors about there being no such run.
 */
export async function restoreRequest(
  request: RunRequest,
  resume: string | true | undefined,
): Promise<RestoredRequest> {
  if (resume === undefined) return { request };
  const journals = await openJournals({ cwd: process.cwd() });
  const resumed = await journals.findRunToResume(resume);
  const merged = mergeRequests(resumed.header.request, request);
  if (merged.withheld) throw new WithheldOptionsError(resumed.header.runId, merged.withheld);
  return { request: merged, resumed };
}
