// Measures what pipelines cost as they grow: `node bench/pipeline/bench-pipeline.mjs [largest N]` after `npm run build`.
//
// One JSON line per operation, shape and size: median milliseconds, the ratios to a bare topological sort of the same graph
// and to a plain build of it (objects, names, layers sorted by name; no checks) in the same run, and the exponent of growth
// since the size before (1 is linear).
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { node, pipeline, sumPipelines } from '@kedro-ts/pipeline';
import { plainBuild, shapes, topologicalSort } from './shapes.mjs';

const identity = (value) => value;
const makeNodes = (specs, options = () => ({})) =>
  specs.map((spec) =>
    node(identity, spec.inputs.length === 1 ? spec.inputs[0] : spec.inputs, spec.output, {
      name: spec.name,
      tags: spec.tag,
      ...options(spec),
    }),
  );
const build = (specs) => {
  const made = pipeline(makeNodes(specs));
  made.nodes;
  return made;
};

/** Each gives a function to time; what it prepares is not counted. */
const operations = {
  'build + order': (specs) => () => build(specs),
  'from nodes': (specs) => {
    const made = build(specs);
    const names = specs.slice(0, Math.ceil(specs.length / 100)).map(({ name }) => name);
    return () => made.fromNodes(...names).nodes;
  },
  'to outputs': (specs) => {
    const made = build(specs);
    const outputs = [...made.outputs].slice(0, 10);
    return () => made.toOutputs(...outputs).nodes;
  },
  'filter by tag': (specs) => {
    const made = build(specs);
    return () => made.filter({ tags: 'tenth' }).nodes;
  },
  'union of halves': (specs) => {
    const nodes = makeNodes(specs);
    const half = nodes.length >> 1;
    const [a, b] = [pipeline(nodes.slice(0, half)), pipeline(nodes.slice(half))];
    return () => a.union(b).nodes;
  },
  difference: (specs) => {
    const made = build(specs);
    const other = made.filter({ tags: 'tenth' });
    return () => made.difference(other).nodes;
  },
  'sum of tens': (specs) => {
    const nodes = makeNodes(specs);
    const parts = Array.from({ length: Math.ceil(nodes.length / 10) }, (_, i) =>
      pipeline(nodes.slice(i * 10, i * 10 + 10)),
    );
    return () => sumPipelines(parts).nodes;
  },
  namespace: (specs) => {
    const made = build(specs);
    return () => pipeline(made, { namespace: 'all' }).nodes;
  },
  'inputs, outputs, datasets': (specs) => {
    const nodes = makeNodes(specs);
    return () => {
      const made = pipeline(nodes);
      return made.inputs.size + made.outputs.size + made.datasets.size;
    };
  },
  'group by namespace': (specs) => {
    const made = build(specs);
    return () => made.groupNodesBy('namespace');
  },
  describe: (specs) => {
    const made = build(specs);
    return () => made.describe();
  },
};

const SIZES = [100, 1_000, 10_000, 100_000];

if (process.argv[2] === '--cold') {
  // In a fresh process: the first call, and the first sort, of one size.
  const [shape, n] = [process.argv[3], Number(process.argv[4])];
  const specs = shapes[shape](n);
  const sort = timeOnce(() => topologicalSort(specs));
  const plain = timeOnce(() => plainBuild(specs));
  console.log(JSON.stringify({ ms: timeOnce(() => build(specs)), sort, plain }));
} else {
  const largest = Number(process.argv[2] ?? 100_000);
  for (const shape of Object.keys(shapes)) {
    for (const operation of Object.keys(operations)) measure(shape, operation, largest);
    measureCold(shape, largest);
  }
}

function measure(shape, operation, largest) {
  let before;
  for (const n of SIZES.filter((size) => size <= largest)) {
    const specs = shapes[shape](n);
    const run = operations[operation](specs);
    const floors = [() => topologicalSort(specs), () => plainBuild(specs)];
    const rounds = Math.max(5, Math.min(51, Math.round(200_000 / n)));
    const times = [[], [], []];
    for (let i = -2; i < rounds; i++) {
      for (const [k, action] of [run, ...floors].entries()) {
        const time = timeOnce(action);
        if (i >= 0) times[k].push(time);
      }
    }
    const [ms, sort, plain] = times.map(median);
    before = report({ operation, shape, n, ms, sort, plain }, before);
  }
}

function measureCold(shape, largest) {
  let before;
  for (const n of SIZES.filter((size) => size <= largest)) {
    const runs = Array.from({ length: 3 }, () => {
      const { stdout } = spawnSync(
        process.execPath,
        [fileURLToPath(import.meta.url), '--cold', shape, String(n)],
        { encoding: 'utf8' },
      );
      return JSON.parse(stdout);
    });
    const of = (key) => median(runs.map((run) => run[key]));
    before = report(
      { operation: 'build + order, cold', shape, n, ms: of('ms'), sort: of('sort'), plain: of('plain') },
      before,
    );
  }
}

function report({ operation, shape, n, ms, sort, plain }, before) {
  const exponent = before && Math.log(ms / before.ms) / Math.log(n / before.n);
  const round = (value) => value && Number(value.toPrecision(3));
  const ratios = { ratioToSort: round(ms / sort), ratioToPlainBuild: round(ms / plain) };
  console.log(
    JSON.stringify({
      bench: 'pipeline',
      operation,
      shape,
      n,
      ms: round(ms),
      ...ratios,
      exponent: round(exponent),
    }),
  );
  return { n, ms };
}

function timeOnce(run) {
  const start = performance.now();
  run();
  return performance.now() - start;
}

function median(values) {
  return values.toSorted((a, b) => a - b)[values.length >> 1];
}
