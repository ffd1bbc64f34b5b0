import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  errorOf,
  eventSeen,
  eventsOf,
  hooksOf,
  resultOf,
  runFixture,
  type FixtureRun,
  type RunnerUnderTest,
} from '../run-fixture.js';

/** How nodes are tried again. */
export function testRetries(runner: RunnerUnderTest): void {
  describe('retries', () => {
    test('tries a node again until it succeeds, and then goes on', async () => {
      const run = await runFixture(runner, 'flaky');
      await resultOf(run);
      expect(await run.catalog.load('used')).toBe(2);
      expect(await callsOf(run, 'fetch')).toEqual([1, 2, 3]);
      expect(eventsOf(run, 'node-failed')).toEqual([]);
      expect(eventsOf(run, 'node-finished').map(({ node, done }) => [node, done])).toEqual([
        ['fetch', 1],
        ['use', 2],
      ]);
      expect(eventsOf(run, 'run-finished')).toMatchObject([{ done: 2, total: 2 }]);
    });

    test('tells of each try, of its error, and of the wait, which grows', async () => {
      const run = await runFixture(runner, 'flaky');
      await resultOf(run);
      const started = eventsOf(run, 'node-started').filter(({ node }) => node === 'fetch');
      const retried = eventsOf(run, 'node-retried');
      expect(started.map(({ attempt }) => attempt)).toEqual([undefined, 2, 3]);
      expect(retried).toMatchObject([
        { node: 'fetch', attempt: 1, delayMs: 20, error: { name: 'ConnectionError', message: 'reset 1' } },
        { node: 'fetch', attempt: 2, delayMs: 60, error: { code: 'ECONNRESET', message: 'reset 2' } },
      ]);
      for (const [i, { time, delayMs }] of retried.entries()) {
        // Timers and the clock of events count in whole milliseconds, each in its own way; that of a worker is another one.
        if (started[i + 1]!.workerId === undefined)
          expect(started[i + 1]!.time - time).toBeGreaterThanOrEqual(delayMs - 2);
      }
      for (const { durationMs } of retried) expect(durationMs).toBeGreaterThanOrEqual(0);
    });

    test('tells plugins which try it is, and whether there will be another', async () => {
      const run = await runFixture(runner, 'flaky');
      await resultOf(run);
      const hooks = hooksOf(run, 'fetch').filter(({ attempt }) => attempt !== undefined);
      expect(hooks.map(({ hook, attempt, willRetry }) => [hook, attempt, willRetry])).toEqual([
        ['beforeNodeRun', 1, undefined],
        ['onNodeError', 1, true],
        ['beforeNodeRun', 2, undefined],
        ['onNodeError', 2, true],
        ['beforeNodeRun', 3, undefined],
        ['afterNodeRun', 3, undefined],
      ]);
      expect(hooksOf(run, 'fetch').filter(({ hook }) => hook === 'skipNode')).toHaveLength(1);
      expect(run.hooks.map(({ hook }) => hook)).not.toContain('onPipelineError');
    });

    test('gives up at the limit, with the last error', async () => {
      const run = await runFixture(runner, 'hopeless');
      expect(await errorOf(run)).toMatchObject({ name: 'ConnectionError', message: 'reset 3' });
      expect(await callsOf(run, 'fetch')).toEqual([1, 2, 3]);
      expect(eventsOf(run, 'node-retried').map(({ delayMs }) => delayMs)).toEqual([1, 2]);
      expect(eventsOf(run, 'node-failed')).toMatchObject([{ node: 'fetch', error: { message: 'reset 3' } }]);
      expect(hooksOf(run, 'fetch').at(-1)).toMatchObject({
        hook: 'onNodeError',
        attempt: 3,
        willRetry: false,
      });
    });

    test.each([
      ['any', 'every error, when nothing is said'],
      ['code', 'an error of a code'],
      ['name', 'an error of a name'],
      ['cause', 'an error whose cause has a code'],
      ['claim', 'an error of which a function says so'],
    ])('tries again after %s: %s', async (only) => {
      const run = await runFixture(runner, 'choosy', { only });
      await resultOf(run);
      expect(await callsOf(run, only)).toEqual([1, 2]);
    });

    test.each([
      ['other', 'an error of other codes and names'],
      ['refusal', 'an error of which a function says no'],
    ])('does not try again after %s: %s', async (only) => {
      const run = await runFixture(runner, 'choosy', { only });
      expect(await errorOf(run)).toMatchObject({ message: 'reset 1' });
      expect(await callsOf(run, only)).toEqual([1]);
      expect(hooksOf(run, only).at(-1)).toMatchObject({ hook: 'onNodeError', willRetry: false });
      expect(eventsOf(run, 'node-retried')).toEqual([]);
    });

    test('tries a generator again as long as nothing of it is saved', async () => {
      const run = await runFixture(runner, 'retried generators', { only: 'early' });
      await resultOf(run);
      expect(await run.catalog.load('early_out')).toEqual(['piece 1 of try 2']);
    });

    test.each(['late', 'late_async'])(
      'does not try a generator again that saved a piece: %s',
      async (only) => {
        const run = await runFixture(runner, 'retried generators', { only });
        expect(await errorOf(run)).toMatchObject({ message: 'reset after the first piece' });
        expect(await run.catalog.load(`${only}_out`)).toEqual(['piece 1 of try 1']);
        expect(eventsOf(run, 'node-retried')).toEqual([]);
        expect(eventsOf(run, 'node-failed')).toMatchObject([{ node: only }]);
      },
    );

    test('tries again when a dataset could not be loaded or saved', async () => {
      const run = await runFixture(runner, 'retried datasets');
      await resultOf(run);
      expect(eventsOf(run, 'node-retried').map(({ error }) => error.fields)).toMatchObject([
        { dataset: 'stored', operation: 'load' },
        { dataset: 'kept', operation: 'save' },
      ]);
    });

    test('ends at once when it is cancelled while a node waits to be tried again', async () => {
      const controller = new AbortController();
      const run = await runFixture(runner, 'waiting to retry', { signal: controller.signal });
      await eventSeen(run, 'node-retried');
      controller.abort();
      expect(await errorOf(run)).toMatchObject({ code: 'KEDRO_RUN_CANCELLED' });
      expect(await callsOf(run, 'fetch')).toEqual([1]);
    });
  });
}

/** The numbers of the tries in which the function of a node was called. */
async function callsOf({ folder }: FixtureRun, node: string): Promise<number[]> {
  const text = await readFile(join(folder, `${node}.calls`), 'utf8');
  return text.trimEnd().split('\n').map(Number);
}
