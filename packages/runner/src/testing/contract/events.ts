import { describe, expect, test } from 'vitest';
import type { RunEvent } from '../../run-event.js';
import {
  errorOf,
  eventsOf,
  resultOf,
  RUN_ID,
  runFixture,
  type FixtureRun,
  type RunnerUnderTest,
} from '../run-fixture.js';

/** In which order events are told. */
export function testEvents(runner: RunnerUnderTest): void {
  describe('events', () => {
    test('tells a successful run from its start to its end in a legal order', async () => {
      const run = await runFixture(runner, 'layers');
      await resultOf(run);
      checkOrder(run);
      expect(run.events.at(0)).toMatchObject({
        type: 'run-started',
        nodes: run.pipeline.nodes.map(({ name }) => name),
      });
      expect(run.events.at(-1)).toMatchObject({
        type: 'run-finished',
        done: 40,
        total: 40,
        outputs: [...run.pipeline.outputs],
      });
      expect(eventsOf(run, 'node-finished').map(({ done }) => done)).toEqual(
        Array.from({ length: 40 }, (_, i) => i + 1),
      );
    });

    test('tells a failed run to its end in a legal order', async () => {
      const run = await runFixture(runner, 'failing');
      await errorOf(run);
      checkOrder(run);
      expect(eventsOf(run, 'node-failed')).toMatchObject([
        { node: 'train', error: { name: 'TrainingError', message: 'the model does not converge' } },
      ]);
      expect(run.events.at(-1)).toMatchObject({
        type: 'run-failed',
        cancelled: false,
        done: 2,
        total: 4,
        error: { name: 'TrainingError', fields: { epoch: 7 } },
      });
    });

    test.each(['flaky', 'skipping', 'branches', 'every kind of node'] as const)(
      'tells of nodes that are tried again, skipped or left out in a legal order: %s',
      async (project) => {
        const run = await runFixture(runner, project, { onFailure: 'continue' });
        await run.outcome;
        checkOrder(run);
        expect(JSON.parse(JSON.stringify(run.events))).toEqual(run.events);
      },
    );

    test('tells nothing but plain data, with run id and time', async () => {
      const run = await runFixture(runner, 'failing');
      await errorOf(run);
      expect(JSON.parse(JSON.stringify(run.events))).toEqual(run.events);
      for (const { runId, time } of run.events)
        expect([runId, Number.isInteger(time)]).toEqual([RUN_ID, true]);
    });

    test('tells each load and save between start and end of its node', async () => {
      const run = await runFixture(runner, 'diamond');
      await resultOf(run);
      const log = run.events.filter((event) => 'node' in event && event.node === 'join');
      expect(
        log.map((event) => ('dataset' in event ? `${event.type} ${event.dataset}` : event.type)),
      ).toEqual([
        'node-started',
        'dataset-loaded raised',
        'dataset-loaded lowered',
        'dataset-saved total',
        'node-finished',
      ]);
    });

    test('tells of data that was let pass with a warning, with its node and dataset', async () => {
      const run = await runFixture(runner, 'warned');
      await resultOf(run);
      checkOrder(run);
      const what = (moment: string, name: string): string =>
        `What was ${moment} dataset "${name}" does not fit the validator "even": 1 issue.\n  1 is odd`;
      const code = 'KEDRO_DATA_INVALID';
      expect(eventsOf(run, 'warning')).toMatchObject([
        { node: 'pass_on', dataset: 'raw', code, message: what('loaded from', 'raw') },
        { node: 'pass_on', dataset: 'same', code, message: what('to be saved to', 'same') },
      ]);
    });
  });
}

/** One start at the start, one end at the end; nodes are started once and ended at most once, and act only in between. */
function checkOrder(run: FixtureRun): void {
  const types = run.events.map(({ type }) => type);
  expect(types[0]).toBe('run-started');
  expect(types.filter((type) => type === 'run-started')).toHaveLength(1);
  expect(types.findIndex((type) => type === 'run-finished' || type === 'run-failed')).toBe(types.length - 1);
  const running = new Set<string>();
  const seen = new Set<string>();
  for (const event of run.events) checkNodeEvent(event, running, seen);
}

function checkNodeEvent(event: RunEvent, running: Set<string>, seen: Set<string>): void {
  switch (event.type) {
    case 'node-started':
      // Only one that is tried again starts twice.
      expect(seen.has(event.node)).toBe(event.attempt !== undefined);
      expect(running).not.toContain(event.node);
      seen.add(event.node);
      running.add(event.node);
      return;
    case 'dataset-loaded':
    case 'dataset-saved':
    case 'warning':
      expect(running).toContain(event.node);
      return;
    case 'node-finished':
    case 'node-failed':
    case 'node-retried':
    case 'node-skipped':
      expect(running).toContain(event.node);
      running.delete(event.node);
      return;
    case 'run-started':
    case 'worker-started':
    case 'worker-lost':
    case 'dataset-released':
    case 'line-printed':
    case 'run-finished':
    case 'run-failed':
      return;
  }
}
