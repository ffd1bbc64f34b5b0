import type { CatalogConfig } from '@kedro-ts/io';
import type { Comparison } from '../compare/comparison.js';
import { completeEntry } from './complete-entry.js';

/** A catalog that Kedro has written out. */
export interface RecordedCatalogConfig {
  readonly catalog: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly credentials: Readonly<Record<string, unknown>>;
  readonly load_versions: Readonly<Record<string, string | null>>;
  readonly save_version: string;
}

/** Compares what two catalogs write out, entry by entry as the datasets that they make. */
export function compareCatalogConfig(
  comparison: Comparison,
  at: string,
  actual: CatalogConfig,
  expected: RecordedCatalogConfig,
): void {
  comparison.equal(`${at}/catalog`, completeAll(actual.catalog), completeAll(expected.catalog));
  comparison.equal(`${at}/credentials`, actual.credentials, expected.credentials);
  // Kedro has a null for each entry that has no version to load.
  const versions = Object.keys(actual.catalog).map((name) => [name, actual.loadVersions[name] ?? null]);
  comparison.equal(`${at}/load_versions`, Object.fromEntries(versions), expected.load_versions);
  comparison.equal(`${at}/save_version`, actual.saveVersion, expected.save_version);
}

function completeAll(catalog: RecordedCatalogConfig['catalog']): RecordedCatalogConfig['catalog'] {
  return Object.fromEntries(Object.entries(catalog).map(([name, entry]) => [name, completeEntry(entry)]));
}
