import { describe, expect, it } from 'vitest';
import { recordStreams } from '../../test/record-streams.js';
import { failedRun, runEvents, successfulRun, typeError } from '../../test/run-events.js';
import { LineRenderer } from './line-renderer.js';
import type { RenderOptions } from './renderer.js';

function render(events: typeof successfulRun, options: Partial<RenderOptions> = {}) {
  const streams = recordStreams();
  const renderer = new LineRenderer({
    streams,
    verbose: false,
    env: {},
    cwd: '/project',
    resumeCommand: (nodes) => `kedro run --from-nodes "${nodes.join(',')}"`,
    ...options,
  });
  for (const event of events) renderer.event(event);
  renderer.close();
  return streams;
}

describe('LineRenderer', () => {
  it('writes a plain line for all that happens', () => {
    const { out, err } = render(successfulRun);
    expect(out).toBe(
      [
        'Running 2 nodes (sequential)',
        'start   split',
        '[split] half of it',
        'done    split  120 ms  (1 of 2)',
        'start   train',
        'done    train  3.2 s  (2 of 2)',
        'Ran 2 nodes in 3.3 s\n',
      ].join('\n'),
    );
    expect(err).toBe('[split] careful\n');
  });

  it('writes the lines of a warning to stderr, with the node in front', () => {
    const { out, err } = render(
      runEvents({ type: 'warning', node: 'split', dataset: 'cars', code: 'A', message: 'bad rows\n  row 1' }),
    );
    expect(out).toBe('');
    expect(err).toBe('[split] warning: bad rows\n[split]   row 1\n');
  });

  it('shows datasets, workers and the id of the run when it is verbose', () => {
    expect(render(successfulRun, { verbose: true }).out).toBe(
      [
        'Running 2 nodes (sequential)  run r1',
        'start   split',
        'load    cars  1.5 ms  (split)',
        '[split] half of it',
        'save    parts  12 ms  (split)',
        'done    split  120 ms  (1 of 2)',
        'release cars',
        'start   train',
        'done    train  3.2 s  (2 of 2)',
        'Ran 2 nodes in 3.3 s\n',
      ].join('\n'),
    );
    expect(render(failedRun, { verbose: true }).out).toContain(
      'worker  1 started  53 ms\nstart   load  (worker 1)\ndone    load  9.0 ms  (1 of 3)  (worker 1)\n',
    );
  });

  it('shows a failure once, on stderr, with the project’s part of its stack and how to resume', () => {
    expect(render(failedRun).err).toBe(
      [
        'failed  split after 12 ms',
        '  TypeError: x is not a function',
        '      at split (src/nodes.ts:3:9)',
        '      (2 lines of libraries: --verbose shows them)',
        'Failed after 1 min 10 s: 1 of 3 nodes done.',
        'Resume with:',
        '  kedro run --from-nodes "split,train"\n',
      ].join('\n'),
    );
  });

  it('tells a node that was stopped from one that failed', () => {
    const error = {
      name: 'RunCancelledError',
      code: 'KEDRO_RUN_CANCELLED',
      message: 'The run was cancelled.',
    };
    const events = runEvents({ type: 'node-failed', node: 'split', durationMs: 12, error });
    expect(render(events).err).toBe('stopped split after 12 ms\n');
  });

  it('shows the error of a run that failed before its first node', () => {
    const error = { name: 'MissingInputsError', code: 'KEDRO_MISSING_INPUTS', message: '"a" is missing.' };
    const events = runEvents({
      type: 'run-failed',
      durationMs: 2,
      done: 0,
      total: 3,
      error,
      cancelled: false,
      resumeFrom: [],
    });
    expect(render(events).err).toBe('error: "a" is missing.\nFailed after 2.0 ms: no node is done.\n');
  });

  it('says so when nothing done can be reused', () => {
    const events = runEvents({
      type: 'run-failed',
      durationMs: 2,
      done: 1,
      total: 3,
      error: { name: 'RunCancelledError', code: 'KEDRO_RUN_CANCELLED', message: 'The run was cancelled.' },
      cancelled: true,
      resumeFrom: [],
    });
    expect(render(events, { resumeCommand: () => 'kedro run' }).err).toBe(
      'Cancelled after 2.0 ms: 1 of 3 nodes done.\nNothing done can be reused; run again:\n  kedro run\n',
    );
  });

  it('writes no control characters, not even those of user code', () => {
    const events = runEvents(
      { type: 'line-printed', stream: 'stdout', text: '\u001b[31mred\u001b[0m\u0007\u001b[2J', node: 'a' },
      { type: 'line-printed', stream: 'stdout', text: '10%\r20%\r', workerId: 2 },
      { type: 'line-printed', stream: 'stdout', text: 'of the project' },
    );
    expect(render(events).out).toBe('[a] red\n[worker 2] 20%\nof the project\n');
  });

  it('paints on request', () => {
    const { out, err } = render(failedRun, { env: { FORCE_COLOR: '1' } });
    expect(out).toContain('Running 3 nodes \u001b[2m(parallel, 2 workers)\u001b[22m\n');
    expect(err).toContain('\u001b[31mTypeError\u001b[39m: x is not a function\n');
  });

  it('shows an error that differs from that of the node too', () => {
    const [started, , , , , failed, ended] = failedRun;
    if (ended?.type !== 'run-failed') throw new Error('The fixture has changed.');
    const error = { name: 'Error', message: 'a plugin failed', cause: typeError };
    expect(render([started!, failed!, { ...ended, error }]).err).toContain(
      'Error: a plugin failed\nCaused by: TypeError: x is not a function\n    at split (src/nodes.ts:3:9)\n',
    );
  });
});
