import { expect, it } from 'vitest';
import { recordStreams } from '../../test/record-streams.js';
import { failedRun, successfulRun } from '../../test/run-events.js';
import { JsonRenderer } from './json-renderer.js';

it('writes every event, those of stderr too, as one line on stdout and nothing else', () => {
  const streams = recordStreams();
  const renderer = new JsonRenderer({ streams });
  const events = [...successfulRun, ...failedRun];
  for (const event of events) renderer.event(event);
  renderer.close();
  const lines = streams.out.split('\n');
  expect(lines.pop()).toBe('');
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(events);
  expect(streams.err).toBe('');
});

it('writes nothing after it is closed', () => {
  const streams = recordStreams();
  const renderer = new JsonRenderer({ streams });
  renderer.close();
  renderer.event(successfulRun[0]!);
  expect(streams.all).toBe('');
});
