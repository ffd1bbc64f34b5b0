import type { CatalogEntry, Version } from '@kedro-ts/io';
import { OracleDataset, refuseOthers } from './oracle-dataset.js';

interface DummyOptions {
  readonly filepath?: unknown;
  readonly loadArgs?: unknown;
  readonly saveArgs?: unknown;
  readonly credentials?: unknown;
  readonly options?: unknown;
  readonly version?: Version;
  readonly metadata?: unknown;
}

/** `oracle_ds.Dummy`: all options may be left out, it keeps its data on release, has versions, and can be confirmed. */
export class DummyDataset extends OracleDataset {
  static readonly supportsVersions = true;
  /** How often it was. */
  confirmed = 0;
  #data: { readonly value: unknown } | undefined;

  constructor(given: DummyOptions = {}) {
    const { filepath, loadArgs, saveArgs, credentials, options, version, metadata, ...others } = given;
    refuseOthers(others);
    super(
      { filepath, load_args: loadArgs, save_args: saveArgs, credentials, options },
      { ...(version && { version }), metadata },
    );
  }

  load(): unknown {
    if (this.#data === undefined) throw new Error('no data yet');
    return this.#data.value;
  }

  save(data: unknown): void {
    this.#data = { value: data };
  }

  exists(): boolean {
    return this.#data !== undefined;
  }

  confirm(): void {
    this.confirmed++;
  }

  /** Kedro remembers the arguments of every constructor; here a dataset says them itself. */
  toConfig(): CatalogEntry {
    const given = Object.entries(this.options).filter(([, value]) => value !== undefined);
    return { type: 'oracle_ds.Dummy', ...Object.fromEntries(given) };
  }
}

// As Kedro calls it, because the type of a dataset that was set is the name of its class.
Object.defineProperty(DummyDataset, 'name', { value: 'oracle_ds.Dummy' });
