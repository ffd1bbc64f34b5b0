import { expect, it } from 'vitest';
import { recordStreams } from '../../test/record-streams.js';
import { failedRun, runEvents, successfulRun } from '../../test/run-events.js';
import { QuietRenderer } from './quiet-renderer.js';

const options = {
  verbose: false,
  env: {},
  cwd: '/project',
  resumeCommand: () => 'kedro run --from-nodes split',
};

it('writes nothing on stdout, and of a good run only what user code writes to stderr', () => {
  const streams = recordStreams();
  const renderer = new QuietRenderer({ ...options, streams });
  for (const event of successfulRun) renderer.event(event);
  renderer.close();
  expect(streams.all).toBe('[split] careful\n');
  expect(streams.out).toBe('');
});

it('writes warnings to stderr', () => {
  const streams = recordStreams();
  const renderer = new QuietRenderer({ ...options, streams });
  const warning = {
    type: 'warning',
    node: 'split',
    dataset: 'cars',
    code: 'A',
    message: 'bad rows',
  } as const;
  for (const event of runEvents(warning)) renderer.event(event);
  expect(streams.all).toBe('[split] warning: bad rows\n');
  expect(streams.out).toBe('');
});

it('writes failures to stderr', () => {
  const streams = recordStreams();
  const renderer = new QuietRenderer({ ...options, streams });
  for (const event of failedRun) renderer.event(event);
  renderer.close();
  expect(streams.out).toBe('');
  expect(streams.err).toMatch(/^failed {2}split after 12 ms\n {2}TypeError: x is not a function\n/);
  expect(streams.err).toMatch(/Resume with:\n {2}kedro run --from-nodes split\n$/);
});
