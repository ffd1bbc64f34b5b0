import { expectTypeOf, test } from 'vitest';
import { node, pipeline, sumPipelines, type Node, type NodeGroup, type Pipeline } from './index.js';

const step = node(() => 1, 'a', 'b');

test('a pipeline is made of nodes and pipelines in any mixture', () => {
  expectTypeOf(pipeline(step)).toEqualTypeOf<Pipeline>();
  expectTypeOf(pipeline([step, pipeline(step)], { namespace: 'n' })).toEqualTypeOf<Pipeline>();
  expectTypeOf(
    pipeline(new Set([step]), { inputs: { a: 'x' }, outputs: ['b'], parameters: 'p' }),
  ).toEqualTypeOf<Pipeline>();
  expectTypeOf(sumPipelines(new Map([['x', pipeline([])]]).values())).toEqualTypeOf<Pipeline>();
});

test('anything else does not compile', () => {
  // @ts-expect-error names are no nodes
  pipeline(['a']);
  // @ts-expect-error a mapping goes from name to name
  pipeline(step, { inputs: { a: 5 } });
  // @ts-expect-error unknown options are refused
  pipeline(step, { prefix: false });
  // @ts-expect-error groups are made by namespace or not at all
  pipeline(step).groupNodesBy('tags');
  // @ts-expect-error unknown conditions are refused
  pipeline(step).filter({ nodes: ['a'] });
});

test('what a pipeline tells is read-only', () => {
  const some = pipeline(step);
  expectTypeOf(some.nodes).toEqualTypeOf<readonly Node[]>();
  expectTypeOf(some.inputs).toEqualTypeOf<ReadonlySet<string>>();
  expectTypeOf(some.findNode('a')).toEqualTypeOf<Node | undefined>();
  expectTypeOf(some.graph.parents).toEqualTypeOf<readonly (readonly number[])[]>();
  expectTypeOf(some.groupNodesBy('namespace')).toEqualTypeOf<NodeGroup[]>();
  expectTypeOf(some.nodes).not.toHaveProperty('push');
});
