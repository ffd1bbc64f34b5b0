import { describe } from 'vitest';
import { testCancellation } from './contract/cancellation.js';
import { testConcurrentDatasets } from './contract/concurrent-datasets.js';
import { testEvents } from './contract/events.js';
import { testFailures } from './contract/failures.js';
import { testHooks } from './contract/hooks.js';
import { testInputs } from './contract/inputs.js';
import { testOnFailure } from './contract/on-failure.js';
import { testPlugins } from './contract/plugins.js';
import { testRelease } from './contract/release.js';
import { testResources } from './contract/resources.js';
import { testResults } from './contract/results.js';
import { testRetries } from './contract/retries.js';
import { testTimeouts } from './contract/timeouts.js';
import type { RunnerUnderTest } from './start-fixture.js';

/**
 * States what any runner must do; to be called at the top of a test file of the runner's package.
 *
 * Runners with workers find the suite's pipelines through the bootstrap that each run is given.
 *
 * @example
 * ```ts
 * testRunner({ name: 'parallel', createRunner: (options) => new ParallelRunner({ ...options, maxWorkers: 2 }) });
 * ```
 */
export function testRunner(runner: RunnerUnderTest): void {
  describe(`${runner.name}: the contract of every runner`, () => {
    testResults(runner);
    testInputs(runner);
    testRelease(runner);
    testHooks(runner);
    testPlugins(runner);
    testFailures(runner);
    testOnFailure(runner);
    testRetries(runner);
    testTimeouts(runner);
    testConcurrentDatasets(runner);
    testCancellation(runner);
    testResources(runner);
    testEvents(runner);
  });
}
