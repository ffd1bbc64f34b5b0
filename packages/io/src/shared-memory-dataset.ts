import { copyPlainData } from './copy-plain-data.js';
import { isPromiseLike, type Dataset, type MaybePromise } from './dataset.js';
import { checkCopyMode, type CopyMode } from './memory-dataset.js';
import { refuseUnknownOptions } from './refuse-unknown-options.js';
import { noteDropped } from './shared/count-readers.js';
import { decodeShared } from './shared/decode.js';
import { encodeShared, storeInMemory, type Store } from './shared/encode.js';
import type { SharedValue } from './shared/shared-value.js';

/** What a {@link SharedMemoryDataset} may be given. */
export interface SharedMemoryDatasetOptions {
  /** Where the bytes go. Default: memory that all threads of the process see. */
  readonly store?: Store;
  /**
   * What each `load` gives, as for a {@link MemoryDataset}. Default, also of `null`: bytes in it are those of all readers, the
   * rest has been made for the reader. With `deepcopy` and `copy` the bytes are the reader's own too.
   */
  readonly copyMode?: CopyMode | null | undefined;
  /** Anything the user wants to keep beside the data. */
  readonly metadata?: unknown;
}

/**
 * Holds a value as bytes that several workers can read, and gives out a handle to it. Whoever saves encodes it once;
 * typed arrays and Arrow tables are read in place, so that a reader must not write to them unless the copy mode allows it.
 */
export class SharedMemoryDataset implements Dataset {
  readonly ephemeral = true;
  readonly metadata: unknown;
  /** Undefined when readers must not change what they load, as those of a {@link MemoryDataset} must not. */
  readonly copyMode: CopyMode | undefined;
  readonly #store: Store;
  #handle: SharedValue | undefined;

  constructor(options: SharedMemoryDatasetOptions = {}) {
    refuseUnknownOptions(options, ['store', 'copyMode', 'metadata']);
    this.#store = options.store ?? storeInMemory;
    this.metadata = options.metadata;
    this.copyMode = checkCopyMode(options.copyMode);
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
    const decoded = decodeShared(this.#handle);
    if (this.copyMode === undefined || this.copyMode === 'assign') return decoded;
    return isPromiseLike(decoded) ? decoded.then(copyWithBytes) : copyWithBytes(decoded);
  }

  async save(data: unknown): Promise<void> {
    this.#handle = await encodeShared(data, this.#store);
    // What was encoded is of no use any more; much of it are arrays.
    noteDropped(this.#handle.byteLength);
  }

  exists(): boolean {
    return this.#handle !== undefined;
  }

  release(): void {
    this.#handle = undefined;
  }
}

function copyWithBytes(value: unknown): unknown {
  return copyPlainData(value, { bytes: true });
}
