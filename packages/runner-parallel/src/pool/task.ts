import type { MaybePromise } from '@kedro-ts/io';
import type { SharedEntry } from '../protocol/shared-entry.js';

/** What a worker made of a node. */
export interface TaskResult {
  /** The handles of what it made. */
  readonly outputs: readonly SharedEntry[];
  /** When the node began and ended, in milliseconds since the Unix epoch. */
  readonly start: number;
  readonly end: number;
}

/** A node that is to run in some worker. Exactly one of `finished`, `failed` and `takenBack` is called. */
export interface Task {
  /** Where the node stands in the plan. */
  readonly index: number;
  readonly node: string;
  /** The names of its outputs. */
  readonly outputs: readonly string[];
  /** The handles of all inputs that pass through main. */
  readonly inputs: readonly SharedEntry[];
  /** The node begins, at this time in milliseconds since the Unix epoch. */
  started(workerId: number, time: number): void;
  /** The next node of the worker is not said to have started before this is done. */
  finished(result: TaskResult, workerId: number): MaybePromise<void>;
  /** @param workerId - undefined when the node was in no worker yet */
  failed(error: Error, workerId: number | undefined): void;
  /** The node did not start, and does not. */
  takenBack(): void;
}
