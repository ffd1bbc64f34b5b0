import { describe, expect, test } from 'vitest';
import { errorOf, hooksOf, resultOf, RUN_ID, runFixture, type RunnerUnderTest } from '../run-fixture.js';

/** Which hooks fire, in which order, and what they are told. */
export function testHooks(runner: RunnerUnderTest): void {
  describe('hooks', () => {
    test('fires node and dataset hooks in the same order for a node in every runner', async () => {
      const run = await runFixture(runner, 'diamond');
      await resultOf(run);
      const log = (node: string): string[] =>
        hooksOf(run, node).map(({ hook, dataset }) => (dataset === undefined ? hook : `${hook} ${dataset}`));
      expect(log('split')).toEqual([
        'skipNode',
        'beforeDatasetLoaded number',
        'afterDatasetLoaded number',
        'beforeNodeRun',
        'afterNodeRun',
        'beforeDatasetSaved left',
        'afterDatasetSaved left',
        'beforeDatasetSaved right',
        'afterDatasetSaved right',
      ]);
      expect(log('join')).toEqual([
        'skipNode',
        'beforeDatasetLoaded raised',
        'afterDatasetLoaded raised',
        'beforeDatasetLoaded lowered',
        'afterDatasetLoaded lowered',
        'beforeNodeRun',
        'afterNodeRun',
        'beforeDatasetSaved total',
        'afterDatasetSaved total',
      ]);
    });

    test('fires the pipeline hooks first and last, in main', async () => {
      const run = await runFixture(runner, 'diamond');
      await resultOf(run);
      const [first, last] = [run.hooks.at(0)!, run.hooks.at(-1)!];
      expect(first).toMatchObject({ hook: 'beforePipelineRun', where: 'main' });
      expect(last).toMatchObject({ hook: 'afterPipelineRun', where: 'main', outputs: ['total'] });
      expect(run.hooks.filter(({ hook }) => hook.includes('Pipeline'))).toEqual([first, last]);
    });

    test('tells every hook the run id and where it fires', async () => {
      const run = await runFixture(runner, 'diamond');
      await resultOf(run);
      expect(run.hooks.map(({ runId }) => runId)).toEqual(run.hooks.map(() => RUN_ID));
      for (const { where, workerId } of run.hooks)
        expect(where).toBe(workerId === undefined ? 'main' : 'worker');
    });

    test('gives every payload its fields', async () => {
      const run = await runFixture(runner, 'diamond');
      await resultOf(run);
      const failed = await runFixture(runner, 'failing');
      await errorOf(failed);
      const fields = new Map([...failed.hooks, ...run.hooks].map((record) => [record.hook, record.fields]));
      const base = ['runId', 'where'];
      const dataset = [...base, 'dataset', 'node'];
      const node = [...base, 'attempt', 'catalog', 'inputs', 'isAsync', 'node'];
      const pipeline = [...base, 'catalog', 'pipeline', 'runner'];
      expect(Object.fromEntries(fields)).toEqual({
        beforePipelineRun: pipeline.sort(),
        afterPipelineRun: [...pipeline, 'outputs'].sort(),
        onPipelineError: [...pipeline, 'error', 'resumeFrom'].sort(),
        beforeNodeRun: node.sort(),
        afterNodeRun: [...node, 'outputs'].sort(),
        onNodeError: [...node, 'error', 'willRetry'].sort(),
        skipNode: [...base, 'catalog', 'node'].sort(),
        beforeDatasetLoaded: dataset.sort(),
        afterDatasetLoaded: [...dataset, 'data'].sort(),
        beforeDatasetSaved: [...dataset, 'data'].sort(),
        afterDatasetSaved: [...dataset, 'data'].sort(),
      });
    });

    test('hands the values of inputs, outputs and data to the hooks', async () => {
      const run = await runFixture(runner, 'diamond');
      await resultOf(run);
      expect(hooksOf(run, 'lower')).toMatchObject([
        { hook: 'skipNode' },
        { dataset: 'right' },
        { dataset: 'right', data: 20 },
        { inputs: { right: 20 }, isAsync: false },
        { inputs: { right: 20 }, outputs: { lowered: 19 } },
        { dataset: 'lowered', data: 19 },
        { dataset: 'lowered', data: 19 },
      ]);
    });

    test('fires the save hooks for each chunk, and shows a stream to afterNodeRun', async () => {
      const run = await runFixture(runner, 'chunks');
      await resultOf(run);
      const records = hooksOf(run, 'count');
      expect(records.find(({ hook }) => hook === 'afterNodeRun')).toMatchObject({
        outputs: { lines: 'stream' },
      });
      expect(records.filter(({ hook }) => hook === 'beforeDatasetSaved').map(({ data }) => data)).toEqual([
        1, 2, 3,
      ]);
    });

    test('calls the function with the inputs that beforeNodeRun puts in place of the loaded ones', async () => {
      const run = await runFixture(runner, 'replaced inputs');
      await resultOf(run);
      expect(await run.catalog.load('total')).toBe(300);
      const after = hooksOf(run, 'split').find(({ hook }) => hook === 'afterNodeRun');
      expect(after).toMatchObject({ inputs: { number: 100 } });
    });

    test('ends the run when a hook fails, and names hook and plugin', async () => {
      const run = await runFixture(runner, 'failing hook');
      const error = await errorOf(run);
      expect(error).toMatchObject({
        name: 'HookError',
        code: 'KEDRO_HOOK_ERROR',
        plugin: 'saboteur',
        hook: 'afterNodeRun',
      });
      expect(error.message).toContain('sabotage');
      expect(error.cause).toMatchObject({ message: 'sabotage' });
      expect(hooksOf(run, 'raise').map(({ hook }) => hook)).not.toContain('beforeDatasetSaved');
      expect(run.hooks.at(-1)).toMatchObject({ hook: 'onPipelineError', error: error.message });
    });

    test('does not load a dataset when a hook before it fails', async () => {
      const run = await runFixture(runner, 'failing load hook');
      expect(await errorOf(run)).toMatchObject({ hook: 'beforeDatasetLoaded', plugin: 'saboteur' });
      expect(hooksOf(run, 'raise').map(({ hook }) => hook)).toEqual(['skipNode']);
    });
  });
}
