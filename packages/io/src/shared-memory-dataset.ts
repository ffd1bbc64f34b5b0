import type { Dataset, MaybePromise } from './dataset.js';
import { refuseUnknownOptions } from './refuse-unknown-options.js';
import { decodeShared } from './shared/decode.js';
import { encodeShared, storeInMemory, type Store } from './shared/encode.js';
import type { SharedValue } from './shared/shared-value.js';

/** What a {@link SharedMemoryDataset} may be given. */
export interface SharedMemoryDatasetOptions {
  /** Where the bytes go. Default: memory that all threads of the process see. */
  readonly store?: Store;
  /** Anything the user wants to keep beside the data. */
  readonly metadata?: unknown;
}

/**
 * Holds a value as bytes that several workers can read, and gives out a handle to it. Whoever saves encodes it once;
 * typed arrays and Arrow tables are read in place, so a reader must not write to them.
 */
export class SharedMemoryDataset implements Dataset {
  readonly ephemeral = true;
  readonly metadata: unknown;
  readonly #store: Store;
  #handle: SharedValue | undefined;

  constructor(options: SharedMemoryDatasetOptions = {}) {
    refuseUnknownOptions(options, ['store', 'metadata']);
    this.#store = options.store ?? storeInMemory;
    this.metadata = options.metadata;
  }

  /** What another worker needs to read the value; undefined while there is none. */
  get handle(): SharedValue | undefined {
    return this.#handle;
  }

  set handle(handle: SharedValue | undefined) {
    this.#handle = handle;
  }

  load(): MaybePromise<unknown> {
    if (this.#handle === undefined)
      throw new Error('nothing has been saved to it yet, or it has been released');
    return decodeShared(this.#handle);
  }

  async save(data: unknown): Promise<void> {
    this.#handle = await encodeShared(data, this.#store);
  }

  exists(): boolean {
    return this.#handle !== undefined;
  }

  release(): void {
    this.#handle = undefined;
  }
}
