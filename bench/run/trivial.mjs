/** Pipelines whose nodes do next to nothing, as plain data: a floor runs them as they are. */

/** Each function is another, so that one called twice, or never, is noticed. */
const add = (amount) => (value) => value + amount;
const addLater = (amount) => async (value) => value + amount;

const SHAPES = {
  /** Each node reads what the one before it wrote. */
  chain: (i) => (i === 0 ? 'start' : `d${i - 1}`),
  /** No node waits for another. */
  independent: () => 'start',
};

/**
 * The nodes: `{ name, input, output, run, frees }`, where `frees` says that nobody reads the input afterwards.
 *
 * @param shape - `chain` or `independent`
 * @param isAsync - whether functions give promises
 */
export function makeSpecs(shape, n, isAsync = false) {
  const inputOf = SHAPES[shape];
  const make = isAsync ? addLater : add;
  return Array.from({ length: n }, (_, i) => ({
    name: `n${i}`,
    input: inputOf(i),
    output: `d${i}`,
    run: make(i),
    frees: shape === 'chain' || i === n - 1,
  }));
}

/** The floor of a sequential run: a loop and a map. Gives what is left in it. */
export function runInLoop(specs) {
  const data = new Map([['start', 0]]);
  for (const { input, output, run, frees } of specs) {
    data.set(output, run(data.get(input)));
    if (frees) data.delete(input);
  }
  return data;
}

/** The floor of a concurrent run: as many loops as may overlap, each takes the next node; a chain needs one. */
export async function runWithLimit(specs, limit) {
  const data = new Map([['start', 0]]);
  let next = 0;
  const loop = async () => {
    while (next < specs.length) {
      const { input, output, run, frees } = specs[next++];
      data.set(output, await run(data.get(input)));
      if (frees) data.delete(input);
    }
  };
  await Promise.all(Array.from({ length: limit }, loop));
  return data;
}

/** What a bare worker can be asked to run. */
export function makeTasks({ shape, n }) {
  return new Map(makeSpecs(shape, n).map(({ name, run }) => [name, run]));
}
