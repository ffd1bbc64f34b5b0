export { AbstractRunner } from './abstract-runner.js';
export type { RunnerOptions } from './abstract-runner.js';
export type { DataUse, RunOptions, RunResult } from './run-options.js';
export type { Durations } from './expected-durations.js';
export { unreachable } from './run-event.js';
export type {
  DatasetLoaded,
  DatasetReleased,
  DatasetSaved,
  DatasetWarning,
  LinePrinted,
  NodeFailed,
  NodeFinished,
  NodeRetried,
  NodeSkipped,
  NodeStarted,
  RunEvent,
  RunFailed,
  RunFinished,
  RunStarted,
  WorkerLost,
  WorkerStarted,
} from './run-event.js';

// For authors of runners.
export { createRunId, Run } from './run.js';
export type { EventDetails, Failure } from './run.js';
export { refuseUnknownOptions } from './refuse-unknown-options.js';
export { runNode } from './run-node.js';
export type { NodeScope, NodeStage } from './run-node.js';
export { InputGuard } from './guard/input-guard.js';
export type { InputGuardOptions } from './guard/input-guard.js';
export type { GuardedInputs } from './guard/guarded-inputs.js';
export { GRACE_MS, withinGrace } from './grace.js';
export { checkNotAborted, orAborted } from './or-aborted.js';
export { Failures } from './failures.js';
export type { OnFailure } from './failures.js';
export { EventLoopPauses } from './event-loop-pauses.js';
export { runReadyNodes } from './run-ready-nodes.js';
export type { ReadyNodesOptions, Retrial } from './run-ready-nodes.js';
export { planRun, workersNeeded } from './run-plan.js';
export type { PlanOptions, RunPlan } from './run-plan.js';
export type { ResourceLimits, ResourceNeed } from './resource-limits.js';
export { findNodesToResumeFrom } from './find-nodes-to-resume-from.js';
export { decodeError, encodeError } from './transfer-error.js';
export type { TransferredError } from './transfer-error.js';
export type { BootstrapFunction, WorkerBootstrap, WorkerHost, WorkerScope } from './worker-bootstrap.js';

export {
  AsyncGeneratorNodeError,
  InputChangedError,
  MissingInputsError,
  NodesFailedError,
  NodeTimeoutError,
  ResourceShortageError,
  RunCancelledError,
  RunnerOptionError,
  StalledRunError,
} from './errors.js';
export type { ResourceShortage } from './errors.js';
