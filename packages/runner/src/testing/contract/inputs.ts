import { describe, expect, test, vi } from 'vitest';
import { errorOf, eventsOf, hooksOf, resultOf, runFixture, type RunnerUnderTest } from '../run-fixture.js';

/** What happens to values in memory that several nodes read, so that results do not depend on the runner. */
export function testInputs(runner: RunnerUnderTest): void {
  describe('inputs in memory', () => {
    test.each([
      ['an array', 'list', /object is not extensible/],
      ['a row', 'rows', /read only/],
      ['a map', 'map', /Cannot set in a Map/],
      ['a date', 'date', /Cannot setFullYear in a Date/],
      ['a value that another node made', 'made', /read only/],
      ['a parameter', 'params:model', /read only/],
    ])('fails a node that changes %s, and names node and dataset', async (_, dataset, reason) => {
      const run = await runFixture(runner, 'changes inputs', { only: `change_${dataset.replace(':', '_')}` });
      const error = await errorOf(run);
      const node = `change_${dataset.replace(':', '_')}`;
      expect(error).toMatchObject({
        name: 'InputChangedError',
        code: 'KEDRO_INPUT_CHANGED',
        node,
        datasets: [dataset],
        cause: { name: 'TypeError' },
      });
      expect(error.message).toMatch(reason);
      expect((error.cause as Error).stack).toMatch(/at change[LRMD]/);
      expect(hooksOf(run, node).at(-1)).toMatchObject({ hook: 'onNodeError', error: error.message });
      expect(eventsOf(run, 'node-failed')).toMatchObject([{ node, error: { code: 'KEDRO_INPUT_CHANGED' } }]);
    });

    test('fails a node that changes bytes', async () => {
      const run = await runFixture(runner, 'changes inputs', { only: 'change_bytes' });
      expect(await errorOf(run)).toMatchObject({
        code: 'KEDRO_INPUT_CHANGED',
        node: 'change_bytes',
        datasets: ['bytes'],
      });
      expect(hooksOf(run, 'change_bytes').map(({ hook }) => hook)).not.toContain('afterNodeRun');
    });

    test('fails a generator that changes an input between its chunks', async () => {
      const run = await runFixture(runner, 'changes inputs', { only: 'change_while_yielding' });
      expect(await errorOf(run)).toMatchObject({ code: 'KEDRO_INPUT_CHANGED', datasets: ['list'] });
    });

    test('leaves a TypeError alone that is about something else', async () => {
      const run = await runFixture(runner, 'changes inputs', { only: 'fail_otherwise' });
      expect(await errorOf(run)).toMatchObject({ name: 'TypeError', message: 'the list is too long' });
    });

    test('lets nodes change what is copied for them, each its own', async () => {
      const run = await runFixture(runner, 'changes copies');
      await resultOf(run);
      expect(await run.catalog.load('first')).toEqual([2, 2, 2]);
      expect(await run.catalog.load('second')).toEqual([2, 2, 2]);
      expect(await run.catalog.load('copied')).toEqual({
        list: [1],
        bytes: Float64Array.of(1),
        map: new Map(),
      });
    });

    test('leaves what it was given, and what it gives, free to be changed', async () => {
      const run = await runFixture(runner, 'passes inputs on');
      await resultOf(run);
      const given = (await run.catalog.load('rows')) as { id: number }[];
      const passed = (await run.catalog.load('passed')) as { id: number }[];
      const chosen = (await run.catalog.load('chosen')) as { id: number }[];
      for (const rows of [given, passed, chosen]) {
        rows[0]!.id += 1;
        rows.push({ id: 9 });
        expect(rows).toEqual(rows === chosen ? [{ id: 3 }, { id: 9 }] : [{ id: 2 }, { id: 2 }, { id: 9 }]);
      }
    });

    test('trusts nodes in production', async () => {
      vi.stubEnv('NODE_ENV', 'production');
      try {
        const run = await runFixture(runner, 'changes inputs', { only: 'change_made' });
        await resultOf(run);
        expect(await run.catalog.load('from_made')).toEqual([{ id: 5 }]);
      } finally {
        vi.unstubAllEnvs();
      }
    });
  });
}
