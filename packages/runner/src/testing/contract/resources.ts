import { describe, expect, test } from 'vitest';
import { openGate, passGate } from '../fixtures/gate.js';
import {
  errorOf,
  eventsOf,
  resultOf,
  runFixture,
  type FixtureRun,
  type RunnerUnderTest,
} from '../run-fixture.js';

/** How nodes share what there is of resources. */
export function testResources(runner: RunnerUnderTest): void {
  describe('resources', () => {
    test.each([
      [1, 2],
      [2, 2],
      [3, 3],
    ])('never takes more at once than the total of %i pieces', async (gpu, memory) => {
      const run = await runFixture(runner, 'limited', { resources: { gpu, memory: `${memory}GB` } });
      await resultOf(run);
      const most = mostTaken(run);
      expect(most.gpu).toBeLessThanOrEqual(gpu);
      expect(most.memory).toBeLessThanOrEqual(memory * 1e9);
      expect(eventsOf(run, 'node-finished')).toHaveLength(run.pipeline.nodes.length);
    });

    test.runIf(runner.overlaps)('starts others while a node waits for a resource', async () => {
      const run = await runFixture(runner, 'contended', { resources: { gpu: 1 } });
      await passGate(run.folder, 'third-started');
      expect(eventsOf(run, 'node-started').map(({ node }) => node)).not.toContain('second');
      await openGate(run.folder, 'go');
      await resultOf(run);
      const log = run.events.flatMap((event) =>
        event.type === 'node-started' || event.type === 'node-finished'
          ? [`${event.type} ${event.node}`]
          : [],
      );
      expect(log.indexOf('node-started second')).toBeGreaterThan(log.indexOf('node-finished first'));
    });

    test.runIf(runner.overlaps)('does not limit what has no total', async () => {
      const run = await runFixture(runner, 'contended', { resources: { memory: '1MB' } });
      await passGate(run.folder, 'second-started');
      await openGate(run.folder, 'go');
      await resultOf(run);
    });

    test('refuses nodes that need more than there is, all of them named, before anything starts', async () => {
      const run = await runFixture(runner, 'limited', { resources: { gpu: 0.5, memory: '1.5GB' } });
      const error = await errorOf(run);
      expect(error).toMatchObject({ code: 'KEDRO_RESOURCE_SHORTAGE' });
      expect(error.message).toContain('node "large_2" needs 2GB of "memory", of which there is 1.5GB');
      expect(error.message).toContain('node "gpu_1" needs 1 of "gpu", of which there is 0.5');
      expect(eventsOf(run, 'node-started')).toEqual([]);
      expect(run.hooks.map(({ hook }) => hook)).toEqual(['beforePipelineRun', 'onPipelineError']);
    });

    test('has everything back after a failure, and after cancelling', async () => {
      const made = runner.createRunner({});
      const same: RunnerUnderTest = { ...runner, createRunner: () => made };
      const resources = { gpu: 1 };
      expect(await errorOf(await runFixture(same, 'failing with resources', { resources }))).toMatchObject({
        message: 'out of memory',
      });
      const controller = new AbortController();
      const cancelled = await runFixture(same, 'contended', { resources, signal: controller.signal });
      await passGate(cancelled.folder, 'first-started');
      controller.abort();
      expect(await errorOf(cancelled)).toMatchObject({ code: 'KEDRO_RUN_CANCELLED' });
      await openGate(cancelled.folder, 'go');
      await resultOf(await runFixture(same, 'limited', { resources }));
    });
  });
}

/** How much of each resource was taken at the same time at most, as the events tell it. */
function mostTaken({ events, pipeline }: FixtureRun): { gpu: number; memory: number } {
  const taken = { gpu: 0, memory: 0 };
  const most = { ...taken };
  for (const event of events) {
    if (event.type !== 'node-started' && event.type !== 'node-finished') continue;
    const { gpu = 0, memory = '0GB' } = pipeline.findNode(event.node)!.resources;
    const sign = event.type === 'node-started' ? 1 : -1;
    taken.gpu += sign * Number(gpu);
    taken.memory += sign * Number(String(memory).replace('GB', '')) * 1e9;
    most.gpu = Math.max(most.gpu, taken.gpu);
    most.memory = Math.max(most.memory, taken.memory);
  }
  return most;
}
