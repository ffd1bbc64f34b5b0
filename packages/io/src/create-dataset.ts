import { isAbsolute, resolve } from 'node:path';
import { closestNames } from './closest-names.js';
import { isPlainMapping } from './credentials.js';
import { isDataset, type Dataset, type DatasetClass } from './dataset.js';
import type { DatasetTypes } from './dataset-types.js';
import { CatalogConfigError, didYouMean, messageOf } from './errors.js';
import { VALIDATOR } from './validate/catalog-validators.js';
import type { Version } from './version/version.js';

/** The content of one catalog entry; an entry that a pattern describes may lack even a type. */
export type EntryContent = Readonly<Record<string, unknown>>;

/** One entry of the catalog configuration, written as in Kedro. */
export type CatalogEntry = EntryContent & { readonly type: string };

/** What is needed to make datasets from entries. */
export interface CreateDatasetOptions {
  readonly types: DatasetTypes;
  /** The folder against which relative paths resolve. Default: the working directory. */
  readonly basePath?: string;
}

/** Checks that a catalog entry is a mapping. */
export function checkMapping(name: string, entry: unknown): EntryContent {
  if (typeof entry === 'object' && entry !== null && !Array.isArray(entry)) return entry as EntryContent;
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

/** Keys that the catalog reads itself. */
const OWN_KEYS = ['type', 'versioned', 'version', VALIDATOR];

/**
 * Makes the dataset that a catalog entry describes, after those that it describes inside.
 *
 * @param entry - with credentials in the place of their names
 * @param version - what it is given if its entry says `versioned: true`
 * @throws CatalogConfigError for a type that is unknown or cannot be imported, a class that refuses its options, or versions
 *   that it does not have.
 */
export async function createDataset(
  name: string,
  entry: CatalogEntry,
  options: CreateDatasetOptions,
  version: Version = {},
): Promise<Dataset> {
  const { types, basePath = process.cwd() } = options;
  const { type } = entry;
  const DatasetType = await resolveType(name, type, types);
  const versioned = isVersioned(name, entry);
  const { nestedDatasets = [], supportsVersions = false } = DatasetType;
  if (versioned && !supportsVersions && nestedDatasets.length === 0)
    throw new CatalogConfigError(
      name,
      `${type} has no versions; take "versioned: true" away, or choose another type.`,
    );
  if ('version' in entry) warnOfVersionKey(name);

  const config: [string, unknown][] = [];
  for (const [key, value] of Object.entries(entry)) {
    if (OWN_KEYS.includes(key)) continue;
    const option = camelCase(key);
    if (nestedDatasets.includes(option) && isPlainMapping(value) && !isDataset(value)) {
      const nested = checkNested(name, key, value, versioned && !supportsVersions);
      config.push([option, await createDataset(name, nested, options, version)]);
    } else config.push([option, key === 'filepath' ? resolvePath(basePath, value) : value]);
  }
  if (versioned && supportsVersions) config.push(['version', version]);
  let dataset: unknown;
  try {
    // Not by assignment, which would take the key __proto__ for the prototype.
    dataset = new DatasetType(Object.fromEntries(config) as never);
  } catch (cause) {
    throw new CatalogConfigError(name, `${type} refuses its options: ${messageOf(cause)}`, { cause });
  }
  if (!isDataset(dataset))
    throw new CatalogConfigError(name, `${type} is no dataset: it lacks load() or save().`);
  if (versioned && supportsVersions && dataset.versioned === false)
    throw new CatalogConfigError(
      name,
      `it says "versioned: true", but the class of ${type} drops its option "version", so that nothing would be kept; pass ` +
        '"version" on to super() in its constructor.',
    );
  return dataset;
}

/**
 * Whether an entry asks for versions.
 *
 * @throws CatalogConfigError when it says neither true nor false.
 */
export function isVersioned(name: string, { versioned = false }: EntryContent): boolean {
  if (typeof versioned === 'boolean' || versioned === null) return versioned === true;
  throw new CatalogConfigError(
    name,
    `it says versioned: ${JSON.stringify(versioned)}; it must be true or false.`,
  );
}

/** The entry inside of another one, which speaks for both of them about versions and validation. */
function checkNested(name: string, key: string, nested: EntryContent, versioned: boolean): CatalogEntry {
  const entry = checkEntry(name, nested, `its "${key}"`);
  for (const outer of ['versioned', VALIDATOR])
    if (entry[outer])
      throw new CatalogConfigError(
        name,
        `its "${key}" says "${outer}"; say it in the entry itself, not inside.`,
      );
  return { ...entry, versioned };
}

function warnOfVersionKey(name: string): void {
  process.emitWarning(
    `Catalog entry "${name}" has a key "version", which is passed over. Say "versioned: true", and give versions to load with the run.`,
    { type: 'KedroWarning', code: 'KEDRO_RESERVED_KEY' },
  );
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
