/** Nodes that keep a core busy. */
import { DataCatalog } from '@kedro-ts/io';
import { node, pipeline } from '@kedro-ts/pipeline';

/** @param options - `{ count, rounds }` */
export function makePipeline({ count, rounds }) {
  return pipeline(
    Array.from({ length: count }, (_, seed) =>
      node(() => compute(seed, rounds), null, outputOf(seed), { name: `compute${seed}` }),
    ),
  );
}

export function outputOf(seed) {
  return `computed${seed}`;
}

/** What a worker knows of the project. */
export function bootstrap(options) {
  const made = makePipeline(options);
  return { catalog: new DataCatalog(), findNode: (name) => made.findNode(name) };
}

/** What a bare worker can be asked to run. */
export function makeTasks({ count, rounds }) {
  return new Map(Array.from({ length: count }, (_, seed) => [String(seed), () => compute(seed, rounds)]));
}

/** A number that no shorter way leads to (xorshift). */
export function compute(seed, rounds) {
  let value = seed + 1;
  for (let i = 0; i < rounds; i++) {
    value ^= value << 13;
    value ^= value >>> 17;
    value ^= value << 5;
  }
  return value;
}
