export { ConcurrentRunner } from './concurrent-runner.js';
export type { ConcurrentRunnerOptions } from './concurrent-runner.js';
