import { copyPlainData, copyShallow } from './copy-plain-data.js';
import type { Dataset, MaybePromise } from './dataset.js';
import { refuseUnknownOptions } from './refuse-unknown-options.js';
import { giveBack } from './shared/give-back.js';

/** How a value leaves a {@link MemoryDataset}: as a deep copy of plain data and bytes, as a shallow copy, or as it is. */
export type CopyMode = 'deepcopy' | 'copy' | 'assign';

/** What a {@link MemoryDataset} may be given. */
export interface MemoryDatasetOptions<T = unknown> {
  /** The value to start with. Default: none, so that loading before saving fails. */
  readonly data?: T;
  /**
   * What each `load` gives. Default, also of `null`: the value itself, which in development the runner keeps nodes from
   * changing. With `deepcopy` or `copy` each reader may change its own; with `assign` all share one, and nobody looks after it.
   * Class instances, functions and Arrow tables are shared in every mode.
   */
  readonly copyMode?: CopyMode | null | undefined;
  /** Anything the user wants to keep beside the data. */
  readonly metadata?: unknown;
}

const EMPTY = Symbol('empty');
const OPTIONS = ['data', 'copyMode', 'metadata'];

/** Holds a value in the memory of this process. */
export class MemoryDataset<T = unknown> implements Dataset<T> {
  readonly ephemeral = true;
  readonly metadata: unknown;
  /** Undefined when the value is shared, so that readers must not change it. */
  readonly copyMode: CopyMode | undefined;
  #data: T | typeof EMPTY;

  constructor(options: MemoryDatasetOptions<T> = {}) {
    refuseUnknownOptions(options, OPTIONS);
    this.metadata = options.metadata;
    this.copyMode = checkCopyMode(options.copyMode);
    this.#data = options.data === undefined ? EMPTY : options.data;
  }

  load(): T {
    if (this.#data === EMPTY) throw new Error('nothing has been saved to it yet, or it has been released');
    switch (this.copyMode) {
      case undefined:
      case 'assign':
        return this.#data;
      case 'deepcopy':
        return copyPlainData(this.#data, { bytes: true });
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

  release(): MaybePromise<void> {
    const data = this.#data;
    this.#data = EMPTY;
    return giveBack(data);
  }
}

/** @throws TypeError for a mode that there is not. */
export function checkCopyMode(mode: CopyMode | null | undefined): CopyMode | undefined {
  if (mode === undefined || mode === null) return undefined;
  if (mode === 'deepcopy' || mode === 'copy' || mode === 'assign') return mode;
  throw new TypeError(`copy_mode is ${JSON.stringify(mode)}; it must be "deepcopy", "copy" or "assign"`);
}

/**
 * Tells whether what a dataset loads is a value that others have too: it lives in memory, and no copy mode says how to deal with
 * that. A dataset of one's own that gives each reader another value may say so by a property `copyMode`.
 */
export function sharesValue(dataset: Dataset & { readonly copyMode?: unknown }): boolean {
  return dataset.ephemeral === true && dataset.copyMode == null;
}
