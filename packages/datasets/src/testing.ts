import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { datasetTypes, type Dataset, type DatasetClass, type Version } from '@kedro-ts/io';
import { testDataset } from '@kedro-ts/io/testing';
import { afterEach, describe, expect, it } from 'vitest';

/** What {@link testFileDataset} needs to know about a dataset of one file. */
export interface FileDatasetContract<Saved> {
  /** Title of the suite. */
  readonly name: string;
  /** Makes the dataset for a path that has no file yet, with these versions if there are any. */
  readonly create: (options: {
    readonly filepath: string;
    readonly version?: Version;
  }) => Dataset<unknown, Saved>;
  /** The name of its file, for a dataset that looks at the ending. Default: `data`. */
  readonly filename?: string;
  /** Something to save. */
  readonly sample: Saved;
  /** Something else to save. */
  readonly other: Saved;
  /** Something of the same kind that the dataset has to refuse, best late in the data. */
  readonly refused: Saved;
  /** What loading gives once the sample has been saved. Default: the same. */
  readonly loaded?: unknown;
  /** Whether what is loaded can be saved, and then does not change any more. Default: true. */
  readonly savesLoaded?: boolean;
  /** Further keys of the catalog entry, as they are written in `catalog.yml`. */
  readonly entry?: Readonly<Record<string, unknown>>;
}

/** States, as vitest tests, what every dataset of one file must do, what every dataset must do included. */
export function testFileDataset<Saved>(contract: FileDatasetContract<Saved>): void {
  const { name, create, filename = 'data', sample, refused, savesLoaded = true, entry } = contract;
  const folders: string[] = [];
  const newFolder = async (): Promise<string> => {
    const folder = await mkdtemp(join(tmpdir(), 'kedro-dataset-'));
    folders.push(folder);
    return folder;
  };
  const newPath = async (): Promise<string> => join(await newFolder(), filename);
  const DatasetType = create({ filepath: filename }).constructor as DatasetClass;

  afterEach(async () => {
    for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
  });

  testDataset<unknown, Saved>({
    name,
    sample,
    other: contract.other,
    ...('loaded' in contract && { loaded: contract.loaded }),
    create: async () => create({ filepath: await newPath() }),
    entry: async () => ({
      config: { type: 'Tested', filepath: `data/${filename}`, ...entry },
      types: datasetTypes({ Tested: () => DatasetType }),
      basePath: await newFolder(),
    }),
    versions: async () => {
      const filepath = await newPath();
      return (version) => create({ filepath, version });
    },
  });

  describe(`${name} keeps the contract of a file dataset`, () => {
    it('saves the same bytes for the same data', async () => {
      const filepath = await newPath();
      await create({ filepath }).save(sample);
      const first = await readFile(filepath);
      await create({ filepath }).save(sample);
      expect(first.equals(await readFile(filepath))).toBe(true);
    });

    if (savesLoaded) {
      it('saves what it loads, which then stays as it is', async () => {
        const dataset = create({ filepath: await newPath() });
        await dataset.save(sample);
        const loaded = await dataset.load();
        await dataset.save(loaded as Saved);
        expect(await dataset.load()).toStrictEqual(loaded);
      });
    }

    it('does not take a folder for its file', async () => {
      const filepath = await newPath();
      await mkdir(filepath);
      expect(await create({ filepath }).exists?.()).toBe(false);
      await expect(async () => create({ filepath }).load()).rejects.toThrow(/is a folder/);
    });

    it('says that a missing file is missing, and which', async () => {
      const filepath = await newPath();
      await expect(async () => create({ filepath }).load()).rejects.toThrow(/no file/i);
      await expect(async () => create({ filepath }).load()).rejects.toThrow(filepath);
    });

    it('makes the folders of its file', async () => {
      const filepath = join(await newFolder(), 'a', 'b', filename);
      await create({ filepath }).save(sample);
      expect(await readdir(dirname(filepath))).toEqual([filename]);
    });

    it('keeps the old content, and leaves no other file, when saving fails', async () => {
      const filepath = await newPath();
      const dataset = create({ filepath });
      await dataset.save(sample);
      const before = await readFile(filepath);
      await expect(async () => dataset.save(refused)).rejects.toThrow();
      expect(before.equals(await readFile(filepath))).toBe(true);
      expect(await readdir(dirname(filepath))).toEqual([filename]);
    });

    it('leaves nothing when the first save fails, with versions or without', async () => {
      const folder = await newFolder();
      const filepath = join(folder, filename);
      await expect(async () => create({ filepath }).save(refused)).rejects.toThrow();
      await expect(async () => create({ filepath, version: {} }).save(refused)).rejects.toThrow();
      expect(await readdir(folder)).toEqual([]);
    });

    it('keeps a version in a folder of its name, and says so', async () => {
      const filepath = await newPath();
      const dataset = create({ filepath, version: { save: 'v1' } });
      await dataset.save(sample);
      expect(await readdir(filepath, { recursive: true })).toEqual(['v1', join('v1', filename)]);
      expect(dataset.describe?.()).toMatchObject({ filepath, version: { save: 'v1' } });
      expect(await create({ filepath: join(filepath, 'v1', filename) }).load()).toStrictEqual(
        await dataset.load(),
      );
    });

    it('says what to do about a file from before it had versions', async () => {
      const filepath = await newPath();
      await writeFile(filepath, '');
      const dataset = create({ filepath, version: {} });
      await expect(async () => dataset.load()).rejects.toThrow(/versioned: true/);
      await expect(async () => dataset.save(sample)).rejects.toThrow(/versioned: true/);
    });

    it('describes itself with its path', async () => {
      const filepath = await newPath();
      expect(create({ filepath }).describe?.()).toMatchObject({ filepath });
    });

    it('takes no settings for remote files, unless they are empty', async () => {
      const options = { filepath: await newPath(), ...entry };
      const make = (more: object): Dataset => new DatasetType({ ...options, ...more } as never);
      expect(make({ fsArgs: {}, credentials: {} })).toBeInstanceOf(DatasetType);
      expect(() => make({ credentials: { key: 'secret' } })).toThrow(/^"credentials" is for remote/);
      expect(() => make({ fsArgs: { project: 'a' } })).toThrow(/"fs_args" is for remote/);
    });
  });
}
