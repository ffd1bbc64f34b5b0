import { mkdir, mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DataCatalog, DatasetError, datasetTypes, type Dataset, type DatasetClass } from '@kedro-ts/io';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

/** What {@link testDataset} needs to know about a dataset of one file. */
export interface DatasetContract<Data> {
  /** Title of the suite. */
  readonly name: string;
  /** Makes the dataset for a path that has no file yet. */
  readonly create: (filepath: string) => Dataset<unknown, Data>;
  /** Something to save. */
  readonly sample: Data;
  /** Something of the same kind that the dataset has to refuse, best late in the data. */
  readonly refused: Data;
  /** Whether what was saved is loaded as it was. Otherwise only a second round trip has to change nothing. */
  readonly lossless: boolean;
  /** Further keys of the catalog entry, as they are written in `catalog.yml`. */
  readonly entry?: Readonly<Record<string, unknown>>;
}

/** States, as vitest tests, what every dataset of one file must do. */
export function testDataset<Data>(contract: DatasetContract<Data>): void {
  const { name, create, sample, refused, lossless, entry } = contract;

  describe(`${name} keeps the contract of a file dataset`, () => {
    let folder: string;
    let filepath: string;
    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), 'kedro-dataset-'));
      filepath = join(folder, 'data');
    });
    afterEach(() => rm(folder, { recursive: true, force: true }));

    it('loads what was saved', async () => {
      const dataset = create(filepath);
      await dataset.save(sample);
      const loaded = await create(filepath).load();
      if (lossless) expect(loaded).toStrictEqual(sample);
      await dataset.save(loaded as Data);
      expect(await dataset.load()).toStrictEqual(loaded);
    });

    it('saves the same bytes for the same data', async () => {
      await create(filepath).save(sample);
      const first = await readFile(filepath);
      await create(filepath).save(sample);
      expect(first.equals(await readFile(filepath))).toBe(true);
    });

    it('exists after it was saved, and not before', async () => {
      const dataset = create(filepath);
      expect(await dataset.exists?.()).toBe(false);
      await dataset.save(sample);
      expect(await dataset.exists?.()).toBe(true);
    });

    it('does not take a folder for its file', async () => {
      await mkdir(filepath);
      expect(await create(filepath).exists?.()).toBe(false);
      await expect(async () => create(filepath).load()).rejects.toThrow();
    });

    it('says that a missing file is missing, and which', async () => {
      await expect(async () => create(filepath).load()).rejects.toThrow(/no file/i);
      await expect(async () => create(filepath).load()).rejects.toThrow(filepath);
    });

    it('makes the folders of its file', async () => {
      const deep = join(folder, 'a', 'b', 'data');
      await create(deep).save(sample);
      expect(await readdir(dirname(deep))).toEqual(['data']);
    });

    it('keeps the old content, and leaves no other file, when saving fails', async () => {
      const dataset = create(filepath);
      await dataset.save(sample);
      const before = await readFile(filepath);
      await expect(async () => dataset.save(refused)).rejects.toThrow();
      expect(before.equals(await readFile(filepath))).toBe(true);
      expect(await readdir(folder)).toEqual(['data']);
    });

    it('leaves nothing when the first save fails', async () => {
      await expect(async () => create(filepath).save(refused)).rejects.toThrow();
      expect(await readdir(folder)).toEqual([]);
    });

    it('describes itself with its path', () => {
      expect(create(filepath).describe?.()).toMatchObject({ filepath });
    });

    it('works in a catalog, with a path relative to the project', async () => {
      const DatasetType = create(filepath).constructor as DatasetClass;
      const types = datasetTypes({ Tested: () => DatasetType });
      const config = { tested: { type: 'Tested', filepath: 'data/tested', ...entry } };
      const catalog = DataCatalog.fromConfig(config, { types, basePath: folder });
      expect(await catalog.exists('tested')).toBe(false);
      await expect(async () => catalog.load('tested')).rejects.toThrow(DatasetError);
      await catalog.save('tested', sample);
      expect(await readdir(join(folder, 'data'))).toEqual(['tested']);
      const loaded = await catalog.load('tested');
      expect(loaded).toStrictEqual(await create(join(folder, 'data', 'tested')).load());
    });

    it('refuses options that it does not know', async () => {
      const DatasetType = create(filepath).constructor as new (options: object) => Dataset;
      expect(() => new DatasetType({ filepath, filepaht: filepath })).toThrow(/filepaht/);
    });
  });
}
