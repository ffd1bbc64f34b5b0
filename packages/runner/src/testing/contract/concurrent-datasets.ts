import { describe, expect, test } from 'vitest';
import { errorOf, eventsOf, hooksOf, resultOf, runFixture, type RunnerUnderTest } from '../run-fixture.js';

/** What isAsync changes. */
export function testConcurrentDatasets(runner: RunnerUnderTest): void {
  describe('isAsync', () => {
    test('loads the inputs of a node at the same time, and saves its outputs at the same time', async () => {
      // Each dataset waits until its partner does the same, so one after another would never end.
      const run = await runFixture(runner, 'paired', { isAsync: true });
      await resultOf(run);
      expect(hooksOf(run, 'exchange').find(({ hook }) => hook === 'beforeNodeRun')).toMatchObject({
        inputs: { a: 1, b: 1 },
        isAsync: true,
      });
    });

    test('gives the same results as without', async () => {
      const run = await runFixture(runner, 'shapes', { isAsync: true });
      await resultOf(run);
      expect(await run.catalog.load('product')).toBe(50);
    });

    test('is refused for generator nodes, all of them named, before anything starts', async () => {
      const run = await runFixture(runner, 'chunks', { isAsync: true });
      expect(await errorOf(run)).toMatchObject({
        code: 'KEDRO_ASYNC_GENERATOR_NODE',
        nodes: ['count', 'deal'],
      });
      expect(eventsOf(run, 'node-started')).toEqual([]);
    });
  });
}
