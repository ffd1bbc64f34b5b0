import type { RunEvent } from '@kedro-ts/runner';
import { sortNames } from '../compare/compare-code-points.js';
import { UnknownSpecError } from '../errors.js';

/** What the log of a run says, without its wording. */
export interface RunLog {
  /** The nodes that were done, in order. */
  readonly completed: readonly string[];
  /** After each of them how many were done, of how many. */
  readonly progress: readonly (readonly [number, number])[];
  /** The nodes left out because their outputs exist, sorted. */
  readonly skipped: readonly string[];
  /** How many nodes run, of how many, in a run that leaves some out; null where all are, or nobody asked. */
  readonly running: readonly [number, number] | null;
  /** From where a failed run can be taken up again; null where there is nothing to take up, or only all of it. */
  readonly resume: { readonly unfinished: number; readonly from: readonly string[] } | null;
}

/** The lines that Kedro's runners log. */
const patterns = {
  completed: /^Completed node: (.*)$/s,
  progress: /^Completed (\d+) out of (\d+) tasks$/,
  skippedAll: /^Skipping all (\d+) nodes \(all persistent outputs exist\)$/,
  skipped: /^Skipping \d+ nodes with existing outputs: (.*)$/s,
  running: /^Running (\d+) out of (\d+) nodes$/,
  resume: /^There are (\d+) nodes that have not run\.\n.*\n {2}--from-nodes "(.*)"$/,
  nothingRan: /^No nodes ran\./,
} as const;

/**
 * Reads Kedro's log lines: level and text.
 *
 * @throws UnknownSpecError for a line that Kedro's runners do not log.
 */
export function readRecordedLog(
  lines: readonly (readonly [string, string])[],
  all: readonly string[],
): RunLog {
  for (const [, text] of lines) {
    if (!Object.values(patterns).some((pattern) => pattern.test(text)))
      throw new UnknownSpecError(`the log line ${JSON.stringify(text)}`);
  }
  const find = (name: keyof typeof patterns): RegExpExecArray[] =>
    lines.map(([, text]) => patterns[name].exec(text)).filter((match) => match !== null);
  const [skippedAll] = find('skippedAll');
  const [skipped] = find('skipped');
  const [running] = find('running');
  const [resume] = find('resume');
  const unfinished = Number(resume?.[1] ?? 0);
  return {
    completed: find('completed').map(([, name]) => name!),
    progress: find('progress').map(([, done, total]) => [Number(done), Number(total)]),
    skipped: skippedAll ? sortNames(all) : (skipped?.[1]?.split(', ') ?? []),
    running: running ? [Number(running[1]), Number(running[2])] : null,
    resume: unfinished === 0 ? null : { unfinished, from: resume![2]!.split(',') },
  };
}

/** Reads what our runner told, of a run of a pipeline with these nodes. */
export function readRunEvents(
  events: readonly RunEvent[],
  all: readonly string[],
  onlyMissing: boolean,
): RunLog {
  const finished = events.filter((event) => event.type === 'node-finished');
  const started = events.find((event) => event.type === 'run-started');
  const failed = events.find((event) => event.type === 'run-failed');
  const kept = started?.nodes ?? all;
  const isSuggested = failed !== undefined && failed.resumeFrom.length > 0;
  return {
    completed: finished.map(({ node }) => node),
    progress: finished.map(({ done, total }) => [done, total]),
    skipped: onlyMissing ? sortNames(all.filter((name) => !kept.includes(name))) : [],
    running: onlyMissing && kept.length > 0 ? [kept.length, all.length] : null,
    resume: isSuggested ? { unfinished: failed.total - failed.done, from: failed.resumeFrom } : null,
  };
}
