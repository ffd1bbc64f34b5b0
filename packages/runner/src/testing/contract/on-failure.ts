import { describe, expect, test } from 'vitest';
import { isGateOpen, openGate, passGate } from '../fixtures/gate.js';
import {
  errorOf,
  eventSeen,
  eventsOf,
  runFixture,
  type FixtureRun,
  type RunnerUnderTest,
} from '../run-fixture.js';

/** What becomes of the other nodes when one fails. */
export function testOnFailure(runner: RunnerUnderTest): void {
  describe('onFailure', () => {
    test('with "continue" runs all that does not need what was not made', async () => {
      const run = await runFixture(runner, 'branches', { onFailure: 'continue' });
      await errorOf(run);
      expect(namesOf(run, 'node-finished')).toEqual(['first', 'second', 'third']);
      expect(namesOf(run, 'node-failed')).toEqual(['break_a', 'break_b']);
      expect(namesOf(run, 'node-started')).toEqual(['break_a', 'break_b', 'first', 'second', 'third']);
      expect(await run.catalog.load('result')).toBe(5);
    });

    test('with "continue" reports all failures together, each with its node', async () => {
      const run = await runFixture(runner, 'branches', { onFailure: 'continue' });
      const error = await errorOf(run);
      expect(error).toMatchObject({ name: 'NodesFailedError', code: 'KEDRO_NODES_FAILED' });
      const { errors, failures } = error as AggregateError & { failures: { node: string; error: Error }[] };
      expect(errors.map((one: Error) => one.message).sort()).toEqual(['a is broken', 'b is broken']);
      expect(failures.map(({ node, error }) => `${node}: ${error.message}`).sort()).toEqual([
        'break_a: a is broken',
        'break_b: b is broken',
      ]);
      expect(error.message).toContain('2 nodes failed:\n');
      expect(error.message).toContain('  - "break_a": a is broken');
      expect(run.hooks.at(-1)).toMatchObject({ hook: 'onPipelineError', error: error.message });
      expect(
        run.hooks
          .filter(({ hook }) => hook === 'onNodeError')
          .map(({ node }) => node)
          .sort(),
      ).toEqual(['break_a', 'break_b']);
    });

    test('with "continue" says how far the run came, and where to resume', async () => {
      const run = await runFixture(runner, 'branches', { onFailure: 'continue' });
      await errorOf(run);
      const resumeFrom = ['break_a', 'break_b'];
      expect(run.events.at(-1)).toMatchObject({
        ...{ type: 'run-failed', done: 3, total: 7, cancelled: false, resumeFrom },
        error: { code: 'KEDRO_NODES_FAILED', errors: [{}, {}] },
      });
      expect(run.hooks.at(-1)!.resumeFrom).toEqual(resumeFrom);
    });

    test('with "continue" throws a single failure as it is', async () => {
      const run = await runFixture(runner, 'one branch', { onFailure: 'continue' });
      expect(await errorOf(run)).toMatchObject({ name: 'Error', message: 'a is broken' });
      expect(await run.catalog.load('kept')).toBe(2);
    });

    test('with "continue" ends all the same when it is cancelled', async () => {
      const controller = new AbortController();
      const run = await runFixture(runner, 'gated', { onFailure: 'continue', signal: controller.signal });
      await passGate(run.folder, 'started');
      controller.abort();
      expect(await errorOf(run)).toMatchObject({ code: 'KEDRO_RUN_CANCELLED' });
      await openGate(run.folder, 'go');
      expect(await isGateOpen(run.folder, 'after-started')).toBe(false);
    });

    test.each(['stop', 'finish-running', undefined] as const)(
      'with %j throws the first failure alone, and starts nothing after it',
      async (onFailure) => {
        const run = await runFixture(runner, 'branches', { onFailure });
        const error = await errorOf(run);
        expect(error.message).toMatch(/^[ab] is broken$/);
        const failed = run.events.findIndex(({ type }) => type === 'node-failed');
        expect(run.events.slice(failed).map(({ type }) => type)).not.toContain('node-started');
        expect(namesOf(run, 'node-started')).not.toContain('after_a');
      },
    );

    test.runIf(runner.overlaps).each(['finish-running', 'continue'] as const)(
      'with %j lets nodes finish that run when another fails',
      async (onFailure) => {
        const run = await runFixture(runner, 'failing beside', { onFailure });
        await eventSeen(run, 'node-failed');
        await openGate(run.folder, 'go');
        expect(await errorOf(run)).toMatchObject({ message: 'beside is broken' });
        expect(await run.catalog.load('held')).toBe(1);
        expect(await isGateOpen(run.folder, 'aborted')).toBe(false);
        expect(await isGateOpen(run.folder, 'after-started')).toBe(onFailure === 'continue');
      },
    );

    test.runIf(runner.overlaps)(
      'with "stop" does not wait for nodes that run when another fails, and tells them',
      async () => {
        const run = await runFixture(runner, 'failing beside', { onFailure: 'stop' });
        expect(await errorOf(run)).toMatchObject({ message: 'beside is broken' });
        await passGate(run.folder, 'aborted');
        await openGate(run.folder, 'go');
        expect(eventsOf(run, 'run-failed')).toMatchObject([{ done: 0, cancelled: false }]);
        expect(await run.catalog.exists('held')).toBe(false);
        expect(await isGateOpen(run.folder, 'after-started')).toBe(false);
      },
    );

    test('refuses what is no choice', async () => {
      const run = await runFixture(runner, 'diamond', { onFailure: 'ignore' as never });
      expect(await errorOf(run)).toMatchObject({ code: 'KEDRO_RUNNER_OPTION', option: 'onFailure' });
      expect(namesOf(run, 'node-started')).toEqual([]);
    });
  });
}

/** The nodes that these events are about, by name. */
function namesOf(run: FixtureRun, type: 'node-started' | 'node-finished' | 'node-failed'): string[] {
  return eventsOf(run, type)
    .map(({ node }) => node)
    .sort();
}
