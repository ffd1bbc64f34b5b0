import type { Dataset, MaybePromise } from './dataset.js';
import { refuseUnknownOptions } from './refuse-unknown-options.js';

/** What a {@link LambdaDataset} may be given. */
export interface LambdaDatasetOptions<Loaded = unknown, Saved = Loaded> {
  /** Reads the data. Default: loading fails. */
  readonly load?: () => MaybePromise<Loaded>;
  /** Writes the data. Default: saving fails. */
  readonly save?: (data: Saved) => MaybePromise<void>;
  /** Whether there is something to load. Default: there is not. */
  readonly exists?: () => MaybePromise<boolean>;
  /** Frees what is held in memory. Default: nothing is. */
  readonly release?: () => MaybePromise<void>;
  /** Anything the user wants to keep beside the data. */
  readonly metadata?: unknown;
}

const FUNCTIONS = ['load', 'save', 'exists', 'release'] as const;

/** A dataset made of functions, for what is not worth a class; it is registered in code, since a catalog file has no functions. */
export class LambdaDataset<Loaded = unknown, Saved = Loaded> implements Dataset<Loaded, Saved> {
  readonly metadata: unknown;
  readonly #options: LambdaDatasetOptions<Loaded, Saved>;

  constructor(options: LambdaDatasetOptions<Loaded, Saved> = {}) {
    refuseUnknownOptions(options, [...FUNCTIONS, 'metadata']);
    for (const name of FUNCTIONS)
      if (options[name] !== undefined && typeof options[name] !== 'function')
        throw new TypeError(`"${name}" must be a function, not ${typeof options[name]}`);
    this.#options = options;
    this.metadata = options.metadata;
  }

  load(): MaybePromise<Loaded> {
    if (this.#options.load === undefined) throw new Error('it was given no function to load with');
    return this.#options.load();
  }

  save(data: Saved): MaybePromise<void> {
    if (this.#options.save === undefined) throw new Error('it was given no function to save with');
    return this.#options.save(data);
  }

  exists(): MaybePromise<boolean> {
    return this.#options.exists?.() ?? false;
  }

  release(): MaybePromise<void> {
    return this.#options.release?.();
  }

  /** The names of its functions. */
  describe(): Readonly<Record<string, unknown>> {
    return Object.fromEntries(FUNCTIONS.map((name) => [name, this.#options[name]?.name]));
  }
}
