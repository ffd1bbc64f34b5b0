import { inspect } from 'node:util';
import type { Catalog } from './catalog.js';
import { checkEntry, createDataset, type CatalogEntry, type CreateDatasetOptions } from './create-dataset.js';
import { isDataset, isPromiseLike, type Dataset, type MaybePromise } from './dataset.js';
import { builtInDatasetTypes } from './dataset-types.js';
import { DatasetError, DatasetNotFoundError, messageOf, type DatasetOperation } from './errors.js';
import { MemoryDataset } from './memory-dataset.js';
import { isParameterName, lookUpParameter, parameterNames } from './parameters.js';

/** How a {@link DataCatalog} makes datasets. */
export interface CatalogOptions extends Partial<CreateDatasetOptions> {
  /** What `parameters` and `params:a.b.c` stand for; they are looked up when a node needs them. Default: nothing. */
  readonly parameters?: Readonly<Record<string, unknown>>;
}

/**
 * Datasets by name. Entries that come from configuration are made when they are first needed.
 *
 * Every failure of a dataset reaches the caller as a {@link DatasetError} that names it.
 */
export class DataCatalog implements Catalog {
  readonly #datasets = new Map<string, Dataset>();
  readonly #entries = new Map<string, CatalogEntry>();
  /** What is being made right now, so that it is made once however many ask for it. */
  readonly #making = new Map<string, Promise<void>>();
  readonly #options: CreateDatasetOptions;
  readonly #parameters: Readonly<Record<string, unknown>> | undefined;

  /** @param datasets - datasets, or values to be held in memory, by name */
  constructor(datasets: Readonly<Record<string, unknown>> = {}, options: CatalogOptions = {}) {
    const { parameters, types = builtInDatasetTypes, ...rest } = options;
    this.#options = { types, ...rest };
    this.#parameters = parameters;
    for (const [name, value] of Object.entries(datasets)) this.set(name, value);
  }

  /**
   * A catalog from the parsed content of `catalog.yml`.
   *
   * @throws CatalogConfigError for an entry that is not a mapping with a `type`.
   */
  static fromConfig(config: Readonly<Record<string, unknown>>, options: CatalogOptions = {}): DataCatalog {
    const catalog = new DataCatalog({}, options);
    for (const [name, entry] of Object.entries(config)) catalog.#entries.set(name, checkEntry(name, entry));
    return catalog;
  }

  has(name: string): boolean {
    return this.peek(name) !== undefined || this.#entries.has(name);
  }

  keys(): Iterable<string> {
    const parameters = this.#parameters === undefined ? [] : parameterNames(this.#parameters);
    return new Set([...this.#entries.keys(), ...this.#datasets.keys(), ...parameters]);
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

  async get(name: string): Promise<Dataset | undefined> {
    const entry = this.#datasets.has(name) ? undefined : this.#entries.get(name);
    if (entry !== undefined) {
      const making = this.#making.get(name) ?? this.#make(name, entry);
      this.#making.set(name, making);
      await making;
    }
    return this.peek(name);
  }

  async #make(name: string, entry: CatalogEntry): Promise<void> {
    try {
      const dataset = await createDataset(name, entry, this.#options);
      // In the meantime the name may have been deleted, or set to something else.
      if (this.#entries.has(name) && !this.#datasets.has(name)) this.#datasets.set(name, dataset);
    } finally {
      this.#making.delete(name);
    }
  }

  async materialise(names: Iterable<string>): Promise<void> {
    for (const name of names) if (!this.#datasets.has(name) && this.#entries.has(name)) await this.get(name);
  }

  set(name: string, datasetOrData: unknown): void {
    this.#datasets.set(
      name,
      isDataset(datasetOrData) ? datasetOrData : new MemoryDataset({ data: datasetOrData }),
    );
  }

  /** A parameter is only reset: its next load gives what is configured. */
  delete(name: string): boolean {
    const known = this.has(name);
    this.#datasets.delete(name);
    this.#entries.delete(name);
    return known;
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

  exists(name: string): MaybePromise<boolean> {
    return this.#use(name, 'exists', (dataset) => dataset.exists?.() ?? false);
  }

  /** A dataset that has not been made yet holds nothing, and is not made for it. */
  release(name: string): MaybePromise<void> {
    if (this.#entries.has(name) && !this.#datasets.has(name)) return;
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
      if (!this.#entries.has(name)) throw new DatasetNotFoundError(name, this.keys());
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
      throw new DatasetError(name, operation, messageOf(cause), { cause, description: describe(dataset) });
    };
    try {
      const result = action(dataset);
      return isPromiseLike(result) ? result.then(undefined, fail) : result;
    } catch (cause) {
      return fail(cause);
    }
  }
}

function describe(dataset: Dataset): string {
  const details = Object.entries(detailsOf(dataset)).filter(([, value]) => value !== undefined);
  const className = (dataset.constructor as { name?: string } | undefined)?.name ?? 'Object';
  return [className, ...details.map(([key, value]) => `${key}=${show(value)}`)].join(', ');
}

/** A dataset that cannot describe itself must not hide why it could not be loaded. */
function detailsOf(dataset: Dataset): Readonly<Record<string, unknown>> {
  try {
    return dataset.describe?.() ?? {};
  } catch {
    return {};
  }
}

function show(value: unknown): string {
  return typeof value === 'string' ? value : inspect(value, { depth: 1, breakLength: Infinity });
}
