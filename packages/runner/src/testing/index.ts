export { testRunner } from './test-runner.js';
export type { RunnerUnderTest } from './start-fixture.js';
export { hookLogOf } from './hook-log.js';
export type { HookLog } from './hook-log.js';
