import type { Dataset, MaybePromise } from './dataset.js';

/** Is told of what a catalog lets pass though it is not as it should be: an error that was not thrown. */
export type OnWarning = (warning: Error & { readonly code: string }) => void;

/** How data is loaded from a catalog. */
export interface LoadOptions extends SaveOptions {
  /** Another version than the catalog's, for an entry that says `versioned: true`. */
  readonly version?: string | undefined;
}

/** How data is saved to a catalog. */
export interface SaveOptions {
  /** Default: `process.emitWarning`, which comes later and cannot say on whose behalf it was. */
  readonly onWarning?: OnWarning | undefined;
}

/** What runners and plugins ask of a catalog; {@link DataCatalog} is the one that comes with kedro-ts. */
export interface Catalog {
  /** Whether the catalog has a dataset of this name, made or only described. */
  has(name: string): boolean;
  /** All names. */
  keys(): Iterable<string>;
  /** The dataset, made if it was only described; undefined for an unknown name. */
  get(name: string): Promise<Dataset | undefined>;
  /** The dataset if it has been made already. */
  peek(name: string): Dataset | undefined;
  /** Makes all datasets of these names that are described but not made yet; unknown names are passed over. */
  materialise(names: Iterable<string>): Promise<void>;
  /**
   * Makes datasets of those of these names that are unknown, by the patterns that this catalog was given for such names; others
   * are passed over. The pattern that every catalog has does not count, because each runner has a default of its own.
   */
  materialiseUnknown?(names: Iterable<string>): Promise<void>;
  /** Registers a dataset, or a value to be held in memory; replaces what had the name. */
  set(name: string, datasetOrData: unknown): void;
  /** Forgets a dataset. */
  delete(name: string): boolean;
  /** Loads a dataset, in another version than the catalog's where one is given. */
  load(name: string, options?: LoadOptions): MaybePromise<unknown>;
  /** Saves data to a dataset. */
  save(name: string, data: unknown, options?: SaveOptions): MaybePromise<void>;
  /** Whether the dataset has something to load. */
  exists(name: string): MaybePromise<boolean>;
  /** Frees what the dataset holds in memory. */
  release(name: string): MaybePromise<void>;
  /** Marks what was loaded as processed. */
  confirm(name: string): MaybePromise<void>;
  /** From now on datasets with versions are saved under this one; for catalogs that serve several runs. */
  setSaveVersion?(version: string): void;
}
