import { describe, expect, test } from 'vitest';
import { isGateOpen, openGate, passGate } from '../fixtures/gate.js';
import { errorOf, eventsOf, runFixture, type RunnerUnderTest } from '../run-fixture.js';

/** What an aborted signal does. */
export function testCancellation(runner: RunnerUnderTest): void {
  describe('cancellation', () => {
    test('ends the run without waiting for the running node, whose result is not saved', async () => {
      const controller = new AbortController();
      const run = await runFixture(runner, 'gated', { signal: controller.signal });
      await passGate(run.folder, 'started');
      controller.abort(new Error('enough'));
      const error = await errorOf(run);
      expect(error).toMatchObject({ code: 'KEDRO_RUN_CANCELLED', cause: { message: 'enough' } });
      await openGate(run.folder, 'go');
      expect(await run.catalog.exists('held')).toBe(false);
      expect(await isGateOpen(run.folder, 'after-started')).toBe(false);
    });

    test('fires onPipelineError, and says in the last event that the run was cancelled', async () => {
      const controller = new AbortController();
      const run = await runFixture(runner, 'gated', { signal: controller.signal });
      await passGate(run.folder, 'started');
      controller.abort();
      await errorOf(run);
      await openGate(run.folder, 'go');
      expect(run.hooks.at(-1)).toMatchObject({ hook: 'onPipelineError', where: 'main' });
      expect(run.events.at(-1)).toMatchObject({ type: 'run-failed', cancelled: true, done: 0, total: 2 });
      expect(eventsOf(run, 'node-failed')).toEqual([]);
    });

    test('lets a node tidy up that has asked for the signal', async () => {
      const controller = new AbortController();
      const run = await runFixture(runner, 'tidying', { signal: controller.signal });
      await passGate(run.folder, 'started');
      controller.abort(new Error('enough'));
      expect(await errorOf(run)).toMatchObject({ code: 'KEDRO_RUN_CANCELLED' });
      expect(await isGateOpen(run.folder, 'tidied')).toBe(true);
      expect(await run.catalog.exists('held')).toBe(false);
    });

    test('starts nothing when the signal was aborted before', async () => {
      const run = await runFixture(runner, 'diamond', { signal: AbortSignal.abort() });
      expect(await errorOf(run)).toMatchObject({ code: 'KEDRO_RUN_CANCELLED' });
      expect(eventsOf(run, 'node-started')).toEqual([]);
    });
  });
}
