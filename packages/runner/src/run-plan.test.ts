import { node, pipeline } from '@kedro-ts/pipeline';
import { describe, expect, test } from 'vitest';
import type { Durations } from './expected-durations.js';
import { planRun, workersNeeded } from './run-plan.js';

const make = (name: string, inputs: string[], outputs: string[]) => node(() => 1, inputs, outputs, { name });

const chain = () =>
  pipeline([make('a', [], ['x']), make('b', ['x'], ['y']), make('c', ['y'], ['z']), make('d', ['z'], [])]);

describe('planRun', () => {
  // a -> b -> d, a -> c, and e alone.
  const plan = planRun(
    pipeline([
      make('d', ['b_out'], ['d_out']),
      make('b', ['a_out', 'given'], ['b_out']),
      make('c', ['a_out', 'a_out'], ['c_out']),
      make('a', ['given'], ['a_out', 'spare']),
      make('e', ['other'], []),
    ]),
  );
  const at = (name: string): number => plan.nodes.findIndex((node) => node.name === name);

  test('orders the nodes and says who waits for whom', () => {
    expect(plan.nodes.map(({ name }) => name)).toEqual(['a', 'e', 'b', 'c', 'd']);
    expect(plan.children[at('a')]).toEqual([at('b'), at('c')]);
    expect(plan.waitsFor).toEqual([0, 0, 1, 1, 1]);
  });

  test('measures the longest way to an end', () => {
    expect(['a', 'b', 'c', 'd', 'e'].map((name) => plan.remainingPath[at(name)])).toEqual([3, 2, 1, 1, 1]);
  });

  test('weighs each node with how long it took before, and unknown ones with the median', () => {
    const weighed = planRun(chain(), { durations: { a: 10, b: 200, d: 40, gone: 7 } });
    expect(weighed.remainingPath).toEqual([10 + 200 + 40 + 40, 200 + 40 + 40, 40 + 40, 40]);
  });

  test('counts each node once when nothing is known, and heeds no duration that is none', () => {
    const none = { a: -1, b: Number.NaN, c: Number.POSITIVE_INFINITY, d: 'long' as unknown as number };
    const all: readonly (Durations | undefined)[] = [undefined, {}, { gone: 7 }, none];
    for (const durations of all) expect(planRun(chain(), { durations }).remainingPath).toEqual([4, 3, 2, 1]);
  });

  test('counts how often each dataset is loaded', () => {
    expect(Object.fromEntries(plan.loadCounts)).toEqual({ given: 2, other: 1, a_out: 3, b_out: 1 });
  });

  test('keeps what the pipeline is given and what it leaves', () => {
    expect([...plan.kept].sort()).toEqual(['c_out', 'd_out', 'given', 'other', 'spare']);
  });
});

describe('workersNeeded', () => {
  test.each([
    ['a chain', [make('a', [], ['x']), make('b', ['x'], ['y']), make('c', ['y'], ['z'])], 1],
    [
      'nodes that do not depend on each other',
      [make('a', [], ['x']), make('b', [], ['y']), make('c', [], ['z'])],
      3,
    ],
    ['a fan', [make('a', [], ['x']), make('b', ['x'], ['y']), make('c', ['x'], ['z'])], 2],
  ] as const)('is nodes - groups + 1 for %s', (_, nodes, expected) => {
    expect(workersNeeded(pipeline(nodes))).toBe(expected);
  });
});
