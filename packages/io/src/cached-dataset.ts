import { isDataset, isPromiseLike, type Dataset, type FileEvidence, type MaybePromise } from './dataset.js';
import { classNameOf } from './describe-dataset.js';
import { MemoryDataset, type CopyMode } from './memory-dataset.js';
import { refuseUnknownOptions } from './refuse-unknown-options.js';

/** What a {@link CachedDataset} may be given. */
export interface CachedDatasetOptions {
  /**
   * The dataset to be cached; in `catalog.yml` an entry, of which the catalog makes the dataset first. `versioned: true` is said
   * of the cached one, and is passed on.
   */
  readonly dataset: Dataset;
  /** What each `load` gives, as for a {@link MemoryDataset}. Default: the value itself. */
  readonly copyMode?: CopyMode | null | undefined;
  /** Anything the user wants to keep beside the data. */
  readonly metadata?: unknown;
}

/**
 * Keeps in memory what another dataset holds, so that it is read once however often it is loaded. What is saved goes to both.
 * Each process has a cache of its own, hence only one process at a time may use it.
 */
export class CachedDataset implements Dataset {
  /** What a catalog makes of the entry before it makes the dataset. */
  static readonly nestedDatasets = ['dataset'];
  readonly ephemeral = true;
  readonly singleProcess = true;
  readonly metadata: unknown;
  readonly #cache: MemoryDataset;
  readonly #wrapped: Dataset;
  /** The loading that will fill the cache, unless something is saved or the cache emptied in the meantime. */
  #loading: PromiseLike<unknown> | undefined;

  constructor(options: CachedDatasetOptions) {
    refuseUnknownOptions(options, ['dataset', 'copyMode', 'metadata']);
    const { dataset, copyMode, metadata } = options;
    if (!isDataset(dataset))
      throw new TypeError('"dataset" must be a dataset, or in catalog.yml an entry that describes one');
    this.#wrapped = dataset;
    this.#cache = new MemoryDataset({ copyMode });
    this.metadata = metadata;
  }

  load(): MaybePromise<unknown> {
    if (this.#cache.exists()) return this.#cache.load();
    // Whoever asks while it is being loaded waits for the same loading.
    if (this.#loading !== undefined) return this.#finish(this.#loading);
    const data = this.#wrapped.load();
    if (!isPromiseLike(data)) return this.#keep(data);
    this.#loading = data;
    return this.#finish(data);
  }

  save(data: unknown): MaybePromise<void> {
    const keep = (): void => {
      this.#loading = undefined;
      this.#cache.save(data);
    };
    const saved = this.#wrapped.save(data);
    return isPromiseLike(saved) ? saved.then(keep) : keep();
  }

  exists(): MaybePromise<boolean> {
    return this.#cache.exists() || (this.#wrapped.exists?.() ?? false);
  }

  /** Empties the cache; the next load reads again. */
  release(): MaybePromise<void> {
    this.#loading = undefined;
    const freed = this.#cache.release();
    if (isPromiseLike(freed)) return freed.then(() => this.#wrapped.release?.());
    return this.#wrapped.release?.();
  }

  /** That of the cached dataset, whose data outlive the cache. */
  evidence(fileEvidence?: FileEvidence): MaybePromise<string | undefined> {
    return this.#wrapped.evidence?.(fileEvidence);
  }

  get copyMode(): CopyMode | undefined {
    return this.#cache.copyMode;
  }

  listVersions(): MaybePromise<readonly string[]> {
    if (this.#wrapped.listVersions === undefined) throw new Error('the dataset in it has no versions');
    return this.#wrapped.listVersions();
  }

  describe(): Readonly<Record<string, unknown>> {
    return { dataset: classNameOf(this.#wrapped), ...this.#wrapped.describe?.() };
  }

  /** In a mode that copies the first reader gets a copy too: what that one does to its data must not reach the cache. */
  #keep(data: unknown): unknown {
    this.#cache.save(data);
    return this.#cache.load();
  }

  async #finish(loading: PromiseLike<unknown>): Promise<unknown> {
    try {
      const data = await loading;
      if (this.#loading === loading) {
        this.#loading = undefined;
        return this.#keep(data);
      }
      return this.#cache.exists() ? this.#cache.load() : data;
    } catch (error) {
      if (this.#loading === loading) this.#loading = undefined;
      throw error;
    }
  }
}
