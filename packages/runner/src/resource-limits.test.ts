import { node } from '@kedro-ts/pipeline';
import { describe, expect, test } from 'vitest';
import { checkResources, limitResources } from './resource-limits.js';

const nodes = [
  node(() => 1, null, 'a', { name: 'a', resources: { memory: '2GB', gpu: 1 } }),
  node(() => 1, null, 'b', { name: 'b' }),
  node(() => 1, null, 'c', { name: 'c', resources: { gpu: 1, memory: '2000MB', disk: '1TB' } }),
  node(() => 1, null, 'd', { name: 'd', resources: { memory: 1, gpu: 0 } }),
];

describe('limitResources', () => {
  test('keeps what has a total, sizes in bytes, in the order of the totals', () => {
    const { totals, needs } = limitResources(nodes, { gpu: 4, memory: '8GB' })!;
    expect(totals).toEqual([4, 8e9]);
    expect(needs).toEqual([
      [
        { resource: 0, amount: 1 },
        { resource: 1, amount: 2e9 },
      ],
      undefined,
      [
        { resource: 0, amount: 1 },
        { resource: 1, amount: 2e9 },
      ],
      [{ resource: 1, amount: 1 }],
    ]);
  });

  test('has nothing to say when no node needs anything that has a total', () => {
    expect(limitResources(nodes)).toBeUndefined();
    expect(limitResources(nodes, { 'api:openai': 4 })).toBeUndefined();
  });

  test('refuses a total that is no amount', () => {
    expect(() => limitResources(nodes, { memory: '8 gigs' })).toThrow(
      expect.objectContaining({ code: 'KEDRO_RUNNER_OPTION', option: 'resources.memory' }) as Error,
    );
  });
});

describe('checkResources', () => {
  test('lists every node that needs more than there is, with the amounts as they were written', () => {
    expect(() => checkResources(nodes, { memory: '1GiB', disk: 0 })).toThrow(
      expect.objectContaining({
        code: 'KEDRO_RESOURCE_SHORTAGE',
        shortages: [
          { node: 'a', resource: 'memory', need: '2GB', total: '1GiB' },
          { node: 'c', resource: 'memory', need: '2000MB', total: '1GiB' },
          { node: 'c', resource: 'disk', need: '1TB', total: 0 },
        ],
        message: expect.stringContaining('node "a" needs 2GB of "memory", of which there is 1GiB') as string,
      }) as Error,
    );
  });

  test('accepts what fits exactly, and what has no total', () => {
    checkResources(nodes, { memory: '2GB', gpu: 1 });
    checkResources(nodes);
  });
});
