/** A chain whose nodes make a fresh array each, of so many MB, from the one before; the last one tells how often that was done. */
import { allocateShared, DataCatalog } from '@kedro-ts/io';
import { node, pipeline } from '@kedro-ts/pipeline';

const MEGABYTE = 1_000_000;

/** How nodes come by an array of this length; the content does not matter. */
const ALLOCATE = {
  fresh: (length) => new Float64Array(length),
  shared: (length) => allocateShared(Float64Array, length, { zeroed: false }),
};

export function lengthOf(mb) {
  return Math.max(1, (mb * MEGABYTE) / Float64Array.BYTES_PER_ELEMENT);
}

/** @param options - `{ mb, count, allocation: 'fresh' | 'shared' }` */
export function makePipeline({ mb, count, allocation }) {
  const allocate = ALLOCATE[allocation];
  const first = () => allocate(lengthOf(mb)).fill(0);
  const next = (array) => increase(array, allocate(array.length));
  return pipeline([
    node(first, null, 'd0', { name: 'first' }),
    ...Array.from({ length: count - 1 }, (_, i) => node(next, `d${i}`, `d${i + 1}`, { name: `next${i}` })),
    node((array) => stepsOf(array), `d${count - 1}`, 'steps', { name: 'last' }),
  ]);
}

/** What a worker knows of the project. */
export function bootstrap(options) {
  const made = makePipeline(options);
  return { catalog: new DataCatalog(), findNode: (name) => made.findNode(name) };
}

/** Each number of the array, and one, in the other. */
export function increase(array, target) {
  for (let i = 0; i < array.length; i++) target[i] = array[i] + 1;
  return target;
}

/** Throws unless both ends of the array went the same way. */
export function stepsOf(array) {
  if (array[0] !== array.at(-1)) throw new Error(`${array[0]} at the start, but ${array.at(-1)} at the end`);
  return array[0];
}
