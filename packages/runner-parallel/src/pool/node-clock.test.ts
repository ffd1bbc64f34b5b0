import { once } from 'node:events';
import { MessageChannel } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { NodeClock } from './node-clock.js';

test('a clock whose node has ended in time ends nothing, though main was too busy to hear of it', async () => {
  let hasEnded = false;
  const clock = new NodeClock(() => (hasEnded = true));
  const { port1: worker, port2: main } = new MessageChannel();
  clock.start(1);
  main.on('message', () => clock.start(undefined));
  worker.postMessage('done');
  for (const start = performance.now(); performance.now() - start < 1_100;);
  await once(main, 'message');
  await new Promise((resolve) => setTimeout(resolve, 10));
  expect({ hasEnded, hasRunOut: clock.hasRunOut }).toEqual({ hasEnded: false, hasRunOut: false });
  worker.close();
});

test('a clock of which nobody has heard in time ends what it is told to', async () => {
  await new Promise<void>((resolve) => new NodeClock(resolve).start(1));
});
