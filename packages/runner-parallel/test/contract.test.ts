import { testRunner } from '@kedro-ts/runner/testing';
import { ParallelRunner } from '@kedro-ts/runner-parallel';

// Of the points that are promised of parallel runs, these are promised of every runner: 2. isAsync, 9. when datasets are
// released, 10. what a failure tells and keeps, 12. the run id in every hook.
for (const isolation of ['thread', 'process'] as const) {
  testRunner({
    name: `parallel (points 2, 9, 10 and 12), isolation "${isolation}"`,
    overlaps: true,
    createRunner: (options) => new ParallelRunner({ ...options, isolation, maxWorkers: 2 }),
  });
}
