import { deepStrictEqual } from 'node:assert';
import { DataCatalog } from '@kedro-ts/io';
import { node, pipeline } from '@kedro-ts/pipeline';
import { makeSpecs } from './trivial.mjs';

/** A pipeline of these nodes, with its order known. */
export function makePipeline(specs) {
  const made = pipeline(specs.map(({ name, input, output, run }) => node(run, input, output, { name })));
  made.nodes;
  return made;
}

/** What a worker knows of the project. */
export function bootstrap({ shape, n }) {
  const made = makePipeline(makeSpecs(shape, n));
  return { catalog: new DataCatalog(), findNode: (name) => made.findNode(name) };
}

/** Where workers find {@link bootstrap}. */
export function bootstrapOf(shape, n) {
  return { module: import.meta.url, data: { shape, n } };
}

/** A run from a fresh catalog. */
export function runPipeline(runner, made, options) {
  return runner.run(made, new DataCatalog({ start: 0 }), options);
}

/** Throws unless the outputs of a run are what is left in the map of a floor. */
export async function checkOutputs({ outputs }, left) {
  const loaded = [];
  for (const [name, dataset] of Object.entries(outputs)) loaded.push([name, await dataset.load()]);
  deepStrictEqual(new Map(loaded.sort()), new Map([...left].sort()));
}
