import { describe, expect, test } from 'vitest';
import { errorOf, eventsOf, ISOLATIONS, startProject } from './run-project.js';

describe.each(ISOLATIONS)('printed lines, isolation "%s"', (isolation) => {
  test('arrive whole and in order, with the name of the node', async () => {
    const run = await startProject('printed', { isolation });
    await run.result;
    const lines = eventsOf(run, 'line-printed').map(({ node, stream, text }) => [node, stream, text]);
    expect(lines).toEqual([
      ['talk', 'stdout', 'one { two: 2 }'],
      ['talk', 'stdout', 'three'],
      ['talk', 'stdout', 'foür – €'],
      ['talk', 'stderr', 'five'],
      ['talk', 'stdout', 'six without an end'],
      ['talk_again', 'stdout', 'seven'],
    ]);
  });

  test('arrive before their node is finished', async () => {
    const run = await startProject('printed', { isolation });
    await run.result;
    const log = run.events.flatMap((event) =>
      event.type === 'line-printed' || event.type === 'node-finished' ? [`${event.type} ${event.node}`] : [],
    );
    expect(log.slice(4)).toEqual([
      'line-printed talk',
      'node-finished talk',
      'line-printed talk_again',
      'node-finished talk_again',
    ]);
  });

  test('tell what went wrong while a worker was disposing of what it held', async () => {
    const run = await startProject('failing dispose', { isolation });
    await run.result;
    const lines = eventsOf(run, 'line-printed');
    expect(lines[0]).toMatchObject({ stream: 'stderr', text: 'Error: will not go', workerId: 1 });
  });
});

describe.each(ISOLATIONS)('a listener of events that throws, isolation "%s"', (isolation) => {
  test.each(['worker-started', 'node-started', 'line-printed', 'dataset-saved', 'node-finished'])(
    'at %s ends the run with its error',
    async (type) => {
      const run = await startProject('printed', {
        isolation,
        run: {
          onEvent: (event) => {
            if (event.type === type) throw new Error('the listener is broken');
          },
        },
      });
      expect(await errorOf(run)).toMatchObject({ message: 'the listener is broken' });
    },
  );
});
