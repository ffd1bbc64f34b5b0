import { expect, it } from 'vitest';
import { node, pipeline, typed } from '../index.js';

it('costs nothing: the functions are the ordinary ones', () => {
  const bound = typed<{ a: number; b: number }>();
  expect(bound.node).toBe(node);
  expect(bound.pipeline).toBe(pipeline);
});

it('makes nodes that run', () => {
  const bound = typed<{ a: number; b: number }>();
  const add = bound.node((a) => a + 1, 'a', 'b', { name: 'add' });
  expect(bound.pipeline([add]).nodes.map(({ name }) => name)).toEqual(['add']);
  expect(add.run({ a: 1 })).toEqual({ values: { b: 2 } });
});
