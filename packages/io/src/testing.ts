import { describe, expect, it } from 'vitest';
import { DataCatalog } from './data-catalog.js';
import type { Dataset, MaybePromise } from './dataset.js';
import type { DatasetTypes } from './dataset-types.js';
import { DatasetError } from './errors.js';
import type { Version } from './version/version.js';

/** What {@link testDataset} needs to know about a dataset. */
export interface DatasetContract<Loaded = unknown, Saved = Loaded> {
  /** Title of the suite. */
  readonly name: string;
  /** Makes a dataset that has nothing to load yet; called anew by each test. */
  readonly create: () => MaybePromise<Dataset<Loaded, Saved>>;
  /** Something to save. */
  readonly sample: Saved;
  /** Something else to save. */
  readonly other: Saved;
  /** What loading gives once the sample has been saved. Default: the same. */
  readonly loaded?: unknown;
  /** Texts from the credentials that `create` uses, which the dataset must never tell. Default: none. */
  readonly secrets?: readonly string[];
  /** An entry for this dataset, and the types that it needs; called anew by each test. Default: it cannot be written as an entry. */
  readonly entry?: () => MaybePromise<DatasetEntry>;
  /**
   * For a dataset with versions: a function that makes datasets of one place, which has no version yet; called anew by each test.
   * Default: it has none.
   */
  readonly versions?: () => MaybePromise<(version: Version) => Dataset<Loaded, Saved>>;
}

/** A catalog entry that describes a dataset which has nothing to load yet. */
export interface DatasetEntry {
  /** As it is written in `catalog.yml`, with its `type`. */
  readonly config: Readonly<Record<string, unknown>>;
  readonly types: DatasetTypes;
  /** Against which relative paths resolve. Default: the working directory. */
  readonly basePath?: string;
}

/** States, as vitest tests, what every dataset must do. */
export function testDataset<Loaded, Saved>(contract: DatasetContract<Loaded, Saved>): void {
  describe(`${contract.name} keeps the contract of a dataset`, () => {
    testLoadAndSave(contract);
    testDescription(contract);
    testInCatalog(contract);
    if (contract.versions !== undefined) testVersions({ ...contract, versions: contract.versions });
  });
}

function testLoadAndSave<Loaded, Saved>(contract: DatasetContract<Loaded, Saved>): void {
  const { create, sample, other } = contract;

  it('loads what was saved, more than once', async () => {
    const dataset = await create();
    await dataset.save(sample);
    expect(await dataset.load()).toStrictEqual(loadedOf(contract));
    expect(await dataset.load()).toStrictEqual(loadedOf(contract));
  });

  it('loads what was saved last', async () => {
    const dataset = await create();
    await dataset.save(other);
    await dataset.save(sample);
    expect(await dataset.load()).toStrictEqual(loadedOf(contract));
  });

  it('fails to load as long as nothing was saved, and says why', async () => {
    const dataset = await create();
    await expect(async () => dataset.load()).rejects.toThrow(/\w/);
  });

  it('exists after it was saved, and not before, if it can tell', async () => {
    const dataset = await create();
    expect((await dataset.exists?.()) ?? false).toBe(false);
    await dataset.save(sample);
    expect((await dataset.exists?.()) ?? true).toBe(true);
  });

  it('can be released at any time, and used afterwards', async () => {
    const dataset = await create();
    await dataset.release?.();
    await dataset.save(sample);
    await dataset.release?.();
    const isKept = dataset.ephemeral !== true || ((await dataset.exists?.()) ?? false);
    if (isKept) expect(await dataset.load()).toStrictEqual(loadedOf(contract));
    else await expect(async () => dataset.load()).rejects.toThrow(/\w/);
    await dataset.save(sample);
    expect(await dataset.load()).toStrictEqual(loadedOf(contract));
  });
}

function testDescription<Loaded, Saved>(contract: DatasetContract<Loaded, Saved>): void {
  const { create, secrets = [] } = contract;

  it('describes itself, if it does, as data without credentials', async () => {
    const description = (await create()).describe?.() ?? {};
    expect(Object.keys(description)).not.toContain('credentials');
    const text = JSON.stringify(description);
    for (const secret of secrets) expect(text).not.toContain(secret);
  });
}

