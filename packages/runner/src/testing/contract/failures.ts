import { describe, expect, test } from 'vitest';
import { isGateOpen } from '../fixtures/gate.js';
import { errorOf, eventsOf, hooksOf, runFixture, type RunnerUnderTest } from '../run-fixture.js';

/** What happens when something goes wrong. */
export function testFailures(runner: RunnerUnderTest): void {
  describe('failures', () => {
    test('throws the error of the node with its own message, stack, code, fields and cause', async () => {
      const error = await errorOf(await runFixture(runner, 'failing'));
      expect(error).toMatchObject({
        name: 'TrainingError',
        message: 'the model does not converge',
        code: 'TRAINING',
        epoch: 7,
        cause: { name: 'RangeError', message: 'the rate is too high' },
      });
      expect(error.stack).toContain('failToTrain');
      expect((error.cause as Error).stack).toContain('failToTrain');
    });

    test('fires onNodeError with the inputs, then onPipelineError', async () => {
      const run = await runFixture(runner, 'failing');
      await errorOf(run);
      const hooks = run.hooks.filter(({ hook }) => hook.endsWith('Error'));
      expect(hooks).toMatchObject([
        { hook: 'onNodeError', node: 'train', inputs: { shaped: 3 }, error: 'the model does not converge' },
        { hook: 'onPipelineError', where: 'main', error: 'the model does not converge' },
      ]);
      expect(hooksOf(run, 'train').map(({ hook }) => hook)).not.toContain('afterNodeRun');
      expect(run.hooks.map(({ hook }) => hook)).not.toContain('afterPipelineRun');
    });

    test('starts nothing that waits for the failed node, and keeps what was finished', async () => {
      const run = await runFixture(runner, 'failing');
      await errorOf(run);
      expect(await isGateOpen(run.folder, 'report-started')).toBe(false);
      expect(eventsOf(run, 'node-started').map(({ node }) => node)).toEqual(['clean', 'shape', 'train']);
      expect(await run.catalog.load('clean')).toBe(2);
      expect(await run.catalog.load('shaped')).toBe(3);
    });

    test('suggests to resume from the nearest nodes whose inputs are persisted', async () => {
      const run = await runFixture(runner, 'failing');
      await errorOf(run);
      expect(run.hooks.at(-1)!.resumeFrom).toEqual(['shape']);
      expect(eventsOf(run, 'run-failed')[0]!.resumeFrom).toEqual(['shape']);
    });

    test('refuses missing inputs before anything starts, with the names that come near', async () => {
      const run = await runFixture(runner, 'misspelled');
      const error = await errorOf(run);
      expect(error).toMatchObject({
        code: 'KEDRO_MISSING_INPUTS',
        missing: [
          { dataset: 'compnies', node: 'add', suggestions: ['companies'] },
          { dataset: 'zebra', node: 'add', suggestions: [] },
        ],
      });
      expect(error.message).toContain('"compnies", read by node "add". Did you mean "companies"?');
      expect(eventsOf(run, 'node-started')).toEqual([]);
      expect(run.hooks.map(({ hook }) => hook)).toEqual(['beforePipelineRun', 'onPipelineError']);
      expect(run.hooks.at(-1)!.resumeFrom).toEqual([]);
    });

    test('names dataset and node when a dataset cannot be loaded', async () => {
      const run = await runFixture(runner, 'broken load');
      expect(await errorOf(run)).toMatchObject({
        code: 'KEDRO_DATASET_ERROR',
        dataset: 'broken',
        operation: 'load',
        node: 'read',
        cause: { message: 'the disk does not load' },
      });
      expect(hooksOf(run, 'read').map(({ hook }) => hook)).toEqual(['skipNode', 'beforeDatasetLoaded']);
    });

    test('names dataset and node when a dataset cannot be saved', async () => {
      const run = await runFixture(runner, 'broken save');
      const error = await errorOf(run);
      expect(error).toMatchObject({ dataset: 'broken', operation: 'save', node: 'write' });
      expect(error.message).toContain('the disk does not save');
      expect(hooksOf(run, 'write').map(({ hook }) => hook)).toEqual([
        'skipNode',
        'beforeNodeRun',
        'afterNodeRun',
        'beforeDatasetSaved',
      ]);
    });

    test('fails when a dataset cannot be released', async () => {
      const run = await runFixture(runner, 'broken release');
      expect(await errorOf(run)).toMatchObject({ dataset: 'broken', operation: 'release' });
    });

    test('refuses a node that returns nothing for an output', async () => {
      const run = await runFixture(runner, 'returns nothing');
      expect(await errorOf(run)).toMatchObject({ dataset: 'nothing', operation: 'save', node: 'forget' });
    });
  });
}
