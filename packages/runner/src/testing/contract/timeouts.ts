import { describe, expect, test } from 'vitest';
import { isGateOpen, passGate } from '../fixtures/gate.js';
import { errorOf, eventsOf, hooksOf, resultOf, runFixture, type RunnerUnderTest } from '../run-fixture.js';

/** What happens to nodes that take too long, and what nodes hear of it. */
export function testTimeouts(runner: RunnerUnderTest): void {
  describe('timeouts', () => {
    test.each(['listening', 'deaf'])('fails a node whose function takes too long: %s', async (only) => {
      const run = await runFixture(runner, 'slow', { only });
      const error = await errorOf(run);
      const told = { name: 'NodeTimeoutError', code: 'KEDRO_NODE_TIMEOUT' };
      expect(error).toMatchObject({ ...told, node: only, timeout: 60 });
      expect(error.message).toContain(`Node "${only}" took longer than its timeout of 60 ms`);
      expect(eventsOf(run, 'node-failed')).toMatchObject([{ node: only, error: told }]);
      expect(eventsOf(run, 'node-failed')[0]!.durationMs).toBeGreaterThanOrEqual(59);
      expect(eventsOf(run, 'run-failed')).toMatchObject([{ cancelled: false, error: told }]);
      expect(hooksOf(run, only).at(-1)).toMatchObject({
        hook: 'onNodeError',
        error: error.message,
        willRetry: false,
      });
    });

    test('aborts the signal of the node with the same error', async () => {
      const run = await runFixture(runner, 'slow', { only: 'listening' });
      await errorOf(run);
      await passGate(run.folder, 'aborted');
      expect(await isGateOpen(run.folder, 'aborted-KEDRO_NODE_TIMEOUT')).toBe(true);
    });

    test('fails a node that yields too slowly, keeps its pieces, and does not try it again', async () => {
      const run = await runFixture(runner, 'slow', { only: 'yielding' });
      expect(await errorOf(run)).toMatchObject({ code: 'KEDRO_NODE_TIMEOUT', node: 'yielding' });
      expect(await run.catalog.load('pieces')).toEqual(['piece 1 of try 1']);
      expect(eventsOf(run, 'node-retried')).toEqual([]);
    });

    test('fails a node whose input takes too long to load', async () => {
      const run = await runFixture(runner, 'slow', { only: 'loading' });
      expect(await errorOf(run)).toMatchObject({ code: 'KEDRO_NODE_TIMEOUT', node: 'loading' });
      expect(hooksOf(run, 'loading').at(-1)).toMatchObject({ hook: 'beforeDatasetLoaded' });
    });

    test('tries a node again that took too long, each time with the whole timeout', async () => {
      const run = await runFixture(runner, 'slow at first');
      await resultOf(run);
      expect(await run.catalog.load('result')).toBe(2);
      expect(eventsOf(run, 'node-retried')).toMatchObject([
        { node: 'wait', attempt: 1, error: { code: 'KEDRO_NODE_TIMEOUT' } },
      ]);
    });

    test('leaves nodes alone that are quick enough', async () => {
      const run = await runFixture(runner, 'quick enough');
      await resultOf(run);
      expect(await run.catalog.load('two')).toBe(2);
    });

    test('aborts the signal of a running node when the run is cancelled', async () => {
      const controller = new AbortController();
      const run = await runFixture(runner, 'listening', { signal: controller.signal });
      await passGate(run.folder, 'started');
      controller.abort();
      expect(await errorOf(run)).toMatchObject({ code: 'KEDRO_RUN_CANCELLED' });
      await passGate(run.folder, 'aborted');
    });
  });
}
