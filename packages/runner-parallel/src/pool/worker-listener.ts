import type { WorkerDiedError } from '../errors.js';
import type { Claims } from '../protocol/claims.js';
import type { Stages } from '../protocol/stages.js';
import type { DatasetUse, WorkerMessage } from '../protocol/worker-message.js';
import type { WorkerHandle } from './worker-handle.js';

/** What a worker reports beside the results of nodes. */
export interface WorkerListener {
  datasetUsed(use: DatasetUse, node: string, workerId: number): void;
  warned(warning: Extract<WorkerMessage, { type: 'warning' }>, workerId: number): void;
  linePrinted(line: { stream: 'stdout' | 'stderr'; text: string; node?: string; workerId: number }): void;
  pluginSpoke(message: Extract<WorkerMessage, { type: 'plugin' }>['message']): void;
  /** Something failed that belongs to no node: the worker died or a listener threw between nodes, or a release failed. */
  failedIdle(error: Error): void;
  /** The worker has nothing to run. */
  becameIdle(worker: WorkerHandle): void;
  /** Whether nothing more is to be started after a node failed for good. */
  readonly stopsOnFailure: boolean;
  /** The worker is gone, though nobody wanted that, and its node, if it was running one, has failed. */
  died(worker: WorkerHandle, death: WorkerDiedError): void;
}

/** The memory that workers and main share to agree on nodes; parts are absent where they share none. */
export interface SharedWords {
  readonly claims?: Claims | undefined;
  readonly stages?: Stages | undefined;
}
