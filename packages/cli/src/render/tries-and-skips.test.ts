import { describe, expect, it } from 'vitest';
import { recordStreams } from '../../test/record-streams.js';
import { runEvents, START, typeError } from '../../test/run-events.js';
import { createPaint } from './paint.js';
import { formatError } from './format-error.js';
import { LineRenderer } from './line-renderer.js';
import { ProgressRenderer } from './progress-renderer.js';
import { QuietRenderer } from './quiet-renderer.js';

const died = {
  name: 'WorkerDiedError',
  code: 'KEDRO_WORKER_DIED',
  message: 'Worker 2 ended by itself\nwith code 3.',
};
const reset = {
  name: 'ConnectionError',
  code: 'ECONNRESET',
  message: 'reset\nby peer',
  stack: 'ConnectionError: reset',
};
const explained = { name: 'DatasetError', code: 'KEDRO_DATASET_ERROR', message: 'Dataset "cars" is gone.' };

/** The error of a run in which these failed. */
const together = {
  name: 'NodesFailedError',
  code: 'KEDRO_NODES_FAILED',
  message: '2 nodes failed:\n  - "split": x is not a function\n  - "load": Dataset "cars" is gone.',
  errors: [typeError, explained],
};

const unsteady = runEvents(
  { type: 'run-started', runner: 'parallel', nodes: ['fetch', 'fresh', 'train'], workers: 2 },
  { type: 'node-started', node: 'fetch', workerId: 1 },
  {
    ...{ type: 'node-retried', node: 'fetch', attempt: 1, durationMs: 12, delayMs: 1500, workerId: 1 },
    error: reset,
  },
  { type: 'node-skipped', node: 'fresh', plugin: 'cache', reason: 'its file\nis new', done: 1, total: 3 },
  { type: 'worker-lost', workerId: 2, node: 'train', error: died },
  { type: 'worker-lost', workerId: 1, error: died },
  { type: 'node-finished', node: 'fetch', durationMs: 5, done: 2, total: 3, workerId: 1 },
  { type: 'run-finished', durationMs: 2000, done: 3, total: 3, outputs: [] },
);

const broken = runEvents(
  { type: 'run-started', runner: 'sequential', nodes: ['split', 'load', 'other'], workers: 0 },
  { type: 'node-failed', node: 'split', durationMs: 12, error: typeError },
  { type: 'node-failed', node: 'load', durationMs: 12, error: explained },
  {
    ...{ type: 'run-failed', durationMs: 70, done: 1, total: 3, error: together, cancelled: false },
    resumeFrom: ['load', 'split'],
  },
);

type Renderers = typeof LineRenderer | typeof ProgressRenderer | typeof QuietRenderer;

function render(Kind: Renderers, events: typeof unsteady, verbose = false) {
  const streams = recordStreams({ isTTY: Kind === ProgressRenderer, columns: 80 });
  const renderer = new Kind({
    streams,
    verbose,
    env: { NO_COLOR: '1', TERM: 'xterm-256color' },
    cwd: '/project',
    resumeCommand: (nodes) => `kedro run --from-nodes ${nodes.join(',')}`,
    ...(Kind === ProgressRenderer && { now: () => START }),
  });
  for (const event of events) renderer.event(event);
  renderer.close();
  return streams;
}

describe('plain lines', () => {
  it('say in one line each that a node is tried again or skipped, and that a worker is lost', () => {
    const { out, err } = render(LineRenderer, unsteady);
    expect(out).toBe(
      [
        'Running 3 nodes (parallel, 2 workers)',
        'start   fetch',
        'skip    fresh  its file is new (cache)  (1 of 3)',
        'done    fetch  5.0 ms  (2 of 3)',
        'Ran 2 nodes in 2.0 s with 2 workers, skipped 1\n',
      ].join('\n'),
    );
    expect(err).toBe(
      [
        'retry   fetch after 12 ms, try 2 in 1.5 s: ConnectionError: reset',
        'lost    worker 2, which ran train: error: Worker 2 ended by itself',
        'lost    worker 1: error: Worker 2 ended by itself\n',
      ].join('\n'),
    );
  });

  it('name the worker of a try when they are verbose', () => {
    expect(render(LineRenderer, unsteady, true).err).toContain(
      'fetch after 12 ms, worker 1, try 2 in 1.5 s: ',
    );
  });

  it('show several failures each with its node, and then name the nodes together', () => {
    expect(render(LineRenderer, broken).err).toBe(
      [
        'failed  split after 12 ms',
        '  TypeError: x is not a function',
        '      at split (src/nodes.ts:3:9)',
        '      (2 lines of libraries: --verbose shows them)',
        'failed  load after 12 ms',
        '  error: Dataset "cars" is gone.',
        '2 nodes failed: split, load',
        'Failed after 70 ms: 1 of 3 nodes done.',
        'Resume with:',
        '  kedro run --from-nodes load,split\n',
      ].join('\n'),
    );
  });
});

describe('the live display', () => {
  it('says the same, with signs', () => {
    const { out, err } = render(ProgressRenderer, unsteady);
    expect(err).toBe(
      [
        '↻ fetch after 12 ms, try 2 in 1.5 s: ConnectionError: reset',
        '✗ lost worker 2, which ran train: error: Worker 2 ended by itself',
        '✗ lost worker 1: error: Worker 2 ended by itself\n',
      ].join('\n'),
    );
    expect(out).toContain('○ fresh  its file is new (cache)\n');
    expect(out).toContain('1 of 3');
    expect(out).toContain('Ran 2 nodes in 2.0 s with 2 workers, skipped 1\n');
  });

  it('does not count a node as running that waits to be tried again', () => {
    const { out } = render(ProgressRenderer, unsteady.slice(0, 3));
    expect(out.slice(0, out.lastIndexOf('0 of 3'))).toContain('fetch');
    expect(out.slice(out.lastIndexOf('0 of 3'))).not.toContain('fetch');
  });

  it('shows several failures each with its node, and then names the nodes together', () => {
    expect(render(ProgressRenderer, broken).err).toContain(
      '\n2 nodes failed: split, load\nFailed after 70 ms',
    );
  });
});

describe('when only errors are to be shown', () => {
  it('what turns out well is not', () => {
    expect(render(QuietRenderer, unsteady).all).toBe('');
  });

  it('all failures are', () => {
    expect(render(QuietRenderer, broken).err).toMatch(
      /failed {2}split[^]*failed {2}load[^]*2 nodes failed: split/,
    );
  });
});

describe('several failures outside of a run', () => {
  const format = (verbose: boolean): string =>
    formatError(together, {
      paint: createPaint({ write: () => undefined }, {}),
      verbose,
      cwd: '/project',
    }).join('\n');

  it('are shown by the message, which names nodes and reasons', () => {
    expect(format(false)).toBe(
      'error: 2 nodes failed:\n  - "split": x is not a function\n  - "load": Dataset "cars" is gone.',
    );
  });

  it('are shown one by one too, when it is verbose', () => {
    expect(format(true)).toContain('\n  TypeError: x is not a function\n      at split (src/nodes.ts:3:9)');
  });
});
