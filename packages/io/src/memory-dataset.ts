import { copyPlainData, copyShallow } from './copy-plain-data.js';
import type { Dataset } from './dataset.js';
import { refuseUnknownOptions } from './refuse-unknown-options.js';

/** How a value leaves a {@link MemoryDataset}: as a deep copy of plain data, as a shallow copy, or as it is. */
export type CopyMode = 'deepcopy' | 'copy' | 'assign';

/** What a {@link MemoryDataset} may be given. */
export interface MemoryDatasetOptions<T = unknown> {
  /** The value to start with. Default: none, so that loading before saving fails. */
  readonly data?: T;
  /**
   * What each `load` gives. Default: `deepcopy`, so that a node cannot change what other nodes see. Class instances,
   * functions, typed arrays and Arrow tables are shared in every mode.
   */
  readonly copyMode?: CopyMode;
  /** Anything the user wants to keep beside the data. */
  readonly metadata?: unknown;
}

const EMPTY = Symbol('empty');
const OPTIONS = ['data', 'copyMode', 'metadata'];

/** Holds a value in the memory of this process. */
export class MemoryDataset<T = unknown> implements Dataset<T> {
  readonly ephemeral = true;
  readonly metadata: unknown;
  readonly #copyMode: CopyMode;
  #data: T | typeof EMPTY;

  constructor(options: MemoryDatasetOptions<T> = {}) {
    refuseUnknownOptions(options, OPTIONS);
    this.metadata = options.metadata;
    this.#copyMode = checkCopyMode(options.copyMode ?? 'deepcopy');
    this.#data = options.data === undefined ? EMPTY : options.data;
  }

  load(): T {
    if (this.#data === EMPTY) throw new Error('nothing has been saved to it yet, or it has been released');
    switch (this.#copyMode) {
      case 'assign':
        return this.#data;
      case 'deepcopy':
        return copyPlainData(this.#data);
      case 'copy':
        return copyShallow(this.#data);
    }
  }

  save(data: T): void {
    this.#data = data;
  }

  exists(): boolean {
    return this.#data !== EMPTY;
  }

  release(): void {
    this.#data = EMPTY;
  }
}

function checkCopyMode(mode: CopyMode): CopyMode {
  if (mode === 'deepcopy' || mode === 'copy' || mode === 'assign') return mode;
  throw new TypeError(`copy_mode is ${JSON.stringify(mode)}; it must be "deepcopy", "copy" or "assign"`);
}
