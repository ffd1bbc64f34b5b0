// The graphs that are measured, as plain data: what each node reads and writes.

/** Numbers from 0 to 1 that come out the same every time (mulberry32). */
function random(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const name = (i) => `n${String(i).padStart(6, '0')}`;
const dataset = (i) => `d${i}`;
const spec = (i, inputs) => ({
  name: name(i),
  inputs,
  output: dataset(i),
  tag: i % 10 === 0 ? 'tenth' : 'other',
  namespace: `g${i % 100}`,
});

export const shapes = {
  /** Each node reads what the one before it wrote. */
  chain: (n) => Array.from({ length: n }, (_, i) => spec(i, [i === 0 ? 'start' : dataset(i - 1)])),
  /** No node waits for another. */
  wide: (n) => Array.from({ length: n }, (_, i) => spec(i, ['start'])),
  /** Layers of a hundred; each node reads two random outputs of the layer before. */
  layered: (n) => {
    const next = random(n);
    return Array.from({ length: n }, (_, i) => {
      const layer = Math.floor(i / 100);
      const pick = () => dataset((layer - 1) * 100 + Math.floor(next() * 100));
      return spec(i, layer === 0 ? ['start'] : [...new Set([pick(), pick()])]);
    });
  },
};

/** The floor: what building means (objects, names looked up, layers sorted by name) with no framework and no checks. */
export function plainBuild(specs) {
  const nodes = specs.map(({ name, inputs, output, tag }) => ({
    name,
    inputs: [...inputs],
    outputs: [output],
    tags: new Set([tag]),
  }));
  const byName = new Map(nodes.map((node) => [node.name, node]));
  const producer = new Map();
  nodes.forEach((node, i) => producer.set(node.outputs[0], i));
  const waitsFor = new Int32Array(nodes.length);
  const children = nodes.map(() => []);
  nodes.forEach(({ inputs }, i) => {
    for (const input of inputs) {
      const parent = producer.get(input);
      if (parent === undefined) continue;
      children[parent].push(i);
      waitsFor[i]++;
    }
  });
  const compare = (a, b) => (nodes[a].name < nodes[b].name ? -1 : 1);
  const ordered = [];
  let layer = [...nodes.keys()].filter((i) => waitsFor[i] === 0);
  while (layer.length > 0) {
    layer.sort(compare);
    const next = [];
    for (const i of layer) {
      ordered.push(nodes[i]);
      for (const child of children[i]) if (--waitsFor[child] === 0) next.push(child);
    }
    layer = next;
  }
  return { byName, ordered };
}

/** The nodes of these names and all that need what they make. */
export function plainDescendants(specs, names) {
  const readers = new Map();
  for (const spec of specs)
    for (const input of spec.inputs) {
      const known = readers.get(input);
      if (known === undefined) readers.set(input, [spec]);
      else known.push(spec);
    }
  const wanted = new Set(names);
  const found = new Set(specs.filter(({ name }) => wanted.has(name)));
  for (const spec of found) for (const reader of readers.get(spec.output) ?? []) found.add(reader);
  return specs.filter((spec) => found.has(spec));
}
