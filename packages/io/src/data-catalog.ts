import type { Catalog, LoadOptions, SaveOptions } from './catalog.js';
import { CatalogConfigResolver } from './catalog-config-resolver.js';
import { CatalogEntries, type FoundEntry } from './catalog-entries.js';
import type { CatalogConfig, CatalogFilter, CatalogOptions, GetDatasetOptions } from './catalog-options.js';
import { copyPlainData } from './copy-plain-data.js';
import { createDataset, isVersioned, type CreateDatasetOptions } from './create-dataset.js';
import { isDataset, isPromiseLike, type Dataset, type DatasetClass, type MaybePromise } from './dataset.js';
import { createVersion } from './create-version.js';
import { builtInDatasetTypes } from './dataset-types.js';
import { classNameOf } from './describe-dataset.js';
import { DatasetNotFoundError, type DatasetOperation } from './errors.js';
import { freezePlainData } from './freeze-plain-data.js';
import { MemoryDataset } from './memory-dataset.js';
import { isParameterName, lookUpParameter, parameterNames } from './parameters.js';
import { ACTIONS, isNothing, useDataset, type Action } from './use-dataset.js';
import { CatalogValidators } from './validate/catalog-validators.js';
import { CatalogVersions } from './version/catalog-versions.js';
import { checkVersion } from './version/version.js';

/**
 * Datasets by name. Entries that come from configuration are made when they are first needed; where there is none of a name, a
 * pattern of the configuration may describe it.
 *
 * Every failure of a dataset reaches the caller as a {@link DatasetError} that names it, and data that does not fit the validator
 * of its entry as a {@link DataValidationError}.
 */
export class DataCatalog implements Catalog {
  readonly #datasets = new Map<string, Dataset>();
  /** What is being made right now, so that it is made once however many ask for it. */
  readonly #making = new Map<string, Promise<void>>();
  readonly #options: CreateDatasetOptions;
  readonly #parameters: Readonly<Record<string, unknown>> | undefined;
  readonly #versions: CatalogVersions;
  #entries: CatalogEntries;
  #validators: CatalogValidators | undefined;

  /** @param datasets - datasets, or values to be held in memory, by name */
  constructor(datasets: Readonly<Record<string, unknown>> = {}, options: CatalogOptions = {}) {
    const { parameters, types = builtInDatasetTypes, basePath, credentials, runtimePatterns } = options;
    this.#options = { types, basePath };
    // All who load a parameter share it: frozen, it need not be copied for each. What the caller gave stays free.
    this.#parameters = parameters && copyPlainData(parameters);
    freezePlainData(this.#parameters);
    this.#versions = new CatalogVersions(options);
    this.#entries = new CatalogEntries(
      new CatalogConfigResolver({}, { credentials, runtimePatterns }),
      credentials,
    );
    for (const [name, value] of Object.entries(datasets)) this.set(name, value);
  }

  /**
   * A catalog from the parsed content of `catalog.yml`. Names with a `{placeholder}` are patterns.
   *
   * @throws CatalogConfigError for an entry that is not a mapping with a `type`, a validator that is unknown, or a pattern that
   *   {@link CatalogConfigResolver} refuses.
   * @throws UnknownLoadVersionsError for load versions of names that are not described.
   * @throws InvalidVersionError for a version that is not the name of one folder.
   */
  static fromConfig(config: Readonly<Record<string, unknown>>, options: CatalogOptions = {}): DataCatalog {
    const catalog = new DataCatalog({}, options);
    const { credentials, runtimePatterns, checkCredentials = 'when resolved', validators } = options;
    const resolver = new CatalogConfigResolver(config, { credentials, runtimePatterns, checkCredentials });
    catalog.#entries = new CatalogEntries(resolver, credentials);
    if (options.validationEnabled !== false)
      catalog.#validators = CatalogValidators.fromConfig(config, resolver, validators);
    catalog.#versions.checkNames(resolver);
    return catalog;
  }

