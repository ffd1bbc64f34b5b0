export { testRunner } from './test-runner.js';
export type { RunnerUnderTest } from './run-fixture.js';
