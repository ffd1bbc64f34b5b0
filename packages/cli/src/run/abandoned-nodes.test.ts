import type { RunEvent } from '@kedro-ts/runner';
import { describe, expect, it } from 'vitest';
import { AbandonedNodes } from './abandoned-nodes.js';

function after(...events: readonly object[]): boolean {
  const nodes = new AbandonedNodes();
  for (const event of events) nodes.note({ runId: 'r', time: 0, ...event } as unknown as RunEvent);
  return nodes.areThere;
}

const [started, finished] = ['node-started', 'node-finished'].map((type) => ({ type, node: 'a' }));
const timeout = { type: 'node-retried', node: 'a', error: { code: 'KEDRO_NODE_TIMEOUT' } };

describe('nodes are abandoned', () => {
  it('when they were under way at the end', () => expect(after(started!)).toBe(true));
  it('when they took too long, even if another try was well', () =>
    expect(after(started!, timeout, started!, finished!)).toBe(true));
  it('not when all have ended', () =>
    expect(after(started!, finished!, { type: 'node-skipped', node: 'b' })).toBe(false));
  it('not in workers, which are gone', () => expect(after({ ...started, workerId: 1 })).toBe(false));
});
