export { ParallelRunner } from './parallel-runner.js';
export type { ParallelRunnerOptions } from './parallel-runner.js';

export { WorkerDiedError, WorkerNotStartedError, WorkersRefusedError } from './errors.js';
export type { Refusal } from './errors.js';
