import { isAbsolute, resolve } from 'node:path';
import { closestNames } from './closest-names.js';
import { isDataset, type Dataset } from './dataset.js';
import type { DatasetTypes } from './dataset-types.js';
import { CatalogConfigError, didYouMean } from './errors.js';

/** One entry of the catalog configuration, written as in Kedro. */
export type CatalogEntry = Readonly<Record<string, unknown>> & { readonly type: string };

/** What is needed to make datasets from entries. */
export interface CreateDatasetOptions {
  readonly types: DatasetTypes;
  /** Credentials by name, for entries that say `credentials: name`. Default: none. */
  readonly credentials?: Readonly<Record<string, unknown>>;
  /** The folder against which relative paths resolve. Default: the working directory. */
  readonly basePath?: string;
}

/** Checks that a catalog entry has the shape of one. */
export function checkEntry(name: string, entry: unknown): CatalogEntry {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) {
    const kind = entry === null ? 'null' : Array.isArray(entry) ? 'a list' : `a ${typeof entry}`;
    throw new CatalogConfigError(name, `it is ${kind}; write a mapping with at least a "type".`);
  }
  const { type } = entry as { type?: unknown };
  if (typeof type !== 'string' || type === '')
    throw new CatalogConfigError(name, 'it has no "type"; name the class of the dataset.');
  return entry as CatalogEntry;
}

/**
 * Makes the dataset that a catalog entry describes.
 *
 * @throws CatalogConfigError for an unknown type, unknown credentials, or a class that refuses its options.
 */
export async function createDataset(
  name: string,
  entry: CatalogEntry,
  options: CreateDatasetOptions,
): Promise<Dataset> {
  const { types, credentials = {}, basePath = process.cwd() } = options;
  const DatasetType = await types.resolve(entry.type);
  if (DatasetType === undefined) {
    const near = didYouMean(closestNames(entry.type, types.names()));
    throw new CatalogConfigError(
      name,
      `the dataset type "${entry.type}" is unknown.${near} Types of your own are named in kedro.config under "datasetTypes".`,
    );
  }
  const config: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(entry)) {
    if (key === 'type') continue;
    config[camelCase(key)] =
      key === 'credentials'
        ? findCredentials(name, value, credentials)
        : key === 'filepath'
          ? resolvePath(basePath, value)
          : value;
  }
  let dataset: unknown;
  try {
    dataset = new DatasetType(config as never);
  } catch (cause) {
    throw new CatalogConfigError(name, `${entry.type} refuses its options: ${messageOf(cause)}`, { cause });
  }
  if (!isDataset(dataset))
    throw new CatalogConfigError(name, `${entry.type} is no dataset: it lacks load() or save().`);
  return dataset;
}

function findCredentials(
  name: string,
  wanted: unknown,
  credentials: Readonly<Record<string, unknown>>,
): unknown {
  if (typeof wanted !== 'string') return wanted;
  if (Object.hasOwn(credentials, wanted)) return credentials[wanted];
  const near = didYouMean(closestNames(wanted, Object.keys(credentials)));
  throw new CatalogConfigError(
    name,
    `there are no credentials "${wanted}".${near} Add them to credentials.yml of your environment.`,
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

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
