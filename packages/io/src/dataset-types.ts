import { CachedDataset } from './cached-dataset.js';
import type { DatasetClass } from './dataset.js';
import { MemoryDataset } from './memory-dataset.js';
import { SharedMemoryDataset } from './shared-memory-dataset.js';

/** Finds the class that a catalog entry names under `type`. */
export interface DatasetTypes {
  /** The class, or undefined when the name is unknown; may import the module that has it. */
  resolve(type: string): Promise<DatasetClass | undefined>;
  /** All names it could resolve, for suggestions. */
  names(): Iterable<string>;
}

/** The types that need nothing but this package. */
export const builtInDatasetTypes: DatasetTypes = datasetTypes({
  CachedDataset: () => CachedDataset,
  MemoryDataset: () => MemoryDataset,
  SharedMemoryDataset: () => SharedMemoryDataset,
});

/**
 * Dataset types from a record of classes, or of functions that import them.
 *
 * Kedro's spellings are understood too: a leading `kedro.io.` or `kedro_datasets.` is dropped.
 */
export function datasetTypes(
  types: Readonly<Record<string, () => DatasetClass | Promise<DatasetClass>>>,
): DatasetTypes {
  const byName = new Map(Object.entries(types));
  return {
    resolve: async (type) => (byName.get(type) ?? byName.get(withoutKedroPrefix(type)))?.(),
    names: () => byName.keys(),
  };
}

function withoutKedroPrefix(type: string): string {
  return type.replace(/^(kedro\.io|kedro_datasets)\./, '');
}

/** Several sources of dataset types as one; the first that knows a name wins. */
export function combineDatasetTypes(...sources: readonly DatasetTypes[]): DatasetTypes {
  return {
    resolve: async (type) => {
      for (const source of sources) {
        const found = await source.resolve(type);
        if (found !== undefined) return found;
      }
      return undefined;
    },
    names: () => sources.flatMap((source) => [...source.names()]),
  };
}
