import type { CatalogConfigResolverOptions } from './catalog-config-resolver.js';
import type { CatalogEntry, CreateDatasetOptions } from './create-dataset.js';
import type { Credentials } from './credentials.js';
import type { Validators } from './validate/catalog-validators.js';
import type { CatalogVersionsOptions } from './version/catalog-versions.js';

/** How a `DataCatalog` makes and uses datasets. */
export interface CatalogOptions
  extends Partial<CreateDatasetOptions>, CatalogConfigResolverOptions, CatalogVersionsOptions {
  /** What `parameters` and `params:a.b.c` stand for; they are looked up when a node needs them. Default: nothing. */
  readonly parameters?: Readonly<Record<string, unknown>>;
  /** As for the resolver. Default: `when resolved`, so that who needs a part of the catalog needs a part of the credentials. */
  readonly checkCredentials?: CatalogConfigResolverOptions['checkCredentials'];
  /** Schemas that entries may name under `validator`, or functions that give one when it is needed. Default: none. */
  readonly validators?: Validators;
  /** Whether data is validated at all. Default: true. */
  readonly validationEnabled?: boolean;
}

/** Which names `DataCatalog.filter` gives; those that fit everything that is said here. */
export interface CatalogFilter {
  readonly name?: RegExp;
  /** Looked for in the type as the entry writes it, or in the name of the class. */
  readonly type?: RegExp;
}

/** How a dataset is got from a catalog. */
export interface GetDatasetOptions {
  /** Whether runtime patterns are tried too. Default: false. */
  readonly runtimePatterns?: boolean;
  /** Another version than the catalog's; the dataset is then made anew, for an entry that says `versioned: true`. */
  readonly version?: string;
}

/** A catalog written out again, without credentials in the entries. */
export interface CatalogConfig {
  readonly catalog: Readonly<Record<string, CatalogEntry>>;
  /** What the entries name under `credentials`: secrets. */
  readonly credentials: Credentials;
  /** Which versions are loaded, for entries of which it is not the newest. */
  readonly loadVersions: Readonly<Record<string, string>>;
  readonly saveVersion: string;
}
