import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CachedDataset } from './cached-dataset.js';
import { DataCatalog } from './data-catalog.js';
import { builtInDatasetTypes, combineDatasetTypes, datasetTypes } from './dataset-types.js';
import type { Dataset } from './dataset.js';
import type { DatasetError } from './errors.js';
import { CatalogConfigError } from './errors.js';
import { MemoryDataset, type CopyMode } from './memory-dataset.js';

/** A dataset that is loaded when the test says so, and counts what is asked of it. */
class SlowDataset implements Dataset<unknown> {
  readonly calls: string[] = [];
  readonly pending: { readonly finish: (data: unknown) => void; readonly fail: (error: Error) => void }[] =
    [];
  exists?: () => Promise<boolean>;
  load(): Promise<unknown> {
    this.calls.push('load');
    return new Promise((finish, fail) => this.pending.push({ finish, fail }));
  }
  async save(data: unknown): Promise<void> {
    if (data === 'too much') throw new Error('the disk is full');
    this.calls.push(`save ${JSON.stringify(data)}`);
  }
  release(): void {
    this.calls.push('release');
  }
}

describe('CachedDataset', () => {
  it('loads once and then gives what it has cached, without a promise where the dataset gives none', () => {
    let loads = 0;
    const cached = new CachedDataset({ dataset: { load: () => ++loads, save: () => {} } });
    expect(cached.load()).toBe(1);
    expect(cached.load()).toBe(1);
    expect(loads).toBe(1);
  });

  it('saves to both, so that the next load reads nothing', async () => {
    const slow = new SlowDataset();
    const cached = new CachedDataset({ dataset: slow });
    await cached.save([1]);
    expect(cached.load()).toEqual([1]);
    expect(slow.calls).toEqual(['save [1]']);
  });

  it('keeps what it had when the dataset could not be saved', async () => {
    const cached = new CachedDataset({ dataset: new SlowDataset() });
    await cached.save('old');
    await expect(cached.save('too much')).rejects.toThrow('the disk is full');
    expect(cached.load()).toBe('old');
  });

  it('loads once for all who ask at the same time', async () => {
    const slow = new SlowDataset();
    const cached = new CachedDataset({ dataset: slow, copyMode: 'deepcopy' });
    const loads = [cached.load(), cached.load()];
    slow.pending[0]!.finish([1]);
    const [first, second] = (await Promise.all(loads)) as [number[], number[]];
    expect(first).toEqual([1]);
    expect(second).toEqual([1]);
    expect(second).not.toBe(first);
    expect(slow.calls).toEqual(['load']);
  });

  it('loads again after a loading that failed', async () => {
    const slow = new SlowDataset();
    const cached = new CachedDataset({ dataset: slow });
    const failing = cached.load();
    slow.pending[0]!.fail(new Error('no such file'));
    await expect(failing).rejects.toThrow('no such file');
    const loading = cached.load();
    slow.pending[1]!.finish(2);
    expect(await loading).toBe(2);
  });

  it('is not filled with old data by a loading that ends after a save', async () => {
    const slow = new SlowDataset();
    const cached = new CachedDataset({ dataset: slow });
    const loading = cached.load();
    await cached.save('new');
    slow.pending[0]!.finish('old');
    expect(await loading).toBe('new');
    expect(cached.load()).toBe('new');
  });

  it('is not filled by a loading that ends after a release', async () => {
    const slow = new SlowDataset();
    const cached = new CachedDataset({ dataset: slow });
    const loading = cached.load();
    await cached.release();
    slow.pending[0]!.finish('data');
    expect(await loading).toBe('data');
    expect(await cached.exists()).toBe(false);
  });

  it('exists when it is cached, or else when the dataset in it does', async () => {
    const slow = new SlowDataset();
    const cached = new CachedDataset({ dataset: slow });
    expect(await cached.exists()).toBe(false);
    slow.exists = () => Promise.resolve(true);
    expect(await cached.exists()).toBe(true);
    slow.exists = () => Promise.resolve(false);
    await cached.save(1);
    expect(await cached.exists()).toBe(true);
  });

  it('empties the cache and releases the dataset in it on release', async () => {
    const slow = new SlowDataset();
    const cached = new CachedDataset({ dataset: slow });
    await cached.save(1);
    await cached.release();
    const loading = cached.load();
    slow.pending[0]!.finish(2);
    expect(await loading).toBe(2);
    expect(slow.calls).toEqual(['save 1', 'release', 'load']);
  });

  it('gives each reader a copy, the first one included, if the copy mode says so', async () => {
    const rows = { load: () => [{ id: 1 }], save: () => {} };
    const copying = new CachedDataset({ dataset: rows, copyMode: 'deepcopy' });
    ((await copying.load()) as { id: number }[])[0]!.id = 2;
    expect(copying.load()).toEqual([{ id: 1 }]);
    expect(() => new CachedDataset({ dataset: rows, copyMode: 'clone' as CopyMode })).toThrow(/"clone"/);
  });

  it.each([undefined, null, 'assign'] as const)(
    'gives what it has cached itself in the mode %j',
    (copyMode) => {
      const cached = new CachedDataset({ dataset: { load: () => [1], save: () => {} }, copyMode });
      expect(cached.load()).toBe(cached.load());
      expect(cached.copyMode).toBe(copyMode ?? undefined);
    },
  );

  it('is lost with its process, for one process only, and keeps its metadata', () => {
    const metadata = { owner: 'me' };
    expect(new CachedDataset({ dataset: new MemoryDataset(), metadata })).toMatchObject({
      ephemeral: true,
      singleProcess: true,
      metadata,
    });
  });

  it.each([undefined, 'cars.csv', {}, 5])('refuses %j for a dataset', (dataset) => {
    expect(() => new CachedDataset({ dataset: dataset as never })).toThrow(/"dataset" must be a dataset/);
  });
});

