import type { CatalogEntry } from './create-dataset.js';

/** A value that may be there already: callers await only what is a promise. */
export type MaybePromise<T> = T | Promise<T>;

/** What tells the content of one file from any other, such as its digest; undefined when there is no such file. */
export type FileEvidence = (path: string) => MaybePromise<string | undefined>;

/**
 * Reads and writes one piece of data. Authors write the plain part; the catalog adds names, checks and error messages.
 *
 * @typeParam Loaded - what `load` gives
 * @typeParam Saved - what `save` takes
 */
export interface Dataset<Loaded = unknown, Saved = Loaded> {
  /** Reads the data. */
  load(): MaybePromise<Loaded>;
  /** Writes the data whole or not at all; never called with `null` or `undefined`. */
  save(data: Saved): MaybePromise<void>;
  /** Whether there is something to load; a dataset without this method counts as not existing. */
  exists?(): MaybePromise<boolean>;
  /** Frees what is held in memory; called when no node needs the data any more. */
  release?(): MaybePromise<void>;
  /** Marks what was loaded as processed, for datasets that remember it. */
  confirm?(): MaybePromise<void>;
  /**
   * A text that changes whenever the data that `load` would give do; undefined when that cannot be told, or there is none.
   *
   * @param fileEvidence - what is to be said of each file that the data consist of. Default: its SHA-256
   */
  evidence?(fileEvidence?: FileEvidence): MaybePromise<string | undefined>;
  /** Its versions, newest first, for datasets that have any. */
  listVersions?(): MaybePromise<readonly string[]>;
  /** The catalog entry that describes it, with credentials, for when it was registered in code and the catalog is written out. */
  toConfig?(): CatalogEntry;
  /** What identifies the data, for messages, without credentials. */
  describe?(): Readonly<Record<string, unknown>>;
  /** True when the data lives in the memory of one process and is gone with it. Default: false. */
  readonly ephemeral?: boolean;
  /** True when only one process at a time may use it, so that a parallel run refuses it. Default: false. */
  readonly singleProcess?: boolean;
  /**
   * Whether it has versions. A catalog refuses an entry with `versioned: true` whose dataset says that it has none. Default: not
   * said.
   */
  readonly versioned?: boolean;
  /** Whatever the catalog entry says under `metadata`; never interpreted. */
  readonly metadata?: unknown;
}

/**
 * A dataset class. It is constructed with its catalog entry: the keys in camelCase (`load_args` becomes `loadArgs`),
 * without `type`, paths made absolute, `credentials` replaced by what their name stands for.
 */
export interface DatasetClass {
  new (config: never): Dataset;
  /** Options that hold a catalog entry of another dataset, and are given the dataset made of it. Default: none. */
  readonly nestedDatasets?: readonly string[];
  /**
   * Whether the entry may say `versioned: true`, upon which it is given the option `version`, a {@link Version}. Otherwise the
   * catalog refuses such an entry. Default: false.
   */
  readonly supportsVersions?: boolean;
  /**
   * The class for which this one stands under another name, with the same data, such as one that only reads its entry differently.
   * Who looks for the datasets of that class finds those of this one too. Default: it stands for itself.
   */
  readonly aliasOf?: DatasetClass;
}

/** Tells whether a value can be used as a dataset. */
export function isDataset(value: unknown): value is Dataset {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof (value as Partial<Dataset>).load === 'function' &&
    typeof (value as Partial<Dataset>).save === 'function'
  );
}

/** Tells whether a value has to be awaited. */
export function isPromiseLike(value: unknown): value is PromiseLike<unknown> {
  return (
    typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function'
  );
}
