import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterEach, expect, it, vi } from 'vitest';
import { warnIfStillAlive } from './warn-if-still-alive.js';

afterEach(() => vi.useRealTimers());

it('names what keeps the process alive', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  vi.useFakeTimers();
  const warnings: string[] = [];
  warnIfStillAlive((text) => warnings.push(text), 5000);
  vi.advanceTimersByTime(4999);
  expect(warnings).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(warnings).toEqual([expect.stringMatching(/keeps the process alive \(.*TCPServerWrap.*\)/)]);
  server.close();
});
