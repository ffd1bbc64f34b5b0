import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pipeline } from './create-pipeline.js';
import { node, type Node } from './node/node.js';
import { sumPipelines, type Pipeline, type PipelineJson } from './pipeline.js';

const f = (): undefined => undefined;
const names = ({ nodes }: Pipeline): string[] => nodes.map(({ name }) => name);
const sortedNames = (some: Pipeline): string[] => names(some).sort();

/** Nodes that read datasets of earlier ones, in any order of declaration, with names that say nothing about the order. */
const someNodes: fc.Arbitrary<Node[]> = fc
  .array(
    fc.record({
      reads: fc.array(fc.nat({ max: 60 }), { maxLength: 3 }),
      writes: fc.integer({ min: 1, max: 2 }),
      tag: fc.constantFrom('x', 'y', 'z'),
      salt: fc.stringMatching(/^[a-zA-Z_.]{0,3}$/),
    }),
    { maxLength: 25 },
  )
  .map((specs) =>
    specs.map(({ reads, writes, tag, salt }, index) => {
      const inputs = [...new Set(reads.map((read) => (read < index ? `d${read}_0@x` : `free${read}`)))];
      const outputs = Array.from({ length: writes }, (_, output) => `d${index}_${output}@y`);
      const resources = tag === 'x' ? { memory: `${index}MB`, gpu: index } : undefined;
      return node(f, inputs, outputs, { name: `${salt}n${index}`, tags: tag, resources });
    }),
  )
  .chain((nodes) => fc.shuffledSubarray(nodes, { minLength: nodes.length }));

const withChoice = someNodes.chain((nodes) =>
  fc.record({ nodes: fc.constant(nodes), chosen: fc.subarray(nodes), other: fc.subarray(nodes) }),
);

describe('in any pipeline', () => {
  it('every node comes after those it depends on, in an earlier layer', () => {
    fc.assert(
      fc.property(someNodes, (nodes) => {
        const some = pipeline(nodes);
        const layer = new Map(
          some.groupedNodes.flatMap((group, index) => group.map((member) => [member, index] as const)),
        );
        for (const [child, parents] of some.nodeDependencies) {
          const latest = Math.max(-1, ...[...parents].map((parent) => layer.get(parent)!));
          expect(layer.get(child)).toBe(latest + 1);
        }
        expect(some.nodes).toHaveLength(nodes.length);
        for (const member of nodes) expect(layer.has(member)).toBe(true);
      }),
    );
  });

  it('the order does not depend on the order of declaration', () => {
    fc.assert(
      fc.property(someNodes, (nodes) => {
        expect(names(pipeline([...nodes].reverse()))).toEqual(names(pipeline(nodes)));
      }),
    );
  });

  it('parents and children mirror each other and agree with the dependencies', () => {
    fc.assert(
      fc.property(withChoice, ({ nodes, chosen }) => {
        const some = pipeline(nodes).onlyNodes(...chosen.map(({ name }) => name));
        const { parents, children } = some.graph;
        some.nodes.forEach((member, index) => {
          const dependencies = [...some.nodeDependencies.get(member)!];
          expect(parents[index]!.map((parent) => some.nodes[parent])).toEqual(dependencies);
          for (const parent of parents[index]!) expect(children[parent]).toContain(index);
          for (const child of children[index]!) expect(parents[child]).toContain(index);
        });
      }),
    );
  });
});

describe('any slice', () => {
  it('is the same as a pipeline built of its nodes', () => {
    fc.assert(
      fc.property(withChoice, ({ nodes, chosen }) => {
        const slice = pipeline(nodes).onlyNodes(...chosen.map(({ name }) => name));
        const built = pipeline(chosen);
        expect(slice.groupedNodes).toEqual(built.groupedNodes);
        expect(slice.inputs).toEqual(built.inputs);
        expect(slice.outputs).toEqual(built.outputs);
        expect(slice.graph).toEqual(built.graph);
      }),
    );
  });

  it('downwards holds every child of its nodes, upwards every parent', () => {
    fc.assert(
      fc.property(withChoice, ({ nodes, chosen }) => {
        const some = pipeline(nodes);
        const asked = chosen.map(({ name }) => name);
        const down = new Set(some.fromNodes(...asked).nodes);
        const up = new Set(some.toNodes(...asked).nodes);
        for (const [child, parents] of some.nodeDependencies) {
          for (const parent of parents) {
            if (down.has(parent)) expect(down.has(child)).toBe(true);
            if (up.has(child)) expect(up.has(parent)).toBe(true);
          }
        }
        for (const member of chosen) expect(down.has(member) && up.has(member)).toBe(true);
      }),
    );
  });

  it('of a filter is the intersection of the single slices', () => {
    fc.assert(
      fc.property(withChoice, ({ nodes, chosen, other }) => {
        fc.pre(chosen.length > 0 && other.length > 0);
        const some = pipeline(nodes);
        const fromNodes = chosen.map(({ name }) => name);
        const toNodes = other.map(({ name }) => name);
        const both = some.fromNodes(...fromNodes).intersection(some.toNodes(...toNodes));
        fc.pre(both.nodes.length > 0);
        expect(names(some.filter({ fromNodes, toNodes }))).toEqual(names(both));
      }),
    );
  });
});

describe('what any pipeline writes as JSON', () => {
  it('is enough to build it again, with other functions', () => {
    fc.assert(
      fc.property(someNodes, (nodes) => {
        const some = pipeline(nodes);
        const { pipeline: written } = JSON.parse(JSON.stringify(some)) as PipelineJson;
        const again = pipeline(
          written.map(({ name, inputs, outputs, ...options }) =>
            node(f, inputs, outputs, { name, ...options }),
          ),
        );
        expect(again.toJSON()).toEqual(some.toJSON());
        expect(names(again)).toEqual(names(some));
        expect(again.graph).toEqual(some.graph);
        expect([...again.inputs]).toEqual([...some.inputs]);
      }),
    );
  });
});

describe('the algebra of any pipelines', () => {
  it('follows the laws of sets', () => {
    fc.assert(
      fc.property(withChoice, ({ nodes, chosen, other }) => {
        const [all, a, b] = [pipeline(nodes), pipeline(chosen), pipeline(other)];
        expect(names(a.union(b))).toEqual(names(b.union(a)));
        expect(names(a.union(a))).toEqual(names(a));
        expect(names(a.intersection(b))).toEqual(names(b.intersection(a)));
        expect(names(a.union(a.intersection(b)))).toEqual(names(a));
        expect(names(a.intersection(a.union(b)))).toEqual(names(a));
        expect(names(a.difference(b).union(a.intersection(b)))).toEqual(names(a));
        expect(names(all.difference(a.union(b)))).toEqual(names(all.difference(a).difference(b)));
        expect(names(all.difference(a).intersection(a))).toEqual([]);
        expect(names(sumPipelines([a, b, all]))).toEqual(names(a.union(b).union(all)));
      }),
    );
  });

  it('keeps all datasets apart under a namespace', () => {
    fc.assert(
      fc.property(someNodes, (nodes) => {
        const some = pipeline(nodes);
        const copy = pipeline(some, { namespace: 'copy' });
        expect([...copy.datasets].sort()).toEqual([...some.datasets].map((name) => `copy.${name}`).sort());
        expect(sortedNames(copy)).toEqual(sortedNames(some).map((name) => `copy.${name}`));
        expect(sortedNames(some.union(copy))).toHaveLength(2 * nodes.length);
      }),
    );
  });
});