function testInCatalog<Loaded, Saved>(contract: DatasetContract<Loaded, Saved>): void {
  const { create, sample, secrets = [], entry } = contract;

  it('is not saved without data by a catalog', async () => {
    const catalog = new DataCatalog({ tested: await create() });
    for (const nothing of [null, undefined]) {
      await expect(async () => catalog.save('tested', nothing)).rejects.toThrow(DatasetError);
      expect(await catalog.exists('tested')).toBe(false);
    }
    await catalog.save('tested', sample);
    await expect(async () => catalog.save('tested', null)).rejects.toThrow(/nothing to save/);
    expect(await catalog.load('tested')).toStrictEqual(loadedOf(contract));
  });

  it('is named by the errors of a catalog, which do not tell credentials', async () => {
    const catalog = new DataCatalog({ tested: await create() });
    const error: unknown = await Promise.resolve()
      .then(() => catalog.load('tested'))
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(DatasetError);
    expect(error).toMatchObject({ dataset: 'tested', operation: 'load' });
    for (const secret of secrets) expect((error as Error).message).not.toContain(secret);
  });

  if (entry === undefined) return;
  it('works as a catalog entry, and its entry makes the same dataset again', async () => {
    const { config, ...options } = await entry();
    const catalog = DataCatalog.fromConfig({ tested: config }, options);
    expect(await catalog.exists('tested')).toBe(false);
    await catalog.save('tested', sample);
    expect(await catalog.load('tested')).toStrictEqual(loadedOf(contract));
    await catalog.release('tested');
    const written = catalog.toConfig();
    const again = DataCatalog.fromConfig(written.catalog, { ...options, ...written });
    const isKept = await catalog.exists('tested');
    if (isKept) expect(await again.load('tested')).toStrictEqual(loadedOf(contract));
    else expect(await again.exists('tested')).toBe(false);
  });

  it('refuses options that it does not know', async () => {
    const { config, ...options } = await entry();
    const catalog = DataCatalog.fromConfig({ tested: { ...config, no_such_option: 1 } }, options);
    await expect(async () => catalog.get('tested')).rejects.toThrow(/no_?such_?option/i);
  });
}

function testVersions<Loaded, Saved>(
  contract: DatasetContract<Loaded, Saved> & Required<Pick<DatasetContract<Loaded, Saved>, 'versions'>>,
): void {
  const { versions, sample, other } = contract;

  it('keeps every version, lists them newest first, and loads the newest', async () => {
    const at = await versions();
    expect(await at({}).listVersions?.()).toEqual([]);
    expect(await at({}).exists?.()).toBe(false);
    await at({ save: 'v1' }).save(other);
    await at({ save: 'v2' }).save(sample);
    expect(await at({}).listVersions?.()).toEqual(['v2', 'v1']);
    expect(await at({}).load()).toStrictEqual(loadedOf(contract));
    expect(await at({}).exists?.()).toBe(true);
  });

  it('loads an older version that is asked for, and says when there is none', async () => {
    const at = await versions();
    await at({ save: 'v1' }).save(sample);
    await at({ save: 'v2' }).save(other);
    expect(await at({ load: 'v1' }).load()).toStrictEqual(loadedOf(contract));
    expect(await at({ load: 'v3' }).exists?.()).toBe(false);
    await expect(async () => at({ load: 'v3' }).load()).rejects.toMatchObject({
      code: 'KEDRO_VERSION_NOT_FOUND',
    });
  });

  it('overwrites no version', async () => {
    const at = await versions();
    await at({ save: 'v1' }).save(sample);
    await expect(async () => at({ save: 'v1' }).save(other)).rejects.toMatchObject({
      code: 'KEDRO_VERSION_EXISTS',
    });
    expect(await at({}).load()).toStrictEqual(loadedOf(contract));
  });

  it('remembers which version is the newest until it is released or saved', async () => {
    const at = await versions();
    const reader = at({});
    await at({ save: 'v1' }).save(sample);
    await reader.load();
    await at({ save: 'v2' }).save(other);
    expect(await reader.load()).toStrictEqual(loadedOf(contract));
    await reader.release?.();
    expect(await reader.load()).toStrictEqual(await at({ load: 'v2' }).load());
    await at({ save: 'v3' }).save(sample);
    await reader.save(sample);
    expect(await reader.load()).toStrictEqual(loadedOf(contract));
  });

  it('refuses a version that could leave its folder', async () => {
    const at = await versions();
    for (const version of ['../up', '..', 'C:\\temp'])
      await expect(async () => at({ load: version }).load()).rejects.toMatchObject({
        code: 'KEDRO_VERSION_INVALID',
      });
  });
}

function loadedOf<Loaded, Saved>(contract: DatasetContract<Loaded, Saved>): unknown {
  return 'loaded' in contract ? contract.loaded : contract.sample;
}
