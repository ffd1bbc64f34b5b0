import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isGateOpen } from '../fixtures/gate.js';
import { eventsOf, resultOf, RUN_ID, runFixture, type RunnerUnderTest } from '../run-fixture.js';

/** What a run leaves behind, for every kind of node. */
export function testResults(runner: RunnerUnderTest): void {
  describe('results', () => {
    test('starts a node only after all nodes whose outputs it reads are finished', async () => {
      const run = await runFixture(runner, 'layers');
      await resultOf(run);
      const { nodes } = run.pipeline;
      const { parents } = run.pipeline.graph;
      const finished = new Set<string>();
      const started: string[] = [];
      for (const event of run.events) {
        if (event.type === 'node-finished') finished.add(event.node);
        if (event.type !== 'node-started') continue;
        started.push(event.node);
        const index = nodes.findIndex(({ name }) => name === event.node);
        for (const parent of parents[index]!) expect(finished).toContain(nodes[parent]!.name);
      }
      expect([...started].sort()).toEqual(nodes.map(({ name }) => name).sort());
    });

    test('gives the outputs of the pipeline, which can be loaded from the result and from the catalog', async () => {
      const run = await runFixture(runner, 'diamond');
      const { runId, outputs } = await resultOf(run);
      expect(runId).toBe(RUN_ID);
      expect(Object.keys(outputs)).toEqual(['total']);
      expect(await outputs['total']!.load()).toBe(30);
      expect(await run.catalog.load('total')).toBe(30);
    });

    test('registers a default dataset for every name that the catalog does not have', async () => {
      const run = await runFixture(runner, 'diamond');
      await resultOf(run);
      expect([...run.catalog.keys()].sort()).toEqual([
        'left',
        'lowered',
        'number',
        'raised',
        'right',
        'total',
      ]);
    });

    test('runs nodes without inputs, without outputs, with records, with one input twice, and async functions', async () => {
      const run = await runFixture(runner, 'shapes');
      const { outputs } = await resultOf(run);
      expect(Object.keys(outputs).sort()).toEqual(['nothing', 'product']);
      expect(await run.catalog.load('product')).toBe(50);
      expect(await run.catalog.load('nothing')).toBe(0);
      expect(await readFile(join(run.folder, 'sink.json'), 'utf8')).toBe('15');
    });

    test('saves what a generator yields chunk by chunk', async () => {
      const run = await runFixture(runner, 'chunks');
      await resultOf(run);
      expect(await run.catalog.load('lines')).toEqual([1, 2, 3]);
      expect(await run.catalog.load('evens')).toEqual([0, 2, 4]);
      expect(await run.catalog.load('odds')).toEqual([1, 3, 5]);
      expect(await run.catalog.load('size')).toBe(3);
      expect(eventsOf(run, 'dataset-saved').filter(({ dataset }) => dataset === 'lines')).toHaveLength(3);
    });

    test('confirms the datasets that a node confirms', async () => {
      const run = await runFixture(runner, 'chunks');
      await resultOf(run);
      expect(await isGateOpen(run.folder, 'confirmed-seen')).toBe(true);
    });

    test('runs a pipeline without nodes', async () => {
      const run = await runFixture(runner, 'empty');
      expect((await resultOf(run)).outputs).toEqual({});
      expect(run.events.map(({ type }) => type)).toEqual(['run-started', 'run-finished']);
    });
  });
}
