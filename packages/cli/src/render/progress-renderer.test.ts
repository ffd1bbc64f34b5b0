import { describe, expect, it } from 'vitest';
import { recordStreams } from '../../test/record-streams.js';
import { failedRun, runEvents, START, successfulRun } from '../../test/run-events.js';
import { ProgressRenderer } from './progress-renderer.js';

const ERASE = '\r\u001b[J';

/** Renders on a terminal whose clock shows the time of each event. */
function render(events: typeof successfulRun, { columns = 60, verbose = false } = {}) {
  const streams = recordStreams({ isTTY: true, columns });
  let now = START;
  const renderer = new ProgressRenderer({
    streams,
    verbose,
    env: { NO_COLOR: '1', TERM: 'xterm-256color' },
    cwd: '/project',
    resumeCommand: () => 'kedro run --from-nodes "split,train"',
    now: () => now,
  });
  for (const event of events) {
    now = event.time;
    renderer.event(event);
  }
  renderer.close();
  return streams;
}

/** What a terminal shows in the end: a live line is gone once it was erased. */
function screen(text: string): string {
  return text
    .split('\n')
    .map((line) => line.slice(line.includes(ERASE) ? line.lastIndexOf(ERASE) + ERASE.length : 0))
    .join('\n');
}

describe('ProgressRenderer', () => {
  it('redraws the live line below whole lines', () => {
    expect(render(successfulRun.slice(0, 4)).out).toBe(
      [
        'Running 2 nodes (sequential)\n',
        '───────────────────  0 of 2  0.0 ms',
        `${ERASE}───────────────────  0 of 2  1.0 s  split`,
        `${ERASE}───────────────────  0 of 2  2.0 s  split`,
        `${ERASE}[split] half of it\n`,
        '───────────────────  0 of 2  3.0 s  split',
        ERASE,
      ].join(''),
    );
  });

  it('leaves finished nodes, printed lines and the summary', () => {
    const { all } = render(successfulRun);
    expect(screen(all)).toBe(
      [
        'Running 2 nodes (sequential)',
        '[split] half of it',
        '[split] careful',
        '✓ split  120 ms',
        '✓ train  3.2 s',
        'Ran 2 nodes in 3.3 s\n',
      ].join('\n'),
    );
  });

  it('leaves the failure, its stack and the resume command', () => {
    const streams = render(failedRun);
    expect(streams.err).toBe(
      [
        '✗ failed split after 12 ms',
        '  TypeError: x is not a function',
        '      at split (src/nodes.ts:3:9)',
        '      (2 lines of libraries: --verbose shows them)',
        'Failed after 1 min 10 s: 1 of 3 nodes done.',
        'Resume with:',
        '  kedro run --from-nodes "split,train"\n',
      ].join('\n'),
    );
    expect(screen(streams.all)).toBe(`Running 3 nodes (parallel, 2 workers)\n✓ load  9.0 ms\n${streams.err}`);
  });

  it('shows datasets and workers when it is verbose', () => {
    expect(screen(render(successfulRun, { verbose: true }).all)).toContain(
      '  load    cars  1.5 ms  (split)\n[split] half of it\n',
    );
    expect(screen(render(failedRun, { verbose: true }).all)).toContain(
      '  worker  1 started  53 ms\n✓ load  9.0 ms  worker 1\n',
    );
  });

  it('draws a thousand quick nodes far less than a thousand times, and shows each', () => {
    const nodes = Array.from({ length: 1000 }, (_, index) => `n${index}`);
    const events = runEvents(
      { type: 'run-started', runner: 'sequential', nodes, workers: 0 },
      ...nodes.flatMap((node, index) => [
        { type: 'node-started', node } as const,
        { type: 'node-finished', node, durationMs: 0, done: index + 1, total: 1000 } as const,
      ]),
      { type: 'run-finished', durationMs: 10, done: 1000, total: 1000, outputs: [] },
    ).map((event) => ({ ...event, time: START }));
    const { out } = render(events);
    expect(out.split(ERASE).length).toBeLessThan(30);
    expect(screen(out).match(/✓ n\d+ /g)).toHaveLength(1000);
  });

  it('goes on when a node finishes after its run was cancelled', () => {
    const [started, , , finished] = failedRun;
    const cancelled = runEvents({
      type: 'run-failed',
      durationMs: 1,
      done: 0,
      total: 3,
      error: { name: 'RunCancelledError', message: 'cancelled' },
      cancelled: true,
      resumeFrom: [],
    });
    expect(screen(render([started!, ...cancelled, finished!]).all)).toContain(
      'Cancelled after 1.0 ms: no node is done.\n✓ load  9.0 ms\n',
    );
  });

  it('erases every row of a live line that no longer fits', () => {
    const streams = recordStreams({ isTTY: true, columns: 60 });
    const terminal = { ...streams.stdout, columns: 60 };
    const renderer = new ProgressRenderer({
      streams: { stdout: terminal, stderr: streams.stderr },
      verbose: false,
      env: { NO_COLOR: '1' },
      cwd: '/project',
      resumeCommand: () => '',
      now: () => START,
    });
    renderer.event(successfulRun[0]!);
    terminal.columns = 20;
    renderer.event(successfulRun[1]!);
    renderer.close();
    // 35 columns are two rows of 20.
    expect(streams.out).toContain('\r\u001b[1A\u001b[J0 of 2  0.0 ms');
  });
});
