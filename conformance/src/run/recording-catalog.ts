import { DataCatalog, type CopyMode, type MaybePromise } from '@kedro-ts/io';
import { makeDataset, type DatasetSpec } from './datasets.js';
import { snapshot } from './snapshot.js';

/** One line of the log of a run: what happened, and to what. */
export type RunRow = readonly unknown[];

/** A catalog that notes what is done with its datasets. */
export class RecordingCatalog extends DataCatalog {
  readonly #rows: RunRow[];

  /** @param copyMode - of datasets in memory for which the case says none. Default: what the packages have as their default */
  constructor(datasets: Readonly<Record<string, DatasetSpec>>, rows: RunRow[], copyMode?: CopyMode) {
    const stores = new Map<string, unknown>();
    super(
      Object.fromEntries(
        Object.entries(datasets).map(([name, spec]) => [
          name,
          makeDataset({ ...(copyMode && { copy_mode: copyMode }), ...spec }, stores),
        ]),
      ),
      copyMode && { runtimePatterns: { '{default}': { type: 'MemoryDataset', copy_mode: copyMode } } },
    );
    this.#rows = rows;
  }

  override load(name: string): MaybePromise<unknown> {
    this.#rows.push(['catalog.load', name]);
    return super.load(name);
  }

  override save(name: string, data: unknown): MaybePromise<void> {
    this.#rows.push(['catalog.save', name, snapshot(data)]);
    return super.save(name, data);
  }

  override release(name: string): MaybePromise<void> {
    this.#rows.push(['catalog.release', name]);
    return super.release(name);
  }

  override confirm(name: string): MaybePromise<void> {
    this.#rows.push(['catalog.confirm', name]);
    return super.confirm(name);
  }
}
