import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { hookLogOf, type HookLog } from '../hook-log.js';
import {
  errorOf,
  eventsOf,
  hooksOf,
  resultOf,
  runFixture,
  type FixtureRun,
  type RunnerUnderTest,
} from '../run-fixture.js';

/** What plugins can do, wherever nodes run. */
export function testPlugins(runner: RunnerUnderTest): void {
  describe('plugins', () => {
    test('change what is loaded and saved, one after another in their order', async () => {
      const run = await runFixture(runner, 'changed data');
      await resultOf(run);
      expect(await run.catalog.load('result')).toBe((1 * 10 + 1 + 100) * 10 + 1);
      expect(hooksOf(run, 'raise')).toMatchObject([
        { hook: 'skipNode' },
        { hook: 'beforeDatasetLoaded', dataset: 'raw' },
        { hook: 'afterDatasetLoaded', dataset: 'raw', data: 11 },
        { hook: 'beforeNodeRun', inputs: { raw: 11 } },
        { hook: 'afterNodeRun', inputs: { raw: 11 }, outputs: { result: 111 } },
        { hook: 'beforeDatasetSaved', dataset: 'result', data: 1111 },
        { hook: 'afterDatasetSaved', dataset: 'result', data: 1111 },
      ]);
    });

    test('fail when they put something in place of data that is no object with data', async () => {
      const run = await runFixture(runner, 'wrong data');
      const error = await errorOf(run);
      expect(error).toMatchObject({
        code: 'KEDRO_HOOK_ERROR',
        plugin: 'careless',
        hook: 'afterDatasetLoaded',
      });
      expect(error.message).toContain('it returned a number');
      expect(hooksOf(run, 'copy').map(({ hook }) => hook)).not.toContain('beforeNodeRun');
    });

    test('keep a node from running, while those that read what is there already run', async () => {
      const run = await runFixture(runner, 'skipping');
      await resultOf(run);
      expect(await run.catalog.load('result')).toBe(2);
      expect(eventsOf(run, 'node-skipped')).toMatchObject([
        { node: 'refresh', plugin: 'skipper', reason: 'it is fresh', done: 2, total: 3 },
      ]);
      expect(eventsOf(run, 'node-finished').map(({ node, done }) => [node, done])).toEqual([
        ['prepare', 1],
        ['use', 3],
      ]);
      // Plugins that come after the one that gave a reason are not asked.
      expect(hooksOf(run, 'refresh')).toEqual([]);
      const uses = run.events.filter((event) => 'dataset' in event && 'node' in event);
      expect(uses.map((event) => (event as { node: string }).node)).not.toContain('refresh');
      expect(eventsOf(run, 'run-finished')).toMatchObject([{ done: 3, total: 3 }]);
    });

    test('release what only a skipped node would have read', async () => {
      const run = await runFixture(runner, 'skipping');
      await resultOf(run);
      expect(eventsOf(run, 'dataset-released').map(({ dataset }) => dataset)).toContain('seed');
    });

    test('make a reader fail when they skip what it needs, which is named', async () => {
      const run = await runFixture(runner, 'skipping too much');
      const error = await errorOf(run);
      expect(error).toMatchObject({ code: 'KEDRO_DATASET_ERROR', dataset: 'missing', operation: 'load' });
      expect(eventsOf(run, 'node-failed')).toMatchObject([{ node: 'use' }]);
    });

    test('are called by stage and before, in the same order in main and where the node runs', async () => {
      const run = await runFixture(runner, 'ordered plugins');
      await resultOf(run);
      const order = ['before early', 'early', 'middle', 'waiting for nobody', 'before late', 'late'];
      const lines = await linesOf(run, 'order');
      expect(lines.filter((line) => line.startsWith('run: '))).toEqual(order.map((name) => `run: ${name}`));
      expect(lines.filter((line) => line.startsWith('node: '))).toEqual(order.map((name) => `node: ${name}`));
    });

    test('are waited for, whatever they do and however long it takes', async () => {
      const run = await runFixture(runner, 'slow plugin');
      await errorOf(run);
      expect(await linesOf(run, 'order')).toEqual([
        'skipNode of one',
        'beforeDatasetLoaded of one',
        'afterDatasetLoaded of one',
        'beforeNodeRun of one',
        'the function',
        'afterNodeRun of one',
        'beforeDatasetSaved of one',
        'afterDatasetSaved of one',
        'skipNode of two',
        'beforeDatasetLoaded of two',
        'afterDatasetLoaded of two',
        'beforeNodeRun of two',
        'onNodeError of two',
      ]);
    });

    test('report from wherever they are, all of it before the run is over', async () => {
      const run = await runFixture(runner, 'counted');
      await resultOf(run);
      expect(await linesOf(run, 'total')).toEqual(['30']);
    });

    test('have data for their counterparts in each worker, which have it from the start', async () => {
      const run = await runFixture(runner, 'told by main');
      await resultOf(run);
      const told = (await linesOf(run, 'told')).map((line) => JSON.parse(line) as Record<string, unknown>);
      const workers = eventsOf(run, 'worker-started').map(({ workerId }) => workerId);
      expect(told.filter(({ where }) => where === 'main')).toEqual([
        { name: 'teller', where: 'main' },
        { name: 'silent', where: 'main' },
      ]);
      const inWorkers = told.filter(({ where }) => where === 'worker');
      expect(inWorkers.filter(({ name }) => name === 'teller').sort(byWorker)).toEqual(
        workers.sort().map((workerId) => ({
          ...{ name: 'teller', where: 'worker', workerId, span: 1 },
          fromMain: { trace: 'abc', parts: {} },
        })),
      );
      expect(inWorkers.filter(({ name }) => name === 'silent').sort(byWorker)).toEqual(
        workers.map((workerId) => ({ name: 'silent', where: 'worker', workerId })),
      );
    });

    test('are named when they fail to say what they have for workers', async () => {
      const run = await runFixture(runner, 'failing for workers');
      const outcome = await run.outcome;
      // Runners without workers do not ask.
      if (eventsOf(run, 'run-started')[0]!.workers === 0) expect(outcome.status).toBe('fulfilled');
      else
        expect(await errorOf(run)).toMatchObject({
          code: 'KEDRO_HOOK_ERROR',
          plugin: 'unable',
          hook: 'forWorkers',
        });
    });

    test('hear the same of each node in every runner', async () => {
      expect(await hookLogOf(runner)).toEqual(HOOK_LOG);
    });
  });
}

