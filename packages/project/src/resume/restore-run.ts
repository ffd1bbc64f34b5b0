import type { PipelineFilter } from '@kedro-ts/pipeline';
import { WithheldOptionsError } from '../errors.js';
import type { RunRequest } from '../journal/journal-line.js';
import type { RunRecord } from '../journal/read-run.js';
import type { SessionRunOptions } from '../session.js';
import { findRunToResume } from './find-run-to-resume.js';
import { mergeRequests } from './run-request.js';

/** The options of a run, with those of the run that it resumes. */
export interface RestoredRun {
  readonly options: SessionRunOptions;
  readonly resumed?: RunRecord;
}

/** The conditions on nodes that a run may be given. */
export const FILTER_KEYS: readonly (keyof PipelineFilter)[] = [
  'tags',
  'fromNodes',
  'toNodes',
  'nodeNames',
  'fromInputs',
  'toOutputs',
  'nodeNamespaces',
];

/**
 * Takes from the run that is to be resumed what the options do not say themselves. Conditions become lists, because what is
 * iterable can perhaps be iterated once.
 *
 * @throws RunNotFoundError, NothingToResumeError, WithheldOptionsError, JournalError
 */
export async function restoreRun(projectPath: string, options: SessionRunOptions): Promise<RestoredRun> {
  const listed = { ...options, ...listConditions(options) };
  if (options.resume === undefined || options.resume === false) return { options: listed };
  const resumed = await findRunToResume(projectPath, options.resume);
  const request = mergeRequests(resumed.header.request, requestOf(listed));
  // What belongs to the session cannot be changed any more; whoever opened it has seen to that.
  const withheld = (request.withheld ?? []).filter((path) => path.startsWith('runnerOptions.'));
  if (withheld.length > 0) throw new WithheldOptionsError(resumed.header.runId, withheld);
  const { pipelines, filter, runner, runnerOptions, onlyMissingOutputs } = request;
  return {
    options: {
      ...listed,
      ...filter,
      ...(pipelines && { pipelines }),
      ...(runner !== undefined && { runner }),
      ...(runnerOptions && { runnerOptions }),
      ...(onlyMissingOutputs !== undefined && { onlyMissingOutputs }),
    },
    resumed,
  };
}

/** What of the options of a run can be given again. */
export function requestOf(options: SessionRunOptions): RunRequest {
  const { pipelines, runner, runnerOptions, onlyMissingOutputs } = options;
  const filter = listConditions(options);
  return {
    ...(pipelines && { pipelines: [...pipelines] }),
    ...(Object.keys(filter).length > 0 && { filter }),
    ...(runner !== undefined && { runner }),
    ...(runnerOptions && { runnerOptions }),
    ...(onlyMissingOutputs !== undefined && { onlyMissingOutputs }),
  };
}

function listConditions(options: PipelineFilter): Record<string, readonly string[]> {
  const conditions: Record<string, readonly string[]> = {};
  for (const key of FILTER_KEYS) {
    const names = options[key];
    if (names !== undefined) conditions[key] = typeof names === 'string' ? [names] : [...names];
  }
  return conditions;
}
