import {
  createDataset,
  isVersioned,
  type CatalogEntry,
  type CreateDatasetOptions,
} from './create-dataset.js';
import type { Dataset } from './dataset.js';
import { CatalogConfigError } from './errors.js';
import type { Version } from './version/version.js';

/**
 * Makes the dataset of an entry for a version that is asked for.
 *
 * @param entry - undefined for a dataset that was registered in code
 * @throws CatalogConfigError for an entry without versions, and where there is no entry.
 */
export async function createVersion(
  name: string,
  entry: CatalogEntry | undefined,
  options: CreateDatasetOptions,
  version: Version,
): Promise<Dataset> {
  if (entry !== undefined && isVersioned(name, entry)) return createDataset(name, entry, options, version);
  const reason =
    entry === undefined
      ? 'there is no entry, because it was registered in code; give the version to the dataset itself.'
      : 'the entry does not say "versioned: true".';
  throw new CatalogConfigError(name, `version "${version.load}" is asked for, but ${reason}`);
}
