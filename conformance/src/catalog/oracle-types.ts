import { builtInDatasetTypes, combineDatasetTypes, datasetTypes, type DatasetClass } from '@kedro-ts/io';
import { DummyDataset } from './dummy-dataset.js';
import { PlainDataset } from './plain-dataset.js';

/** A type as Python calls it, with the options that Kedro writes out even where the entry does not have them. */
export interface OracleType {
  readonly path: string;
  /** What entries may call it too. */
  readonly aliases: readonly string[];
  readonly defaults: Readonly<Record<string, unknown>>;
}

/** The types that cases name, as far as they are datasets. */
export const oracleTypes: readonly OracleType[] = [
  {
    path: 'oracle_ds.Dummy',
    aliases: [],
    defaults: { filepath: null, load_args: null, save_args: null, credentials: null, options: null },
  },
  { path: 'oracle_ds.Plain', aliases: [], defaults: { sep: ',' } },
  {
    path: 'kedro.io.memory_dataset.MemoryDataset',
    aliases: ['MemoryDataset', 'kedro.io.MemoryDataset'],
    defaults: { copy_mode: null },
  },
  {
    path: 'kedro.io.cached_dataset.CachedDataset',
    aliases: ['CachedDataset', 'kedro.io.CachedDataset'],
    defaults: { copy_mode: null },
  },
];

/** Finds a type by any of its names. */
export function findOracleType(name: string): OracleType | undefined {
  return oracleTypes.find(({ path, aliases }) => path === name || aliases.includes(name));
}

/** Is what its name says, and registered nevertheless. */
class NotADataset {}

/** The classes, for a catalog. */
export const oracleDatasetTypes = combineDatasetTypes(
  builtInDatasetTypes,
  datasetTypes({
    'oracle_ds.Dummy': () => DummyDataset,
    'oracle_ds.Plain': () => PlainDataset,
    'oracle_ds.NotADataset': () => NotADataset as unknown as DatasetClass,
  }),
);
