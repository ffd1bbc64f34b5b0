/** What pipelines cost as they grow, beside a plain build of the same graph: objects, names, layers sorted by name, no checks. */
import { deepStrictEqual } from 'node:assert';
import { node, pipeline, sumPipelines } from '@kedro-ts/pipeline';
import { timeKedro } from '../kedro/time-kedro.mjs';
import { plainBuild, plainDescendants, shapes } from './shapes.mjs';

const identity = (value) => value;

function makeNodes(specs) {
  return specs.map(({ name, inputs, output, tag }) =>
    node(identity, inputs.length === 1 ? inputs[0] : inputs, output, { name, tags: tag }),
  );
}

function build(specs) {
  const made = pipeline(makeNodes(specs));
  made.nodes;
  return made;
}

/** Both have the same nodes, in layers that are sorted by name. */
function checkOrder(made, { ordered }) {
  deepStrictEqual(
    made.nodes.map(({ name }) => name),
    ordered.map(({ name }) => name),
  );
}

/** A hundredth of the nodes, from the first layers. */
function namesOf(specs) {
  return specs.slice(0, Math.ceil(specs.length / 100)).map(({ name }) => name);
}

const builds = Object.entries(shapes).map(([shape, makeSpecs]) => ({
  name: `pipeline/build/${shape}`,
  sizes: shape === 'layered' ? [1_000, 10_000, 100_000] : [10_000],
  coldSizes: shape === 'layered' ? [1_000, 10_000] : [],
  goals: (n) => (n > 1_000 && shape === 'layered' ? ['ratio <= 3', 'exponent <= 1.1'] : ['ratio <= 3']),
  prepare: (n) => {
    const specs = makeSpecs(n);
    return {
      ours: () => build(specs),
      floor: () => plainBuild(specs),
      check: checkOrder,
      kedro: () =>
        shape === 'layered' && n <= 10_000 ? timeKedro('build', { specs }, n > 1_000 ? 0 : 3) : undefined,
    };
  },
}));

/** Parts of a pipeline, and pipelines of parts: what is prepared is not counted. */
const operations = [
  {
    name: 'pipeline/from-nodes',
    sizes: [10_000, 100_000],
    goals: ['ratio <= 1.5'],
    prepare: (specs) => {
      const made = build(specs);
      const names = namesOf(specs);
      return {
        ours: () => made.fromNodes(...names),
        floor: () => plainBuild(plainDescendants(specs, names)),
        kedro: () => (specs.length <= 10_000 ? timeKedro('from nodes', { specs, names }, 0) : undefined),
      };
    },
  },
  {
    name: 'pipeline/union',
    sizes: [10_000],
    goals: ['ratio <= 2'],
    prepare: (specs) => {
      const nodes = makeNodes(specs);
      const half = nodes.length >> 1;
      const [a, b] = [pipeline(nodes.slice(0, half)), pipeline(nodes.slice(half))];
      return {
        ours: () => a.union(b),
        floor: () => plainBuild(specs),
        kedro: () => timeKedro('union', { specs, half }, 1),
      };
    },
  },
  {
    name: 'pipeline/tags',
    sizes: [10_000],
    goals: ['ratio <= 2'],
    prepare: (specs) => {
      const made = build(specs);
      return {
        ours: () => made.filter({ tags: 'tenth' }),
        floor: () => plainBuild(specs.filter(({ tag }) => tag === 'tenth')),
        kedro: () => timeKedro('tags', { specs, tag: 'tenth' }, 1),
      };
    },
  },
  {
    name: 'pipeline/difference',
    sizes: [10_000],
    prepare: (specs) => {
      const made = build(specs);
      const other = made.filter({ tags: 'tenth' });
      return {
        ours: () => made.difference(other),
        floor: () => plainBuild(specs.filter(({ tag }) => tag !== 'tenth')),
      };
    },
  },
  {
    name: 'pipeline/sum-of-tens',
    sizes: [10_000],
    prepare: (specs) => {
      const nodes = makeNodes(specs);
      const parts = Array.from({ length: nodes.length / 10 }, (_, i) =>
        pipeline(nodes.slice(i * 10, i * 10 + 10)),
      );
      return { ours: () => sumPipelines(parts), floor: () => plainBuild(specs) };
    },
  },
  {
    name: 'pipeline/namespace',
    sizes: [10_000],
    prepare: (specs) => {
      const made = build(specs);
      const renamed = specs.map(({ name, inputs, output, tag }) => ({
        name: `all.${name}`,
        inputs: inputs.map((input) => (input === 'start' ? input : `all.${input}`)),
        output: `all.${output}`,
        tag,
      }));
      return {
        ours: () => pipeline(made, { namespace: 'all', inputs: 'start' }),
        floor: () => plainBuild(renamed),
      };
    },
  },
].map(({ prepare, ...bench }) => ({
  ...bench,
  prepare: (n) => {
    const { ours, ...rest } = prepare(shapes.layered(n));
    const ordered = () => {
      const made = ours();
      made.nodes;
      return made;
    };
    return { ours: ordered, check: checkOrder, ...rest };
  },
}));

export const benches = [...builds, ...operations];
