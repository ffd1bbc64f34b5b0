import type { Catalog } from './catalog.js';
import {
  CatalogConfigResolver,
  type CatalogConfigResolverOptions,
  type PatternKind,
} from './catalog-config-resolver.js';
import { checkEntry, createDataset, type CatalogEntry, type CreateDatasetOptions } from './create-dataset.js';
import { extractCredentials, fillCredentials, type Credentials } from './credentials.js';
import { isDataset, isPromiseLike, type Dataset, type MaybePromise } from './dataset.js';
import { builtInDatasetTypes } from './dataset-types.js';
import { classNameOf, describeDataset } from './describe-dataset.js';
import { DatasetError, DatasetNotFoundError, messageOf, type DatasetOperation } from './errors.js';
import { MemoryDataset } from './memory-dataset.js';
import { isParameterName, lookUpParameter, parameterNames } from './parameters.js';

/** How a {@link DataCatalog} makes datasets. */
export interface CatalogOptions extends Partial<CreateDatasetOptions>, CatalogConfigResolverOptions {
  /** What `parameters` and `params:a.b.c` stand for; they are looked up when a node needs them. Default: nothing. */
  readonly parameters?: Readonly<Record<string, unknown>>;
  /** As for the resolver. Default: `when resolved`, so that who needs a part of the catalog needs a part of the credentials. */
  readonly checkCredentials?: CatalogConfigResolverOptions['checkCredentials'];
}

/** Which names {@link DataCatalog.filter} gives; those that fit everything that is said here. */
export interface CatalogFilter {
  readonly name?: RegExp;
  /** Looked for in the type as the entry writes it, or in the name of the class. */
  readonly type?: RegExp;
}

/** A catalog written out again, without credentials in the entries. */
export interface CatalogConfig {
  readonly catalog: Readonly<Record<string, CatalogEntry>>;
  /** What the entries name under `credentials`: secrets. */
  readonly credentials: Credentials;
}

/** Runtime patterns are for names that the configuration does not know. */
const CONFIGURED = ['dataset', 'catch-all'] as const;

/**
 * Datasets by name. Entries that come from configuration are made when they are first needed; where there is none of a name, a
 * pattern of the configuration may describe it.
 *
 * Every failure of a dataset reaches the caller as a {@link DatasetError} that names it.
 */
export class DataCatalog implements Catalog {
  readonly #datasets = new Map<string, Dataset>();
  readonly #entries = new Map<string, CatalogEntry>();
  /** Entries that came from patterns, with everything filled in. */
  readonly #found = new Map<string, CatalogEntry>();
  /** What is being made right now, so that it is made once however many ask for it. */
  readonly #making = new Map<string, Promise<void>>();
  readonly #options: CreateDatasetOptions;
  readonly #credentials: Credentials;
  readonly #parameters: Readonly<Record<string, unknown>> | undefined;
  #resolver: CatalogConfigResolver;

  /** @param datasets - datasets, or values to be held in memory, by name */
  constructor(datasets: Readonly<Record<string, unknown>> = {}, options: CatalogOptions = {}) {
    const { parameters, types = builtInDatasetTypes, basePath, credentials = {}, runtimePatterns } = options;
    this.#options = { types, basePath };
    this.#credentials = credentials;
    this.#parameters = parameters;
    this.#resolver = new CatalogConfigResolver({}, { credentials, runtimePatterns });
    for (const [name, value] of Object.entries(datasets)) this.set(name, value);
  }

