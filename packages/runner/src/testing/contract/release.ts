import { describe, expect, test } from 'vitest';
import { isGateOpen } from '../fixtures/gate.js';
import { eventsOf, resultOf, runFixture, type RunnerUnderTest } from '../run-fixture.js';

/** When datasets are let go of. */
export function testRelease(runner: RunnerUnderTest): void {
  describe('release', () => {
    test('releases a dataset when the last node that reads it is done, and never inputs and outputs of the pipeline', async () => {
      const run = await runFixture(runner, 'files');
      await resultOf(run);
      const log = run.events.flatMap((event) => {
        if (event.type === 'node-finished') return [event.node];
        return event.type === 'dataset-released' ? [`release ${event.dataset}`] : [];
      });
      expect(log).toEqual(['first', 'second', 'third', 'release kept', 'release passed']);
      expect(await isGateOpen(run.folder, 'released-kept')).toBe(true);
      expect(await isGateOpen(run.folder, 'released-raw')).toBe(false);
      expect(await isGateOpen(run.folder, 'released-result')).toBe(false);
    });

    test('frees what is only in memory, so that only inputs and outputs of the pipeline are left', async () => {
      const run = await runFixture(runner, 'diamond');
      await resultOf(run);
      const names = [...run.pipeline.datasets];
      const existing: boolean[] = [];
      for (const name of names) existing.push(await run.catalog.exists(name));
      expect(names.filter((_, i) => existing[i]).sort()).toEqual(['number', 'total']);
    });

    test('releases each dataset once', async () => {
      const run = await runFixture(runner, 'layers');
      await resultOf(run);
      const released = eventsOf(run, 'dataset-released').map(({ dataset }) => dataset);
      const between = [...run.pipeline.allOutputs].filter((name) => !run.pipeline.outputs.has(name));
      expect(released.sort()).toEqual(between.sort());
    });
  });
}
