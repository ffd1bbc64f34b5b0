import type { Pipeline } from '@kedro-ts/pipeline';
import type { StalledRunError } from '@kedro-ts/runner';
import { isGateOpen, openGate, passGate } from '@kedro-ts/runner/testing/fixtures';
import { describe, expect, test } from 'vitest';
import { errorOf, eventsOf, ISOLATIONS, startProject } from './run-project.js';

describe.each(ISOLATIONS)(
  '8. a node starts as soon as its own dependencies are done, isolation "%s"',
  (isolation) => {
    test('while another node of the layer before it is still running', async () => {
      const run = await startProject('uneven', { isolation });
      await passGate(run.folder, 'next');
      expect(eventsOf(run, 'node-finished').map(({ node }) => node)).not.toContain('slow');
      await openGate(run.folder, 'slow');
      await run.result;
      expect(eventsOf(run, 'node-finished').map(({ node }) => node)).toContain('slow');
    });
  },
);

describe.each(ISOLATIONS)('10. failure, isolation "%s"', (isolation) => {
  test('starts nothing more, but lets the running nodes finish, whose outputs are kept', async () => {
    let folder = '';
    const run = await startProject('failing', {
      isolation,
      run: {
        onEvent: (event) => {
          events.push(
            event.type === 'node-failed'
              ? `failed ${event.node}`
              : event.type === 'node-finished'
                ? `finished ${event.node}`
                : '',
          );
          if (event.type === 'node-failed') void openGate(folder, 'slow-go');
          if (event.type === 'run-failed') resumeFrom = event.resumeFrom;
        },
      },
    });
    const events: string[] = [];
    let resumeFrom: readonly string[] = [];
    folder = run.folder;
    expect(await errorOf(run)).toMatchObject({ message: 'no luck' });
    expect(events.filter(Boolean)).toEqual(['finished raw', 'failed fail', 'finished slow']);
    expect(await isGateOpen(run.folder, 'next-started')).toBe(false);
    expect(await run.catalog.load('slow')).toBe(2);
    expect(resumeFrom).toEqual(['raw']);
  });
});

describe.each(ISOLATIONS)('nodes that are more than workers, isolation "%s"', (isolation) => {
  test('do not wait behind a long one while another worker is idle', async () => {
    const run = await startProject('ahead', { isolation });
    await openGate(run.folder, 'end');
    await passGate(run.folder, 'c-ran');
    await passGate(run.folder, 'd-ran');
    expect(eventsOf(run, 'node-finished').map(({ node }) => node)).not.toContain('a_hold');
    await openGate(run.folder, 'hold');
    await run.result;
    const workers = eventsOf(run, 'node-started').map(({ node, workerId }) => [node, workerId] as const);
    expect(workers.toSorted()).toEqual([
      ['a_hold', 1],
      ['b_end', 2],
      ['c_ahead', 2],
      ['d_ahead', 2],
    ]);
  });

  test('are not started after a failure, though they were given out', async () => {
    let folder = '';
    const started: string[] = [];
    const run = await startProject('ahead of a failure', {
      isolation,
      run: {
        onEvent: (event) => {
          if (event.type === 'node-started') started.push(event.node);
          if (event.type === 'node-failed') void openGate(folder, 'hold');
        },
      },
    });
    folder = run.folder;
    await openGate(folder, 'end');
    expect(await errorOf(run)).toMatchObject({ message: 'no luck' });
    expect(started).toEqual(['a_hold', 'b_end']);
    expect([await isGateOpen(folder, 'c-ran'), await isGateOpen(folder, 'd-ran')]).toEqual([false, false]);
    expect(await run.catalog.load('held')).toBe(1);
  });

  test('are not started after the run is cancelled', async () => {
    const controller = new AbortController();
    const run = await startProject('ahead', {
      isolation,
      run: {
        signal: controller.signal,
        onEvent: (event) => event.type === 'node-started' && event.node === 'b_end' && controller.abort(),
      },
    });
    expect(await errorOf(run)).toMatchObject({ code: 'KEDRO_RUN_CANCELLED' });
    expect([await isGateOpen(run.folder, 'c-ran'), await isGateOpen(run.folder, 'd-ran')]).toEqual([
      false,
      false,
    ]);
  });

  test('are told one after another, each with the times of its worker', async () => {
    const run = await startProject('many', { isolation, maxWorkers: 1 });
    await run.result;
    const log = run.events.filter(({ type }) => type === 'node-started' || type === 'node-finished');
    expect(log).toHaveLength(120);
    for (const [i, event] of log.entries()) {
      const node = `n${String(i >> 1).padStart(2, '0')}`;
      expect(event).toMatchObject({ type: i % 2 ? 'node-finished' : 'node-started', node });
      if (i > 1) expect(event.time).toBeGreaterThanOrEqual(log[i - 2]!.time);
    }
  });
});

describe('11. nodes that can never start', () => {
  test('are listed with those that are done', async () => {
    const run = await startProject('triangle', { pipeline: (real) => forge(real) });
    const error = (await errorOf(run)) as StalledRunError;
    expect(error).toMatchObject({ code: 'KEDRO_RUN_STALLED', remaining: ['add'], ready: [] });
    expect([...error.done].sort()).toEqual(['make1', 'make2', 'make3']);
  });
});

/** A pipeline whose last node waits for itself. */
function forge(real: Pipeline): Pipeline {
  const { nodes, groupedNodes, graph, inputs, outputs, allInputs, allOutputs, datasets } = real;
  const last = nodes.length - 1;
  const parents = graph.parents.map((list, index) => (index === last ? [...list, last] : list));
  const forged = { nodes, groupedNodes, inputs, outputs, allInputs, allOutputs, datasets };
  return { ...forged, graph: { ...graph, parents } } as unknown as Pipeline;
}
