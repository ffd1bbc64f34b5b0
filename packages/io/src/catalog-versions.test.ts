import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TextFileDataset } from '../test/text-file-dataset.js';
import { warningsOf } from '../test/warnings-of.js';
import type { CatalogOptions } from './catalog-options.js';
import { DataCatalog } from './data-catalog.js';
import { builtInDatasetTypes, combineDatasetTypes, datasetTypes } from './dataset-types.js';
import {
  CatalogConfigError,
  DatasetError,
  DatasetNotFoundError,
  UnknownLoadVersionsError,
} from './errors.js';

let basePath: string;
beforeEach(async () => {
  basePath = await mkdtemp(join(tmpdir(), 'kedro-catalog-'));
});
afterEach(() => rm(basePath, { recursive: true, force: true }));

const types = combineDatasetTypes(datasetTypes({ Text: () => TextFileDataset }), builtInDatasetTypes);
const cars = { type: 'Text', filepath: 'cars.txt', versioned: true };
const catalogOf = (config: Record<string, unknown>, options: CatalogOptions = {}): DataCatalog =>
  DataCatalog.fromConfig(config, { types, basePath, ...options });

/** Saves these texts to an entry `cars`, each under a version of its own. */
async function saveCars(texts: Readonly<Record<string, string>>): Promise<void> {
  for (const [saveVersion, text] of Object.entries(texts))
    await catalogOf({ cars }, { saveVersion }).save('cars', text);
}