describe('a CachedDataset in a catalog', () => {
  class FileDataset extends MemoryDataset {
    constructor(readonly options: { readonly filepath: string; readonly credentials?: unknown }) {
      super({ data: options });
    }
    describe(): { readonly filepath: string } {
      return { filepath: this.options.filepath };
    }
  }
  const types = combineDatasetTypes(builtInDatasetTypes, datasetTypes({ File: () => FileDataset }));
  const basePath = resolve('some', 'project');
  const catalogOf = (entry: unknown): DataCatalog =>
    DataCatalog.fromConfig({ cars: entry }, { types, basePath, credentials: { store: { key: 'k' } } });

  it('wraps the dataset of its entry, with path and credentials resolved', async () => {
    const dataset = { type: 'File', filepath: 'data/cars.csv', credentials: 'store' };
    const catalog = catalogOf({ type: 'kedro.io.CachedDataset', copy_mode: 'assign', dataset });
    expect(await catalog.load('cars')).toEqual({
      filepath: join(basePath, 'data', 'cars.csv'),
      credentials: { key: 'k' },
    });
    expect(catalog.peek('cars')).toBeInstanceOf(CachedDataset);
  });

  it('may wrap another one', async () => {
    const dataset = { type: 'CachedDataset', dataset: { type: 'MemoryDataset', data: 1 } };
    expect(await catalogOf({ type: 'CachedDataset', dataset }).load('cars')).toBe(1);
  });

  it('is described by what is in it', async () => {
    const catalog = catalogOf({ type: 'CachedDataset', dataset: { type: 'File', filepath: '/cars.csv' } });
    await catalog.get('cars');
    const error = await Promise.resolve()
      .then(() => catalog.confirm('cars'))
      .catch((thrown: unknown) => thrown as DatasetError);
    expect((error as DatasetError).description).toMatch(
      /^CachedDataset, dataset=FileDataset, filepath=.*cars\.csv$/,
    );
  });

  it.each([
    [{}, /CachedDataset refuses its options: "dataset" must be/],
    [{ dataset: 'cars.csv' }, /CachedDataset refuses its options: "dataset" must be/],
    [{ dataset: { filepath: 'a' } }, /its "dataset" has no "type"/],
    [{ dataset: { type: 'Fil' } }, /type "Fil" is unknown. Did you mean "File"\?/],
    [{ dataset: { type: 'File', credentials: 'stor' } }, /no credentials "stor"/],
    [{ dataset: { type: 'File' }, versioned: true }, /File has no versions/],
  ])('is refused with the options %j', async (options, message) => {
    const error: unknown = await catalogOf({ type: 'CachedDataset', ...options })
      .get('cars')
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(CatalogConfigError);
    expect(error).toMatchObject({ dataset: 'cars' });
    expect((error as Error).message).toMatch(message);
  });
});
