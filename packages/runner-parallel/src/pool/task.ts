import type { MaybePromise } from '@kedro-ts/io';
import type { Skip } from '@kedro-ts/hooks';
import type { SharedEntry } from '../protocol/shared-entry.js';

/** What a worker made of a node. */
export interface TaskResult {
  /** The handles of what it made. */
  readonly outputs: readonly SharedEntry[];
  /** When the node began and ended, in milliseconds since the Unix epoch. */
  readonly start: number;
  readonly end: number;
  /** Set when a plugin kept the node from running. */
  readonly skip?: Skip | undefined;
}

/** How a node failed. */
export interface TaskFailure {
  readonly error: Error;
  /** Undefined when the node was in no worker yet. */
  readonly workerId: number | undefined;
  /** How long to wait before it is tried again, in milliseconds; undefined when it is not. */
  readonly retryAfter?: number | undefined;
  /** Whether its worker ended with it, which then could tell nobody. */
  readonly isLost?: boolean;
}

/** A node that is to run in some worker. Exactly one of `finished`, `failed` and `takenBack` is called. */
export interface Task {
  /** Where the node stands in the plan. */
  readonly index: number;
  readonly node: string;
  /** 1, or more when it is tried again. */
  readonly attempt: number;
  /** How long it may take, in milliseconds; undefined for as long as it wants. */
  readonly timeout: number | undefined;
  /** The names of its outputs. */
  readonly outputs: readonly string[];
  /** The handles of all inputs that pass through main. */
  readonly inputs: readonly SharedEntry[];
  /** The node begins, at this time in milliseconds since the Unix epoch. */
  started(workerId: number, time: number): void;
  /** The next node of the worker is not said to have started before this is done. */
  finished(result: TaskResult, workerId: number): MaybePromise<void>;
  failed(failure: TaskFailure): void;
  /** The node did not start, and does not. */
  takenBack(): void;
}
