import type { TransferredError } from './transfer-error.js';

/** What every event says. */
interface EventBase {
  readonly runId: string;
  /** When it happened: milliseconds since the Unix epoch. */
  readonly time: number;
}

/** What every event about a node says. */
interface NodeEventBase extends EventBase {
  readonly node: string;
  /** The worker in which it happened, numbered from 1; absent in main. */
  readonly workerId?: number;
}

/** The plan is made; no node has started. */
export interface RunStarted extends EventBase {
  readonly type: 'run-started';
  readonly runner: string;
  /** Names of all nodes to run, in topological order. */
  readonly nodes: readonly string[];
  /** How many workers will run them; 0 when the nodes run in this process. */
  readonly workers: number;
  /** Names of the nodes left out because their outputs are there; absent when that was not asked for. */
  readonly skipped?: readonly string[];
}

/** A worker knows the project and can run nodes. */
export interface WorkerStarted extends EventBase {
  readonly type: 'worker-started';
  readonly workerId: number;
  /** From the request to the worker's answer. */
  readonly durationMs: number;
}

/** A node has been given to whoever runs it. */
export interface NodeStarted extends NodeEventBase {
  readonly type: 'node-started';
  /** From 2 on, when it is tried again. */
  readonly attempt?: number;
}

/** A node has loaded one of its inputs. */
export interface DatasetLoaded extends NodeEventBase {
  readonly type: 'dataset-loaded';
  readonly dataset: string;
  readonly durationMs: number;
}

/** A node has saved one of its outputs, or one chunk of it. */
export interface DatasetSaved extends NodeEventBase {
  readonly type: 'dataset-saved';
  readonly dataset: string;
  readonly durationMs: number;
}

/** What a node has loaded or is about to save is not as it should be, and was let pass all the same. */
export interface DatasetWarning extends NodeEventBase {
  readonly type: 'warning';
  readonly dataset: string;
  /** What kind of warning it is, such as `KEDRO_DATA_INVALID`. */
  readonly code: string;
  readonly message: string;
}

/** A node's outputs are saved. */
export interface NodeFinished extends NodeEventBase {
  readonly type: 'node-finished';
  readonly durationMs: number;
  /** How many nodes of the run are finished now. */
  readonly done: number;
  readonly total: number;
}

/** A node failed: its function, or one of its datasets, or a plugin. */
export interface NodeFailed extends NodeEventBase {
  readonly type: 'node-failed';
  readonly durationMs: number;
  readonly error: TransferredError;
}

/** A node failed, and is going to be tried again. */
export interface NodeRetried extends NodeEventBase {
  readonly type: 'node-retried';
  /** The try that failed, from 1. */
  readonly attempt: number;
  readonly durationMs: number;
  /** How long it waits, in milliseconds. */
  readonly delayMs: number;
  readonly error: TransferredError;
}

/** A plugin kept a node from running; nothing was loaded or saved. */
export interface NodeSkipped extends NodeEventBase {
  readonly type: 'node-skipped';
  readonly plugin: string;
  readonly reason: string;
  /** How many nodes of the run are finished or skipped now. */
  readonly done: number;
  readonly total: number;
}

/** A worker ended on its own, or had to be ended; another takes its place if there is something left to run. */
export interface WorkerLost extends EventBase {
  readonly type: 'worker-lost';
  readonly workerId: number;
  readonly error: TransferredError;
  /** The node that it was running, which has failed by that or is tried again; absent when it was running none. */
  readonly node?: string;
}

/** No node needs a dataset any more. */
export interface DatasetReleased extends EventBase {
  readonly type: 'dataset-released';
  readonly dataset: string;
}

/** A whole line that user code printed while a worker had it. */
export interface LinePrinted extends EventBase {
  readonly type: 'line-printed';
  readonly stream: 'stdout' | 'stderr';
  readonly text: string;
  /** The node that was running; absent when it was printed outside a node, such as while the worker started. */
  readonly node?: string;
  readonly workerId?: number;
}

/** Every node is done. */
export interface RunFinished extends EventBase {
  readonly type: 'run-finished';
  readonly durationMs: number;
  readonly done: number;
  readonly total: number;
  /** Names of the datasets that the run leaves behind. */
  readonly outputs: readonly string[];
}

/** The run ended before every node was done. */
export interface RunFailed extends EventBase {
  readonly type: 'run-failed';
  readonly durationMs: number;
  readonly done: number;
  readonly total: number;
  readonly error: TransferredError;
  /** True when somebody cancelled it, rather than something failed. */
  readonly cancelled: boolean;
  /** Names of the nodes from which to resume, so that nothing finished runs again needlessly; empty: from the start. */
  readonly resumeFrom: readonly string[];
}

/** Everything that can happen in a run, as plain data: progress, logs and records only consume it. */
export type RunEvent =
  | RunStarted
  | WorkerStarted
  | NodeStarted
  | DatasetLoaded
  | DatasetSaved
  | DatasetWarning
  | NodeFinished
  | NodeFailed
  | NodeRetried
  | NodeSkipped
  | WorkerLost
  | DatasetReleased
  | LinePrinted
  | RunFinished
  | RunFailed;

/** Closes a switch over a union: does not compile while a case is missing. */
export function unreachable(value: never): never {
  throw new Error(`Unreachable: ${JSON.stringify(value)}`);
}
