import { availableParallelism } from 'node:os';
import { pipeline } from '@kedro-ts/pipeline';
import { ParallelRunner } from '@kedro-ts/runner-parallel';
import { describe, expect, test } from 'vitest';
import { readLog } from './fixtures/projects.mjs';
import { errorOf, eventsOf, ISOLATIONS, startProject, WORKER_MODULE } from './run-project.js';

describe('1. maxWorkers', () => {
  test('is all available cores by default', () => {
    expect(new ParallelRunner().maxWorkers).toBe(availableParallelism());
  });

  test.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, '2' as unknown as number])(
    'is refused when it is %s',
    (maxWorkers) => {
      expect(() => new ParallelRunner({ maxWorkers })).toThrow(
        expect.objectContaining({ code: 'KEDRO_RUNNER_OPTION', option: 'maxWorkers' }) as Error,
      );
    },
  );

  test.each([
    [1, 1],
    [2, 2],
    [3, 3],
    [8, 3],
  ])(
    'of %i starts %i workers for 4 nodes in 2 layers when these take time, as no more can be busy at once',
    async (maxWorkers, workers) => {
      const run = await startProject(`crowd of ${workers}`, { maxWorkers });
      await run.result;
      expect(eventsOf(run, 'run-started')[0]!.workers).toBe(workers);
      expect(
        eventsOf(run, 'worker-started')
          .map(({ workerId }) => workerId)
          .sort(),
      ).toEqual(Array.from({ length: workers }, (_, i) => i + 1));
      expect(await run.catalog.load('sum')).toBe(6);
    },
  );

  test('starts no worker for a pipeline without nodes', async () => {
    const run = await startProject('triangle', { pipeline: () => pipeline([]) });
    await run.result;
    expect(eventsOf(run, 'worker-started')).toEqual([]);
  });
});

describe.each(ISOLATIONS)('4. each worker makes the project anew, isolation "%s"', (isolation) => {
  test('once, before its first node', async () => {
    const run = await startProject('logged', { isolation });
    await run.result;
    const log = readLog(run.folder);
    expect(log[0]).toBe('bootstrap of 1');
    expect(log.toSorted()).toEqual([
      'bootstrap of 1',
      'bootstrap of 2',
      ...Array<string>(4).fill('node in worker'),
    ]);
  });

  test('with plugins of its own, which hear of its catalog and are disposed of at the end', async () => {
    const run = await startProject('logged', { isolation, run: { runId: 'r1' } });
    await run.result;
    expect([...run.reports].sort()).toEqual([
      'before a',
      'before a-again',
      'before b',
      'before b-again',
      'catalog of r1',
      'catalog of r1',
      'disposed',
      'disposed',
    ]);
  });

  test('and says why when it cannot', async () => {
    const run = await startProject('bootstrap fails', { isolation });
    const error = await errorOf(run);
    expect(error).toMatchObject({
      code: 'KEDRO_WORKER_NOT_STARTED',
      workerId: 1,
      cause: { name: 'TypeError', message: 'the project is broken' },
    });
    expect((error.cause as Error).stack).toContain('projects.mjs');
  });

  test.each([
    ['no such export', 'absent', WORKER_MODULE],
    ['an export that is no function', 'notAFunction', WORKER_MODULE],
    ['no such module', 'bootstrap', new URL('./fixtures/absent.mjs', import.meta.url)],
  ])('and says so when there is %s', async (_, name, module) => {
    const run = await startProject('where', { isolation, bootstrap: { module, export: name } });
    expect(await errorOf(run)).toMatchObject({ code: 'KEDRO_WORKER_NOT_STARTED' });
  });
});

describe('14. workers are threads, or processes with isolation "process"', () => {
  test.each([
    [undefined, true],
    ['thread', true],
    ['process', false],
  ] as const)('isolation %s: same process: %s', async (isolation, isSameProcess) => {
    const run = await startProject('where', { isolation });
    await run.result;
    const { pid, isMainThread } = (await run.catalog.load('place')) as { pid: number; isMainThread: boolean };
    expect(pid === process.pid).toBe(isSameProcess);
    expect(isMainThread).toBe(!isSameProcess);
  });

  test('refuses any other isolation', () => {
    expect(() => new ParallelRunner({ isolation: 'fiber' as 'thread' })).toThrow(
      expect.objectContaining({ code: 'KEDRO_RUNNER_OPTION', option: 'isolation' }) as Error,
    );
  });
});
