import type { RunEvent } from '@kedro-ts/runner';

/** The first line of a journal: what was asked for, as far as it is needed to ask for it again. */
export interface RunRequested {
  readonly type: 'run-requested';
  /** Of the format: {@link JOURNAL_VERSION}. */
  readonly journal: number;
  readonly runId: string;
  /** Milliseconds since the Unix epoch. */
  readonly time: number;
  readonly process: ProcessIdentity;
  /** Version of Node. */
  readonly node: string;
  /** Version of `@kedro-ts/project`. */
  readonly version: string;
  readonly env: string;
  /** Name of the runner that was used. */
  readonly runner: string;
  readonly request: RunRequest;
  /** The run that this one resumes. */
  readonly resumedFrom?: string;
}

/** The options of a session and a run that can be given again; absent is what was not given. */
export interface RunRequest {
  readonly env?: string;
  readonly confSource?: string;
  readonly runtimeParams?: Readonly<Record<string, unknown>>;
  /** What was left out because it is secret; dotted paths, such as `runtimeParams.password`. */
  readonly withheld?: readonly string[];
  readonly loadVersions?: Readonly<Record<string, string>>;
  readonly pipelines?: readonly string[];
  /** Conditions on nodes, by their name. */
  readonly filter?: Readonly<Record<string, readonly string[]>>;
  readonly runner?: string;
  readonly runnerOptions?: Readonly<Record<string, unknown>>;
  readonly onlyMissingOutputs?: boolean;
}

/** A process, told from another that has the same number later or on another machine. */
export interface ProcessIdentity {
  readonly pid: number;
  readonly host: string;
  /** When it was started, on a clock of the machine; absent where that cannot be told. */
  readonly start?: string;
}

/** What a finished node rested on. */
export interface NodeFacts {
  readonly node: string;
  /** Digest of its function and all that this uses. */
  readonly code: string;
  /** Digest of how it is wired: the names of its datasets, and what the catalog says of them. */
  readonly wiring: string;
  /** Digests of the values of its parameters; `*` is of all, where its function may have captured them. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Evidence of the datasets that outlive a run; null when there is none that can be checked. */
  readonly inputs: Readonly<Record<string, string | null>>;
  readonly outputs: Readonly<Record<string, string | null>>;
}

/** Says, at once when a node has finished, what the files it read and wrote look like from outside: size, time and number. */
export interface NodeStat extends NodeFacts {
  readonly type: 'node-stat';
  readonly runId: string;
  readonly time: number;
}

/** Says later what is in these files. */
export interface NodeEvidence extends NodeFacts {
  readonly type: 'node-evidence';
  readonly runId: string;
  readonly time: number;
  /** The run in which the node finished, when that is an earlier one. */
  readonly from?: string;
  /** What the same files look like from outside, as far as that was noted. */
  readonly stats?: Readonly<Record<string, string>>;
}

/** A line of a journal. */
export type JournalLine = RunRequested | NodeStat | NodeEvidence | RunEvent;

/** Grows when readers of earlier journals have to know of it. */
export const JOURNAL_VERSION = 1;
