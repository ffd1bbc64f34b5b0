import { node, pipeline } from '@kedro-ts/pipeline';
import { planRun } from '@kedro-ts/runner';
import { expect, test } from 'vitest';
import { Lookahead } from './lookahead.js';

const make = (name: string, inputs: readonly string[]): ReturnType<typeof node> =>
  node((...all: unknown[]) => all.length, [...inputs], `${name}_out`, { name });

/** A chain of three, one node that needs two of them, and one that needs nothing. */
const plan = planRun(
  pipeline([
    make('first', []),
    make('second', ['first_out']),
    make('third', ['second_out']),
    make('both', ['first_out', 'other_out']),
    make('other', []),
  ]),
);
const indexOf = (name: string): number => plan.nodes.findIndex((planned) => planned.name === name);

test('a node does not wait behind the last one that something more urgent waits for', () => {
  const lookahead = new Lookahead(plan);
  expect(lookahead.mayFollow(indexOf('both'), indexOf('first'))).toBe(false);
  expect(lookahead.mayFollow(indexOf('third'), indexOf('second'))).toBe(true);
});

test('a node may wait behind one after which nothing more urgent can start yet', () => {
  const lookahead = new Lookahead(plan);
  expect(lookahead.mayFollow(indexOf('third'), indexOf('other'))).toBe(true);
  lookahead.done(indexOf('first'));
  expect(lookahead.mayFollow(indexOf('third'), indexOf('other'))).toBe(true);
  expect(lookahead.mayFollow(indexOf('both'), indexOf('second'))).toBe(true);
});