  /** What the configuration says, patterns included. */
  get configResolver(): CatalogConfigResolver {
    return this.#entries.resolver;
  }

  /** The version under which datasets with versions are saved. */
  get saveVersion(): string {
    return this.#versions.saveVersion;
  }

  /**
   * Gives what is saved from now on another version. Versions are never overwritten, so a catalog that serves several runs needs
   * one for each. Datasets with versions that have been made from entries are made anew when they are next needed.
   *
   * @throws InvalidVersionError for a version that is not the name of one folder.
   */
  setSaveVersion(version: string): void {
    this.#versions.setSaveVersion(version);
    for (const name of [...this.#datasets.keys()]) {
      const entry = this.#entries.peek(name);
      if (entry !== undefined && isVersioned(name, entry)) this.#datasets.delete(name);
    }
  }

  has(name: string): boolean {
    return this.peek(name) !== undefined || this.#entries.describes(name);
  }

  /** What is only described comes first, then what has been made or set, in this order; patterns are no names. */
  keys(): Iterable<string> {
    const parameters = this.#parameters === undefined ? [] : parameterNames(this.#parameters);
    const waiting = [...this.#entries.names()].filter((name) => !this.#datasets.has(name));
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
   * The names of {@link filter} whose datasets are, or would be, of one of these very classes, or of an alias of it. The classes of
   * entries are imported for it, but no dataset is made; a type that is unknown is of no class.
   */
  async filterByClass(
    classes: DatasetClass | readonly DatasetClass[],
    filter: CatalogFilter = {},
  ): Promise<string[]> {
    const wanted = new Set<unknown>([classes].flat());
    const fitting: string[] = [];
    for (const name of this.filter(filter)) {
      const type = this.#datasets.has(name) ? undefined : this.#entries.peek(name)?.type;
      const made = type === undefined ? this.peek(name)?.constructor : undefined;
      const found = type === undefined ? made : await this.#options.types.resolve(type);
      if (found !== undefined && (wanted.has(found) || wanted.has(aliasOf(found)))) fitting.push(name);
    }
    return fitting;
  }

  /**
   * The type as the entry of a dataset writes it, or the name of its class if it has been set; nothing is made for it.
   *
   * @throws CatalogConfigError for a name found by a pattern that has no type or cannot be filled in.
   */
  getType(name: string): string | undefined {
    const entry = this.#entries.peek(name);
    if (entry !== undefined) return entry.type;
    const dataset = this.peek(name);
    return dataset === undefined ? this.#entries.findByPattern(name)?.type : classNameOf(dataset);
  }

  /**
   * The entries of all names, written so that {@link fromConfig} makes the same datasets of them. Left out are patterns (names
   * that they were used for are there), datasets in memory, and what was set and cannot say what its entry would be.
   *
   * @throws CatalogConfigError for credentials that there are not.
   */
  toConfig(): CatalogConfig {
    const { catalog, credentials } = this.#entries.toConfig(this.keys(), (name) => this.peek(name));
    const described = Object.keys(catalog).filter((name) => this.#entries.peek(name) !== undefined);
    const loadVersions = this.#versions.loadVersionsOf(described);
    return { catalog, credentials, loadVersions, saveVersion: this.saveVersion };
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

  /**
   * @throws CatalogConfigError for an entry that cannot be made into a dataset, or has no versions when one is asked for.
   * @throws InvalidVersionError for a version that is not the name of one folder.
   */
  async get(name: string, options: GetDatasetOptions = {}): Promise<Dataset | undefined> {
    const { version, runtimePatterns = false } = options;
    if (version !== undefined) return this.#getVersion(name, checkVersion(version), runtimePatterns);
    if (this.#datasets.has(name)) return this.#datasets.get(name);
    if (this.#entries.isWritten(name) || this.peek(name) === undefined) {
      const making = this.#making.get(name) ?? this.#make(name, runtimePatterns);
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
    const found = this.#entries.find(name, runtimePatterns);
    return found === undefined ? undefined : this.#create(name, found);
  }

  async #create(name: string, found: FoundEntry): Promise<void> {
    try {
      const dataset = await createDataset(name, found.entry, this.#options, this.#versions.versionOf(name));
      if (!found.isCurrent()) return;
      if (!isVersioned(name, found.entry)) this.#versions.warnIfUnused(name);
      this.#datasets.set(name, dataset);
    } catch (error) {
      if (found.isCurrent()) this.#entries.reset(name);
      throw error;
    }
  }

  async #getVersion(name: string, load: string, runtimePatterns: boolean): Promise<Dataset | undefined> {
    const found = this.#entries.find(name, runtimePatterns);
    if (found === undefined && this.peek(name) === undefined) return undefined;
    return createVersion(name, found?.entry, this.#options, { load, save: this.saveVersion });
  }

  async materialise(names: Iterable<string>): Promise<void> {
    for (const name of names)
      if (!this.#datasets.has(name) && this.#entries.describes(name)) await this.get(name);
  }

  async materialiseUnknown(names: Iterable<string>): Promise<void> {
    if (!this.configResolver.hasOwnRuntimePatterns) return;
    for (const name of names) if (!this.has(name)) await this.get(name, { runtimePatterns: true });
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
    this.#making.delete(name);
  }

  /** The data of a dataset, validated where its entry says so. */
  load(name: string, options?: LoadOptions): MaybePromise<unknown> {
    const loaded =
      options?.version === undefined
        ? this.#use(name, 'load', ACTIONS.load)
        : this.#loadVersion(name, options.version);
    const validator = this.#validators?.get(name);
    if (validator === undefined) return loaded;
    return isPromiseLike(loaded)
      ? loaded.then((data) => validator.validate('load', data, options?.onWarning))
      : validator.validate('load', loaded, options?.onWarning);
  }

  async #loadVersion(name: string, version: string): Promise<unknown> {
    const dataset = await this.get(name, { version });
    if (dataset === undefined) throw new DatasetNotFoundError(name, this.keys());
    return useDataset(name, 'load', dataset, ACTIONS.load);
  }

  /** Saves data, validated where its entry says so. */
  save(name: string, data: unknown, options?: SaveOptions): MaybePromise<void> {
    const validator = isNothing(data) ? undefined : this.#validators?.get(name);
    if (validator === undefined) return this.#use(name, 'save', ACTIONS.save, data);
    const valid = validator.validate('save', data, options?.onWarning);
    return isPromiseLike(valid)
      ? Promise.resolve(valid).then((settled) => this.#use(name, 'save', ACTIONS.save, settled))
      : this.#use(name, 'save', ACTIONS.save, valid);
  }

  /** The versions of a dataset that has any, newest first. */
  async listVersions(name: string): Promise<readonly string[]> {
    return this.#use(name, 'list versions', ACTIONS['list versions']);
  }

  /** A name that the catalog does not have has nothing to load. */
  exists(name: string): MaybePromise<boolean> {
    if (!this.has(name)) return false;
    return this.#use(name, 'exists', ACTIONS.exists);
  }

  release(name: string): MaybePromise<void> {
    return this.#use(name, 'release', ACTIONS.release);
  }

  confirm(name: string): MaybePromise<void> {
    return this.#use(name, 'confirm', ACTIONS.confirm);
  }

  #use<T>(name: string, operation: DatasetOperation, action: Action<T>, data?: unknown): MaybePromise<T> {
    const dataset = this.peek(name);
    if (dataset !== undefined) return useDataset(name, operation, dataset, action, data);
    if (!this.#entries.describes(name)) throw new DatasetNotFoundError(name, this.keys());
    return this.get(name).then(() => this.#use(name, operation, action, data));
  }
}

/** Not that of a class above it: a subclass of an alias is a class of its own. */
function aliasOf(type: object): unknown {
  return Object.hasOwn(type, 'aliasOf') ? (type as Partial<DatasetClass>).aliasOf : undefined;
}
