import { expectTypeOf, test } from 'vitest';
import { node, type Node, type NodeOutputs, type Resources } from '../index.js';

test('a node is made from any kind of function and gives an erased type', () => {
  expectTypeOf(node((x: number, y?: string) => `${x}${y}`, ['a', 'b'], 'c')).toEqualTypeOf<Node>();
  expectTypeOf(node(async ({ x }: { x: number }) => x, { x: 'a' }, 'c')).toEqualTypeOf<Node>();
  expectTypeOf(node(function* () {}, null, ['c', 'd'] as const)).toEqualTypeOf<Node>();
  expectTypeOf(
    node(async function* () {}, null, { x: 'c' }, { name: 'n', tags: new Set(['t']) }),
  ).toEqualTypeOf<Node>();
});

test('what is no function and what are no dataset names does not compile', () => {
  // @ts-expect-error a string is no function
  node('f', 'a', 'b');
  // @ts-expect-error undefined is no declaration of inputs: null says that there are none
  node(() => 1, undefined, 'b');
  // @ts-expect-error numbers are no dataset names
  node(() => 1, ['a', 1], 'b');
  // @ts-expect-error unknown options are refused
  node(() => 1, 'a', 'b', { nmae: 'n' });
});

test('resources are amounts by name', () => {
  node(() => 1, 'a', 'b', { resources: { memory: '2GB', gpu: 0.5, 'api:openai': 4 } });
  // @ts-expect-error a flag is no amount
  node(() => 1, 'a', 'b', { resources: { gpu: true } });
  expectTypeOf(node(() => 1, 'a', 'b').resources).toEqualTypeOf<Resources>();
});

test('a node cannot be changed', () => {
  const given = node(() => 1, 'a', 'b');
  // @ts-expect-error read-only
  given.inputs = [];
  expectTypeOf(given.inputs).not.toHaveProperty('push');
  expectTypeOf(given.tags).not.toHaveProperty('add');
});

test('a run gives values or chunks, now or later', () => {
  expectTypeOf<ReturnType<Node['run']>>().toEqualTypeOf<NodeOutputs | Promise<NodeOutputs>>();
});
