import { isAbsolute, resolve } from 'node:path';
import { closestNames } from './closest-names.js';
import { isPlainMapping } from './credentials.js';
import { isDataset, type Dataset, type DatasetClass } from './dataset.js';
import type { DatasetTypes } from './dataset-types.js';
import { CatalogConfigError, didYouMean, messageOf } from './errors.js';

/** One entry of the catalog configuration, written as in Kedro. */
export type CatalogEntry = Readonly<Record<string, unknown>> & { readonly type: string };

/** What is needed to make datasets from entries. */
export interface CreateDatasetOptions {
  readonly types: DatasetTypes;
  /** The folder against which relative paths resolve. Default: the working directory. */
  readonly basePath?: string;
}

/** Checks that a catalog entry is a mapping. */
export function checkMapping(name: string, entry: unknown): Readonly<Record<string, unknown>> {
  if (typeof entry === 'object' && entry !== null && !Array.isArray(entry))
    return entry as Readonly<Record<string, unknown>>;
  const kind = entry === null ? 'null' : Array.isArray(entry) ? 'a list' : `a ${typeof entry}`;
  throw new CatalogConfigError(name, `it is ${kind}; write a mapping with at least a "type".`);
}

/**
 * Checks that a catalog entry has the shape of one.
 *
 * @param subject - how to speak of an entry inside of another. Default: `it`
 */
export function checkEntry(name: string, entry: unknown, subject = 'it'): CatalogEntry {
  const { type } = checkMapping(name, entry);
  if (typeof type !== 'string' || type === '')
    throw new CatalogConfigError(name, `${subject} has no "type"; name the class of the dataset.`);
  return entry as CatalogEntry;
}

/**
 * Makes the dataset that a catalog entry describes, after those that it describes inside.
 *
 * @param entry - with credentials in the place of their names
 * @throws CatalogConfigError for a type that is unknown or cannot be imported, or a class that refuses its options.
 */
export async function createDataset(
  name: string,
  entry: CatalogEntry,
  options: CreateDatasetOptions,
): Promise<Dataset> {
  const { types, basePath = process.cwd() } = options;
  const DatasetType = await resolveType(name, entry.type, types);
  const { type, ...rest } = entry;
  const config: [string, unknown][] = [];
  for (const [key, value] of Object.entries(rest)) {
    // It says what is the case anyway.
    if (key === 'versioned' && value === false) continue;
    const option = camelCase(key);
    if (DatasetType.nestedDatasets?.includes(option) && isPlainMapping(value) && !isDataset(value))
      config.push([option, await createDataset(name, checkEntry(name, value, `its "${key}"`), options)]);
    else config.push([option, key === 'filepath' ? resolvePath(basePath, value) : value]);
  }
  let dataset: unknown;
  try {
    // Not by assignment, which would take the key __proto__ for the prototype.
    dataset = new DatasetType(Object.fromEntries(config) as never);
  } catch (cause) {
    throw new CatalogConfigError(name, `${type} refuses its options: ${messageOf(cause)}`, { cause });
  }
  if (!isDataset(dataset))
    throw new CatalogConfigError(name, `${type} is no dataset: it lacks load() or save().`);
  return dataset;
}

async function resolveType(name: string, type: string, types: DatasetTypes): Promise<DatasetClass> {
  const found = await types.resolve(type).catch((cause: unknown) => {
    throw new CatalogConfigError(name, `${type} cannot be imported: ${messageOf(cause)}`, { cause });
  });
  if (found !== undefined) return found;
  const near = didYouMean(closestNames(type, types.names()));
  throw new CatalogConfigError(
    name,
    `the dataset type "${type}" is unknown.${near} Types of your own are named in kedro.config under "datasetTypes".`,
  );
}

/** Leaves URLs such as `s3://bucket/key` alone. */
function resolvePath(basePath: string, path: unknown): unknown {
  return typeof path !== 'string' || isAbsolute(path) || /^[a-z][a-z0-9+.-]+:\/\//i.test(path)
    ? path
    : resolve(basePath, path);
}

function camelCase(key: string): string {
  return key.replace(/(?<=[a-z0-9])_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