describe('a dataset with versions in a catalog', () => {
  it('is saved under the version of the catalog, the same for all of them', async () => {
    const catalog = catalogOf({ cars, boats: { ...cars, filepath: 'boats.txt' } });
    await catalog.save('cars', 'volvo');
    await catalog.save('boats', 'ship');
    const { saveVersion } = catalog;
    expect(saveVersion).toMatch(/^\d{4}-\d\d-\d\dT\d\d\.\d\d\.\d\d\.\d{3}Z$/);
    expect(await readFile(join(basePath, 'cars.txt', saveVersion, 'cars.txt'), 'utf8')).toBe('volvo');
    expect(await readdir(join(basePath, 'boats.txt'))).toEqual([saveVersion]);
    expect(await catalog.load('cars')).toBe('volvo');
  });

  it('is not saved twice', async () => {
    const catalog = catalogOf({ cars }, { saveVersion: 'v1' });
    await catalog.save('cars', 'volvo');
    await expect(async () => catalog.save('cars', 'saab')).rejects.toMatchObject({
      code: 'KEDRO_DATASET_ERROR',
      dataset: 'cars',
      cause: { code: 'KEDRO_VERSION_EXISTS', version: 'v1' },
    });
  });

  it('loads the newest, the one the catalog was given, or the one that is asked for', async () => {
    await saveCars({ v1: 'one', v2: 'two', v3: 'three' });
    const catalog = catalogOf({ cars });
    expect(await catalog.load('cars')).toBe('three');
    expect(await catalog.load('cars', { version: 'v1' })).toBe('one');
    expect(await catalog.load('cars')).toBe('three');
    expect(await catalogOf({ cars }, { loadVersions: { cars: 'v2' } }).load('cars')).toBe('two');
    expect(await (await catalog.get('cars', { version: 'v2' }))?.load()).toBe('two');
    expect(await catalog.listVersions('cars')).toEqual(['v3', 'v2', 'v1']);
    await expect(async () => catalog.load('cars', { version: 'v4' })).rejects.toMatchObject({
      dataset: 'cars',
      operation: 'load',
      cause: { code: 'KEDRO_VERSION_NOT_FOUND', version: 'v4' },
    });
  });

  it('is described by errors with the version that they are about', async () => {
    class Described extends TextFileDataset {
      readonly #version: unknown;
      constructor(options: ConstructorParameters<typeof TextFileDataset>[0]) {
        super(options);
        this.#version = options.version;
      }
      override describe(): Readonly<Record<string, unknown>> {
        return { ...super.describe(), version: this.#version };
      }
    }
    const errorsOf = async (options: CatalogOptions): Promise<Record<string, string>> => {
      const catalog = catalogOf({ cars }, { types: datasetTypes({ Text: () => Described }), ...options });
      const message = (action: () => unknown): Promise<string> =>
        Promise.resolve()
          .then(action)
          .then(String, (error: unknown) => (error as DatasetError).description!);
      return {
        load: await message(() => catalog.load('cars')),
        save: await message(() => catalog.save('cars', 'volvo')),
        confirm: await message(() => catalog.confirm('cars')),
      };
    };
    await saveCars({ v2: 'two' });
    const path = join(basePath, 'cars.txt');
    expect(await errorsOf({ loadVersions: { cars: 'v1' }, saveVersion: 'v2' })).toEqual({
      load: `Described, filepath=${path}, version=v1`,
      save: `Described, filepath=${path}, version=v2`,
      confirm: `Described, filepath=${path}`,
    });
    await rm(basePath, { recursive: true });
    expect((await errorsOf({ saveVersion: 'v2' }))['load']).toBe(`Described, filepath=${path}`);
  });

  it('is refused where its class takes the version and does not use it', async () => {
    class Forgetful extends TextFileDataset {
      readonly versioned = false;
      constructor({ filepath }: { readonly filepath: string }) {
        super({ filepath });
      }
    }
    const catalog = catalogOf({ cars }, { types: datasetTypes({ Text: () => Forgetful }) });
    const error = (await catalog.get('cars').catch((thrown: unknown) => thrown)) as CatalogConfigError;
    expect(error).toBeInstanceOf(CatalogConfigError);
    expect(error.message).toMatch(/"versioned: true".*Text.*"version".*super\(\)/);
    const plain = catalogOf(
      { cars: { ...cars, versioned: false } },
      { types: datasetTypes({ Text: () => Forgetful }) },
    );
    expect(await plain.get('cars')).toBeInstanceOf(Forgetful);
  });

  it('may be described by a pattern', async () => {
    await saveCars({ v1: 'one', v2: 'two' });
    const pattern = { '{name}_text': { type: 'Text', filepath: '{name}.txt', versioned: true } };
    const catalog = catalogOf(pattern, { loadVersions: { cars_text: 'v1' } });
    expect(await catalog.load('cars_text')).toBe('one');
    expect(await catalog.load('cars_text', { version: 'v2' })).toBe('two');
  });

  it('may be in a cache, of which the versions are said', async () => {
    await saveCars({ v1: 'one', v2: 'two' });
    const cached = {
      type: 'CachedDataset',
      dataset: { type: 'Text', filepath: 'cars.txt' },
      versioned: true,
    };
    const catalog = catalogOf({ cached }, { loadVersions: { cached: 'v1' }, saveVersion: 'v3' });
    expect(await catalog.load('cached')).toBe('one');
    expect(await catalog.load('cached', { version: 'v2' })).toBe('two');
    expect(await catalog.listVersions('cached')).toEqual(['v2', 'v1']);
    const warnings = await warningsOf(() => catalog.save('cached', 'three'));
    expect(warnings.map(({ code }) => code)).toEqual(['KEDRO_VERSION_MISMATCH']);
    expect(await catalog.listVersions('cached')).toEqual(['v3', 'v2', 'v1']);
    const inside = catalogOf({ cached: { ...cached, versioned: false, dataset: cars } });
    await expect(inside.get('cached')).rejects.toThrow(
      /its "dataset" says "versioned"; say it in the entry itself/,
    );
    const plain = catalogOf({ cached: { type: 'CachedDataset', dataset: { type: 'MemoryDataset' } } });
    await expect(plain.listVersions('cached')).rejects.toThrow(/the dataset in it has no versions/);
  });

  it('has the same data under two names of one file', async () => {
    const catalog = catalogOf({ 'cars@text': cars, 'cars@again': cars });
    await catalog.save('cars@text', 'volvo');
    expect(await catalog.load('cars@again')).toBe('volvo');
    expect(await catalog.get('cars@text')).not.toBe(await catalog.get('cars@again'));
    expect(catalog.has('cars')).toBe(false);
  });

  it('is written out with its versions', async () => {
    await saveCars({ v1: 'one', v2: 'two' });
    const config = { cars, '{name}_text': { ...cars, filepath: '{name}.txt' } };
    const loadVersions = { cars: 'v1', cars_text: 'v2', unused_text: 'v1' };
    const catalog = catalogOf(config, { loadVersions, saveVersion: 'v3' });
    await catalog.get('cars_text');
    const written = catalog.toConfig();
    expect(written).toEqual({
      catalog: { cars, cars_text: cars },
      credentials: {},
      loadVersions: { cars: 'v1', cars_text: 'v2' },
      saveVersion: 'v3',
    });
    const again = catalogOf(written.catalog, written);
    expect(await again.load('cars')).toBe('one');
    expect(await again.load('cars_text')).toBe('two');
    expect(again.toConfig()).toEqual(written);
  });
});

describe('what has no versions', () => {
  it('is refused when its entry asks for them', async () => {
    const catalog = catalogOf({ held: { type: 'MemoryDataset', versioned: true } });
    await expect(catalog.get('held')).rejects.toThrow(CatalogConfigError);
    await expect(catalog.get('held')).rejects.toThrow(
      'Catalog entry "held": MemoryDataset has no versions; take "versioned: true" away, or choose another type.',
    );
  });

  it('may say so', async () => {
    const catalog = catalogOf({ cars: { ...cars, versioned: false }, boats: { ...cars, versioned: null } });
    await catalog.save('cars', 'volvo');
    expect(await readFile(join(basePath, 'cars.txt'), 'utf8')).toBe('volvo');
    expect(await catalog.load('boats')).toBe('volvo');
    await expect(catalogOf({ cars: { ...cars, versioned: 'yes' } }).get('cars')).rejects.toThrow(
      'it says versioned: "yes"; it must be true or false.',
    );
  });

  it('has no other version, and none to list', async () => {
    const catalog = catalogOf({ cars: { ...cars, versioned: false } });
    catalog.set('own', 1);
    await expect(async () => catalog.load('cars', { version: 'v1' })).rejects.toThrow(
      'version "v1" is asked for, but the entry does not say "versioned: true"',
    );
    await expect(async () => catalog.load('own', { version: 'v1' })).rejects.toThrow(/registered in code/);
    await expect(async () => catalog.load('cras', { version: 'v1' })).rejects.toThrow(DatasetNotFoundError);
    await expect(catalog.listVersions('own')).rejects.toThrow(DatasetError);
    await expect(catalog.listVersions('own')).rejects.toThrow(
      'Dataset "own" (MemoryDataset) could not be asked for its versions: it has no versions',
    );
  });

  it('warns of a load version that changes nothing', async () => {
    const config = { cars: { ...cars, versioned: false } };
    const catalog = catalogOf(config, { loadVersions: { cars: 'v1' } });
    const warnings = await warningsOf(() => catalog.save('cars', 'volvo'));
    expect(warnings.map(({ code }) => code)).toEqual(['KEDRO_LOAD_VERSION_UNUSED']);
    expect(await catalog.load('cars')).toBe('volvo');
  });

  it('warns of an entry that names a version itself, and passes over it', async () => {
    const catalog = catalogOf({ cars: { type: 'Text', filepath: 'cars.txt', version: '2020' } });
    const warnings = await warningsOf(() => catalog.save('cars', 'volvo'));
    expect(warnings.map(({ code }) => code)).toEqual(['KEDRO_RESERVED_KEY']);
    expect(await catalog.load('cars')).toBe('volvo');
  });
});

describe('versions that are given to a catalog', () => {
  it('are refused for names that it does not describe', () => {
    const config = { cars, '{name}_text': cars, '{any}': cars };
    const refused = (loadVersions: Record<string, string>): unknown => {
      try {
        return catalogOf(config, { loadVersions });
      } catch (error) {
        return error;
      }
    };
    const error = refused({ zz: 'v1', crs: 'v1', cars: 'v1', a_text: 'v1' });
    expect(error).toBeInstanceOf(UnknownLoadVersionsError);
    expect(error).toMatchObject({
      code: 'KEDRO_LOAD_VERSIONS_UNKNOWN',
      datasets: ['crs', 'zz'],
      suggestions: ['cars'],
    });
    expect((error as Error).message).toContain(
      'for "crs", "zz", which the catalog does not describe. Did you mean "cars"?',
    );
    expect(refused({ cars: 'v1', a_text: 'v1' })).toBeInstanceOf(DataCatalog);
  });

  it('are refused when they could lead out of a folder', async () => {
    expect(() => catalogOf({ cars }, { loadVersions: { cars: '../..' } })).toThrow(/separator/);
    expect(() => catalogOf({ cars }, { saveVersion: '..' })).toThrow(/begins with a dot/);
    await expect(async () => catalogOf({ cars }).load('cars', { version: '../up' })).rejects.toThrow(
      /separator/,
    );
  });
});
