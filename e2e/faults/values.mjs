/** Values that follow from a number, and a number that follows from values: what nodes compute. */

const MAKERS = {
  number: (seed) => seed,
  numbers: (seed, size) => Float64Array.from({ length: size }, (_, i) => mix(seed, i)),
  rows: (seed, size) =>
    Array.from({ length: size }, (_, i) => ({ id: i, name: `row ${mix(seed, i)}`, odd: i % 2 === 1 })),
};

/** @param dataset - `{ kind, size }` */
export function makeValue({ kind, size }, seed) {
  return MAKERS[kind](seed, size);
}

/** A number that any change of a value changes. */
export function digest(value) {
  if (typeof value === 'number') return mix(value, 1);
  if (value instanceof Float64Array) return value.reduce(mix, 2);
  return value.reduce(
    (sum, { id, name, odd }) => mix(mix(sum, id + (odd ? 1 : 0)), Number(name.slice(4))),
    3,
  );
}

/** What a node makes of its inputs, in the order of its outputs. */
export function compute({ number, outputs }, datasets, inputs) {
  const seed = inputs.reduce((sum, value) => mix(sum, digest(value)), number);
  return outputs.map((name, i) => makeValue(datasets[name], mix(seed, i)));
}

/** The value of every dataset of a plan, computed without any runner. */
export function computeAll({ nodes, datasets }) {
  const values = new Map();
  for (const [name, dataset] of Object.entries(datasets))
    if (dataset.given !== undefined) values.set(name, makeValue(dataset, dataset.given));
  for (const node of nodes) {
    const inputs = node.inputs.map((name) => values.get(name));
    compute(node, datasets, inputs).forEach((value, i) => values.set(node.outputs[i], value));
  }
  return values;
}

/** A whole number of 32 bits, from two. */
function mix(a, b) {
  let mixed = Math.imul((a ^ 0x9e3779b9) >>> 0, 0x85ebca6b) ^ Math.imul((b + 0x7f4a7c15) >>> 0, 0xc2b2ae35);
  mixed ^= mixed >>> 15;
  return Math.imul(mixed, 0x2c1b3c6d) >>> 0;
}
