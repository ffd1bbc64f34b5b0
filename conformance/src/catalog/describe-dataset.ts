import { CachedDataset, MemoryDataset, type Dataset } from '@kedro-ts/io';
import { UnknownSpecError } from '../errors.js';
import { snapshot } from '../run/snapshot.js';
import { completeEntry } from './complete-entry.js';
import { DummyDataset } from './dummy-dataset.js';
import { OracleDataset } from './oracle-dataset.js';
import { asWritten } from './project-path.js';

/** A dataset as cases record it: its type, what it was constructed with, its version, and what it wraps. */
export async function describeDataset(dataset: Dataset): Promise<Readonly<Record<string, unknown>>> {
  const ephemeral = dataset.ephemeral ?? false;
  if (dataset instanceof MemoryDataset) {
    const data = dataset.exists() ? snapshot(await dataset.load()) : { $empty: true };
    return describe('MemoryDataset', { copy_mode: dataset.copyMode ?? null, data }, { ephemeral });
  }
  if (dataset instanceof CachedDataset) {
    const wrapped = dataset.describe()['oracleDataset'];
    if (!(wrapped instanceof OracleDataset))
      throw new UnknownSpecError('what a CachedDataset wraps, because it does not describe it');
    const inner = await describeDataset(wrapped);
    const { versioned, ...options } = inner['config'] as Readonly<Record<string, unknown>>;
    const { metadata } = wrapped;
    const entry = { ...options, ...(metadata !== undefined && { metadata }) };
    const config = {
      copy_mode: dataset.copyMode ?? null,
      dataset: entry,
      ...(versioned !== undefined && { versioned }),
    };
    return describe('CachedDataset', config, { inner, ephemeral });
  }
  if (!(dataset instanceof OracleDataset))
    throw new UnknownSpecError(`datasets of ${dataset.constructor.name}`);
  const { version, options } = dataset;
  const { filepath } = options;
  const config = {
    ...options,
    filepath: typeof filepath === 'string' ? asWritten(filepath) : filepath,
    ...(version && { versioned: true }),
  };
  return describe(dataset.constructor.name, config, {
    ...(version && { version: [version.load ?? null, version.save ?? null] }),
    ...(dataset instanceof DummyDataset && dataset.confirmed > 0 && { confirmed: dataset.confirmed }),
    ephemeral,
  });
}

function describe(
  type: string,
  options: Readonly<Record<string, unknown>>,
  rest: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const config = completeEntry({ type, ...options });
  return { type: config['type'], config, ...rest };
}

/** What a case recorded of a dataset, in the form in which `describeDataset` has it. */
export function readRecordedDataset(recorded: RecordedDataset): unknown {
  const config = completeEntry(recorded.config);
  return { ...recorded, config, ...(recorded.inner && { inner: readRecordedDataset(recorded.inner) }) };
}

/** A dataset in the answer to a step. */
export interface RecordedDataset {
  readonly config: Readonly<Record<string, unknown>>;
  readonly inner?: RecordedDataset;
}
