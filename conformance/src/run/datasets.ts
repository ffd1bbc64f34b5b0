import { CachedDataset, MemoryDataset, type CopyMode, type Dataset } from '@kedro-ts/io';
import { UnknownSpecError } from '../errors.js';
import { snapshot } from './snapshot.js';

/** An entry of a case's catalog. */
export interface DatasetSpec {
  readonly type: string;
  readonly data?: unknown;
  readonly copy_mode?: CopyMode;
  readonly store?: string;
  readonly view?: number;
  readonly load_error?: string;
  readonly save_error?: string;
  readonly release_error?: string;
}

/** Makes the dataset that an entry describes; `stores` is what the shared ones of a case have in common. */
export function makeDataset(spec: DatasetSpec, stores: Map<string, unknown>): Dataset {
  switch (spec.type) {
    case 'memory':
      return new MemoryDataset({
        ...('data' in spec && { data: snapshot(spec.data) }),
        ...(spec.copy_mode && { copyMode: spec.copy_mode }),
      });
    case 'persistent':
      return new PersistentDataset(spec);
    case 'shared':
      return new StoredDataset(stores, spec.store ?? '', spec.view ?? 0);
    case 'failing':
      return new FailingDataset(spec);
    case 'cached':
      return new CachedDataset({ dataset: new PersistentDataset(spec), copyMode: spec.copy_mode });
  }
  throw new UnknownSpecError(`datasets of type "${spec.type}"`);
}

/** Keeps its data on release, as a file does. */
export class PersistentDataset implements Dataset {
  #data: { readonly value: unknown } | undefined;

  constructor(spec: { readonly data?: unknown } = {}) {
    if ('data' in spec) this.save(spec.data);
  }

  load(): unknown {
    if (this.#data === undefined) throw new Error('no data yet');
    return snapshot(this.#data.value);
  }

  save(data: unknown): void {
    this.#data = { value: snapshot(data) };
  }

  exists(): boolean {
    return this.#data !== undefined;
  }

  release(): void {}

  confirm(): void {}
}

/** One of several views on one number. */
class StoredDataset implements Dataset {
  readonly #stores: Map<string, unknown>;
  readonly #store: string;
  readonly #view: number;

  constructor(stores: Map<string, unknown>, store: string, view: number) {
    this.#stores = stores;
    this.#store = store;
    this.#view = view;
  }

  load(): unknown {
    if (!this.exists()) throw new Error('no data yet');
    return (this.#stores.get(this.#store) as number) + this.#view;
  }

  save(data: unknown): void {
    this.#stores.set(this.#store, data);
  }

  exists(): boolean {
    return this.#stores.has(this.#store);
  }
}

/** Fails where it is told to; otherwise takes anything and always has the number 1. */
class FailingDataset implements Dataset {
  readonly #spec: DatasetSpec;

  constructor(spec: DatasetSpec) {
    this.#spec = spec;
  }

  load(): unknown {
    failWith(this.#spec.load_error);
    return 1;
  }

  save(): void {
    failWith(this.#spec.save_error);
  }

  exists(): boolean {
    return true;
  }

  release(): void {
    failWith(this.#spec.release_error);
  }
}

function failWith(message: string | undefined): void {
  if (message !== undefined) throw new Error(message);
}