  /**
   * A catalog from the parsed content of `catalog.yml`. Names with a `{placeholder}` are patterns.
   *
   * @throws CatalogConfigError for an entry that is not a mapping with a `type`, or a pattern that {@link CatalogConfigResolver}
   *   refuses.
   */
  static fromConfig(config: Readonly<Record<string, unknown>>, options: CatalogOptions = {}): DataCatalog {
    const catalog = new DataCatalog({}, options);
    const { credentials, runtimePatterns, checkCredentials = 'when resolved' } = options;
    catalog.#resolver = new CatalogConfigResolver(config, { credentials, runtimePatterns, checkCredentials });
    for (const [name, entry] of catalog.#resolver.entries)
      catalog.#entries.set(name, checkEntry(name, entry));
    return catalog;
  }

  /** What the configuration says, patterns included. */
  get configResolver(): CatalogConfigResolver {
    return this.#resolver;
  }

  has(name: string): boolean {
    return this.peek(name) !== undefined || this.#isDescribed(name);
  }

  /** What is only described comes first, then what has been made or set, in this order; patterns are no names. */
  keys(): Iterable<string> {
    const parameters = this.#parameters === undefined ? [] : parameterNames(this.#parameters);
    const waiting = [...this.#entries.keys()].filter((name) => !this.#datasets.has(name));
    return new Set([...waiting, ...this.#datasets.keys(), ...parameters]);
  }

  /** The names of {@link keys} that fit. */
  filter({ name, type }: CatalogFilter = {}): string[] {
    // search() begins at the start whatever flags the expression has.
    return [...this.keys()].filter(
      (key) =>
        (name === undefined || key.search(name) >= 0) &&
        (type === undefined || (this.getType(key)?.search(type) ?? -1) >= 0),
    );
  }

  /**
   * The type as the entry of a dataset writes it, or the name of its class if it has been set; nothing is made for it.
   *
   * @throws CatalogConfigError for a name found by a pattern that has no type or cannot be filled in.
   */
  getType(name: string): string | undefined {
    const entry = this.#entries.get(name) ?? this.#found.get(name);
    if (entry !== undefined) return entry.type;
    const dataset = this.peek(name);
    return dataset === undefined ? this.#findByPattern(name, CONFIGURED)?.type : classNameOf(dataset);
  }

  /**
   * The entries of all names that have one, written so that {@link fromConfig} makes the same datasets of them. Left out are
   * patterns (names that they were used for are there), what was set, and datasets in memory.
   *
   * @throws CatalogConfigError for credentials that there are not.
   */
  toConfig(): CatalogConfig {
    const catalog: [string, CatalogEntry][] = [];
    const credentials: [string, unknown][] = [];
    for (const name of this.keys()) {
      const written = this.#entries.get(name);
      const entry = written ? fillCredentials(name, written, this.#credentials) : this.#found.get(name);
      if (entry === undefined || /^(kedro\.io\.)?MemoryDataset$/.test(entry.type)) continue;
      const extracted = extractCredentials(name, entry);
      catalog.push([name, extracted.entry]);
      credentials.push(...Object.entries(extracted.credentials));
    }
    return { catalog: Object.fromEntries(catalog), credentials: Object.fromEntries(credentials) };
  }

  peek(name: string): Dataset | undefined {
    const known = this.#datasets.get(name);
    if (known !== undefined || this.#parameters === undefined || !isParameterName(name)) return known;
    const data = lookUpParameter(this.#parameters, name);
    if (data === undefined) return undefined;
    const dataset = new MemoryDataset({ data });
    this.#datasets.set(name, dataset);
    return dataset;
  }

  /** @param options - `runtimePatterns`: whether they are tried too. Default: false */
  async get(
    name: string,
    options: { readonly runtimePatterns?: boolean } = {},
  ): Promise<Dataset | undefined> {
    if (this.#datasets.has(name)) return this.#datasets.get(name);
    if (this.#entries.has(name) || this.peek(name) === undefined) {
      const making = this.#making.get(name) ?? this.#make(name, options.runtimePatterns === true);
      if (making === undefined) return undefined;
      this.#making.set(name, making);
      try {
        await making;
      } finally {
        if (this.#making.get(name) === making) this.#making.delete(name);
      }
    }
    return this.peek(name);
  }

  /** Starts to make what is described; undefined where nothing is. */
  #make(name: string, runtimePatterns: boolean): Promise<void> | undefined {
    const written = this.#entries.get(name);
    if (written !== undefined) {
      const entry = fillCredentials(name, written, this.#credentials);
      return this.#create(name, entry, () => this.#entries.get(name) === written);
    }
    const found = this.#findByPattern(name, runtimePatterns ? undefined : CONFIGURED);
    if (found === undefined) return undefined;
    this.#found.set(name, found);
    return this.#create(name, found, () => this.#found.get(name) === found);
  }

  /** @param isWanted - in the meantime the name may have been deleted, or set to something else */
  async #create(name: string, entry: CatalogEntry, isWanted: () => boolean): Promise<void> {
    try {
      const dataset = await createDataset(name, entry, this.#options);
      if (isWanted()) this.#datasets.set(name, dataset);
    } catch (error) {
      if (isWanted()) this.#found.delete(name);
      throw error;
    }
  }

  #isDescribed(name: string): boolean {
    return (
      this.#entries.has(name) ||
      this.#found.has(name) ||
      this.#resolver.matchPattern(name, CONFIGURED) !== undefined
    );
  }

  #findByPattern(name: string, kinds?: readonly PatternKind[]): CatalogEntry | undefined {
    const content = this.#resolver.resolveByPattern(name, kinds);
    return content === undefined ? undefined : checkEntry(name, content);
  }

  async materialise(names: Iterable<string>): Promise<void> {
    for (const name of names) if (!this.#datasets.has(name) && this.#isDescribed(name)) await this.get(name);
  }

  set(name: string, datasetOrData: unknown): void {
    this.#forget(name);
    this.#datasets.set(
      name,
      isDataset(datasetOrData) ? datasetOrData : new MemoryDataset({ data: datasetOrData }),
    );
  }

  /** A parameter, or a name that a pattern fits, is only reset: its next load gives what is configured. */
  delete(name: string): boolean {
    const known = this.has(name);
    this.#forget(name);
    return known;
  }

  #forget(name: string): void {
    this.#datasets.delete(name);
    this.#entries.delete(name);
    this.#found.delete(name);
    this.#making.delete(name);
  }

  load(name: string): MaybePromise<unknown> {
    return this.#use(name, 'load', (dataset) => dataset.load());
  }

  save(name: string, data: unknown): MaybePromise<void> {
    return this.#use(name, 'save', (dataset) => {
      if (data === undefined || data === null)
        throw new Error(`there is nothing to save: the value is ${String(data)}`);
      return dataset.save(data);
    });
  }

  /** A name that the catalog does not have has nothing to load. */
  exists(name: string): MaybePromise<boolean> {
    if (!this.has(name)) return false;
    return this.#use(name, 'exists', (dataset) => dataset.exists?.() ?? false);
  }

  /** A dataset that has not been made yet holds nothing, and is not made for it. */
  release(name: string): MaybePromise<void> {
    if (!this.#datasets.has(name) && this.#isDescribed(name)) return;
    return this.#use(name, 'release', (dataset) => dataset.release?.());
  }

  confirm(name: string): MaybePromise<void> {
    return this.#use(name, 'confirm', (dataset) => {
      if (dataset.confirm === undefined) throw new Error('it has no confirm()');
      return dataset.confirm();
    });
  }

  /** Stays synchronous where the dataset is, because most datasets of a run are in memory. */
  #use<T>(
    name: string,
    operation: DatasetOperation,
    action: (dataset: Dataset) => MaybePromise<T>,
  ): MaybePromise<T> {
    const dataset = this.peek(name);
    if (dataset === undefined) {
      if (!this.#isDescribed(name)) throw new DatasetNotFoundError(name, this.keys());
      return this.get(name).then(() => this.#use(name, operation, action));
    }
    return this.#guard(name, operation, dataset, action);
  }

  #guard<T>(
    name: string,
    operation: DatasetOperation,
    dataset: Dataset,
    action: (dataset: Dataset) => MaybePromise<T>,
  ): MaybePromise<T> {
    const fail = (cause: unknown): never => {
      throw new DatasetError(name, operation, messageOf(cause), {
        cause,
        description: describeDataset(dataset),
      });
    };
    try {
      const result = action(dataset);
      return isPromiseLike(result) ? result.then(undefined, fail) : result;
    } catch (cause) {
      return fail(cause);
    }
  }
}