const HOOK_LOG: HookLog = {
  fail: [
    'skipNode',
    'beforeDatasetLoaded sum',
    'afterDatasetLoaded sum 2',
    'beforeNodeRun attempt 1',
    'onNodeError attempt 1 never not tried again',
  ],
  lose: [],
  refresh: [],
  retry: [
    'skipNode',
    'beforeDatasetLoaded sum',
    'afterDatasetLoaded sum 2',
    'beforeNodeRun attempt 1',
    'onNodeError attempt 1 not yet tried again',
    'beforeDatasetLoaded sum',
    'afterDatasetLoaded sum 2',
    'beforeNodeRun attempt 2',
    'afterNodeRun attempt 2',
    'beforeDatasetSaved retried 2',
    'afterDatasetSaved retried 2',
  ],
  work: [
    'skipNode',
    'beforeDatasetLoaded raw',
    'afterDatasetLoaded raw 1',
    'beforeNodeRun attempt 1',
    'afterNodeRun attempt 1',
    'beforeDatasetSaved sum 2',
    'afterDatasetSaved sum 2',
  ],
  yield: [
    'skipNode',
    'beforeDatasetLoaded sum',
    'afterDatasetLoaded sum 2',
    'beforeNodeRun attempt 1',
    'afterNodeRun attempt 1',
    'beforeDatasetSaved pieces 2',
    'afterDatasetSaved pieces 2',
    'beforeDatasetSaved pieces 3',
    'afterDatasetSaved pieces 3',
  ],
  run: ['beforePipelineRun', 'onPipelineError never'],
};

function byWorker(a: Readonly<Record<string, unknown>>, b: Readonly<Record<string, unknown>>): number {
  return Number(a['workerId']) - Number(b['workerId']);
}

async function linesOf({ folder }: FixtureRun, file: string): Promise<string[]> {
  return (await readFile(join(folder, file), 'utf8')).trimEnd().split('\n');
}
