import { DataCatalog, allocateShared } from '@kedro-ts/io';
import { node, pipeline } from '@kedro-ts/pipeline';
import { now } from './clock.mjs';
import { VALUES } from './hand-over-values.mjs';

/**
 * One stage after another: a node makes a value, several read it, and all of them tell when. The output `stages` lists how long each
 * hand-over took in milliseconds, from the end of making to the start of the last reader.
 *
 * @param sizes - of the values, one for each stage
 */
export function makePipeline({ kind, sizes, consumers }) {
  const { make, read } = VALUES[kind];
  const makeAt = async (size) => {
    const value = await make(size, allocate);
    return [value, { seen: read(value), at: now() }];
  };
  const use = (value) => ({ at: now(), seen: read(value) });
  const usedIn = (stage) => Array.from({ length: consumers }, (_, i) => `used_${stage}_${i}`);
  const nodes = sizes.flatMap((size, stage) => [
    node(
      () => makeAt(size),
      stage === 0 ? ['start'] : usedIn(stage - 1),
      [`data_${stage}`, `made_${stage}`],
      {
        name: `make_${stage}`,
      },
    ),
    ...usedIn(stage).map((used) => node(use, `data_${stage}`, used, { name: used })),
  ]);
  const times = sizes.flatMap((_, stage) => [`made_${stage}`, ...usedIn(stage)]);
  const collect = (...all) =>
    sizes.map((_, stage) => timeOf(all.slice(stage * (consumers + 1), (stage + 1) * (consumers + 1))));
  return pipeline([...nodes, node(collect, times, 'stages', { name: 'collect' })]);
}

/** What a worker knows of the project. */
export function bootstrap(options) {
  const made = makePipeline(options);
  return { catalog: new DataCatalog(), findNode: (name) => made.findNode(name) };
}

/** How long it took from the maker to the last reader; throws unless all have seen the same value. */
export function timeOf([made, ...used]) {
  for (const { seen } of used)
    if (seen !== made.seen) throw new Error(`made ${made.seen}, but a reader has ${seen}`);
  return Math.max(...used.map(({ at }) => at)) - made.at;
}

function allocate(length) {
  return allocateShared(Float64Array, length, { zeroed: false });
}
