import { isAbsolute, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CatalogOptions } from './catalog-options.js';
import { CachedDataset } from './cached-dataset.js';
import { DataCatalog } from './data-catalog.js';
import { builtInDatasetTypes, datasetTypes } from './dataset-types.js';
import type { Dataset } from './dataset.js';
import { CatalogConfigError, DatasetError, DatasetNotFoundError } from './errors.js';
import { LambdaDataset } from './lambda-dataset.js';
import { MemoryDataset } from './memory-dataset.js';

const SECRET = 'hunter2';

/** A dataset that says what it was made with, and notes each making in a list of the test. */
function recording(made: unknown[] = []): new (config: Record<string, unknown>) => Dataset {
  return class RecordingDataset implements Dataset {
    constructor(readonly config: Record<string, unknown>) {
      made.push(config);
    }
    load(): unknown {
      return this.config;
    }
    save(): void {
      throw new Error('this is read-only');
    }
    describe(): Record<string, unknown> {
      return { filepath: this.config['filepath'], columns: this.config['columns'] };
    }
  };
}

function catalogOf(
  config: Record<string, unknown>,
  made: unknown[] = [],
  options: CatalogOptions = {},
): DataCatalog {
  const types = datasetTypes({
    Recording: async () => recording(made),
    Throwing: () =>
      class ThrowingDataset extends MemoryDataset {
        constructor() {
          super();
          throw new Error('"filepath" is missing');
        }
      },
    NoDataset: () => class NoDataset {} as never,
    NotInstalled: () => Promise.reject(new Error('Cannot find package "some-library"')),
  });
  return DataCatalog.fromConfig(config, { types, ...options });
}

describe('a catalog of values', () => {
  it('gives and takes values of datasets in memory without a promise', () => {
    const catalog = new DataCatalog({ a: [1] });
    expect(catalog.load('a')).toEqual([1]);
    expect(catalog.save('a', 2)).toBeUndefined();
    expect(catalog.load('a')).toBe(2);
    expect(catalog.exists('a')).toBe(true);
    expect(catalog.release('a')).toBeUndefined();
    expect(catalog.exists('a')).toBe(false);
  });

  it('keeps a dataset as it is, and holds anything else in memory', () => {
    const dataset = new MemoryDataset();
    const catalog = new DataCatalog({ dataset, value: { load: 1 } });
    expect(catalog.peek('dataset')).toBe(dataset);
    expect(catalog.peek('value')).toBeInstanceOf(MemoryDataset);
  });

  it('replaces and forgets datasets', () => {
    const catalog = new DataCatalog({ a: 1 });
    catalog.set('a', 2);
    expect(catalog.load('a')).toBe(2);
    expect(catalog.delete('a')).toBe(true);
    expect(catalog.delete('a')).toBe(false);
    expect(catalog.has('a')).toBe(false);
    expect(() => catalog.load('a')).toThrow(DatasetNotFoundError);
  });

  it.each([null, undefined])('refuses to save %s', (nothing) => {
    const catalog = new DataCatalog({ a: 1 });
    expect(() => catalog.save('a', nothing)).toThrow(
      `Dataset "a" (MemoryDataset) could not be saved: there is nothing`,
    );
    expect(catalog.load('a')).toBe(1);
  });

  it('names what it knows that is spelled almost like an unknown name', () => {
    const catalog = new DataCatalog({ companies: 1, reviews: 2 }, { parameters: { rate: 1 } });
    const failing = (action: () => unknown): DatasetNotFoundError => {
      try {
        action();
      } catch (error) {
        return error as DatasetNotFoundError;
      }
      throw new Error('nothing was thrown');
    };
    expect(catalog.exists('compannies')).toBe(false);
    for (const operation of ['load', 'release', 'confirm'] as const) {
      const error = failing(() => catalog[operation]('compannies'));
      expect(error).toMatchObject({
        code: 'KEDRO_DATASET_NOT_FOUND',
        dataset: 'compannies',
        suggestions: ['companies'],
      });
      expect(error.message).toContain('Did you mean "companies"?');
    }
    expect(failing(() => catalog.save('compannies', 1))).toBeInstanceOf(DatasetNotFoundError);
    expect(failing(() => catalog.load('params:rates')).suggestions).toEqual(['params:rate']);
  });
});

describe('a catalog from configuration', () => {
  it('makes a dataset when it is first needed, and not before', async () => {
    const made: unknown[] = [];
    const catalog = catalogOf({ a: { type: 'Recording', x: 1 }, b: { type: 'Recording' } }, made);
    expect(catalog.has('a')).toBe(true);
    expect([...catalog.keys()]).toEqual(['a', 'b']);
    expect(catalog.peek('a')).toBeUndefined();
    expect(made).toEqual([]);
    expect(await catalog.load('a')).toEqual({ x: 1 });
    expect(made).toHaveLength(1);
    expect(catalog.peek('a')).toBeDefined();
    expect(catalog.load('a')).toEqual({ x: 1 });
  });

  it('makes a dataset once, even when many ask for it at the same time', async () => {
    const made: unknown[] = [];
    const catalog = catalogOf({ a: { type: 'Recording' } }, made);
    const datasets = await Promise.all([catalog.get('a'), catalog.get('a'), catalog.materialise(['a', 'a'])]);
    await catalog.load('a');
    expect(made).toHaveLength(1);
    expect(datasets[1]).toBe(datasets[0]);
    expect(catalog.peek('a')).toBe(datasets[0]);
  });

  it('makes two datasets of two names that share one entry', async () => {
    const entry = { type: 'Recording' };
    const catalog = catalogOf({ a: entry, b: entry });
    const [a, b] = await Promise.all([catalog.get('a'), catalog.get('b')]);
    expect(a).toBeDefined();
    expect(b).toBeDefined();
    expect(a).not.toBe(b);
  });

  it('makes the datasets of the given names and no others', async () => {
    const catalog = catalogOf({ a: { type: 'Recording' }, b: { type: 'Recording' } });
    await catalog.materialise(['b', 'unknown']);
    expect(catalog.peek('a')).toBeUndefined();
    expect(catalog.peek('b')).toBeDefined();
    expect(await catalog.get('unknown')).toBeUndefined();
  });

  it('gives way to a dataset that is set, and to deletion, while one is being made', async () => {
    const catalog = catalogOf({ a: { type: 'Recording' }, b: { type: 'Recording' } });
    const [a, b] = [catalog.get('a'), catalog.load('b')];
    const mine = new MemoryDataset();
    catalog.set('a', mine);
    catalog.delete('b');
    expect(await a).toBe(mine);
    await expect(b).rejects.toThrow(DatasetNotFoundError);
    expect(catalog.has('b')).toBe(false);
  });

  it('hands over keys in camelCase, without the type, and values untouched', async () => {
    const loadArgs = { skip_rows: 1 };
    const catalog = catalogOf({
      a: {
        type: 'Recording',
        load_args: loadArgs,
        fs_args_2: 1,
        _private: 2,
        already: 3,
        metadata: { owner: 'me' },
      },
    });
    const config = (await catalog.load('a')) as Record<string, unknown>;
    expect(config).toEqual({ loadArgs, fsArgs2: 1, _private: 2, already: 3, metadata: { owner: 'me' } });
    expect(config['loadArgs']).toBe(loadArgs);
  });

  it('does not take an option named __proto__ for a prototype', async () => {
    const entry = JSON.parse('{"type": "Recording", "__proto__": {"admin": true}}') as Record<
      string,
      unknown
    >;
    const config = (await catalogOf({ a: entry }).load('a')) as Record<string, unknown>;
    expect(config['admin']).toBeUndefined();
    expect(Object.getPrototypeOf(config)).toBe(Object.prototype);
  });

  it('resolves relative paths against the project, and leaves absolute ones and URLs alone', async () => {
    const basePath = resolve('some', 'project');
    const absolute = resolve('elsewhere', 'a.csv');
    const paths = {
      relative: 'data/a.csv',
      absolute,
      s3: 's3://bucket/a.csv',
      file: 'file:///a.csv',
      number: 5,
    };
    const config = Object.fromEntries(
      Object.entries(paths).map(([name, filepath]) => [name, { type: 'Recording', filepath }]),
    );
    const catalog = catalogOf(config, [], { basePath });
    const loaded = async (name: string): Promise<unknown> =>
      ((await catalog.load(name)) as Record<string, unknown>)['filepath'];
    expect(await loaded('relative')).toBe(join(basePath, 'data', 'a.csv'));
    expect(await loaded('absolute')).toBe(absolute);
    expect(await loaded('s3')).toBe('s3://bucket/a.csv');
    expect(await loaded('file')).toBe('file:///a.csv');
    expect(await loaded('number')).toBe(5);
  });

  it('resolves paths against the working directory when nothing else is said', async () => {
    const catalog = catalogOf({ a: { type: 'Recording', filepath: 'a.csv' } });
    const { filepath } = (await catalog.load('a')) as { filepath: string };
    expect(isAbsolute(filepath)).toBe(true);
    expect(filepath).toBe(resolve('a.csv'));
  });

  it('puts credentials in the place of their name, and in no message', async () => {
    const credentials = { store: { key: SECRET } };
    const entry = { type: 'Recording', credentials: 'store' };
    const catalog = catalogOf({ a: entry, b: { ...entry, credentials: 'stor' } }, [], { credentials });
    expect(await catalog.load('a')).toEqual({ credentials: { key: SECRET } });

    const failure = (await Promise.resolve()
      .then(() => catalog.save('a', 1))
      .catch((error: unknown) => error)) as DatasetError;
    expect(failure).toBeInstanceOf(DatasetError);
    const unknown = (await Promise.resolve(catalog.load('b')).catch(
      (error: unknown) => error,
    )) as CatalogConfigError;
    expect(unknown.message).toMatch(/no credentials "stor".*Did you mean "store"\?/);
    for (const error of [failure, unknown])
      expect(`${error.message}${error.stack}${JSON.stringify(error)}`).not.toContain(SECRET);
  });

  it('does not find credentials in what every object has', async () => {
    const catalog = catalogOf({ a: { type: 'Recording', credentials: 'constructor' } });
    await expect(catalog.get('a')).rejects.toThrow(/no credentials "constructor"/);
  });

  it.each([
    [null, 'it is null'],
    ['data/a.csv', 'it is a string'],
    [[1], 'it is a list'],
    [{ filepath: 'a.csv' }, 'it has no "type"'],
    [{ type: 5 }, 'it has no "type"'],
    [{ type: '' }, 'it has no "type"'],
  ])('refuses the entry %j at once', (entry, reason) => {
    expect(() => catalogOf({ cars: entry })).toThrow(CatalogConfigError);
    expect(() => catalogOf({ cars: entry })).toThrow(`Catalog entry "cars": ${reason}`);
  });

  it.each([
    ['Recordin', /the dataset type "Recordin" is unknown. Did you mean "Recording"\?/],
    ['Throwing', /Throwing refuses its options: "filepath" is missing/],
    ['NoDataset', /NoDataset is no dataset/],
    ['NotInstalled', /NotInstalled cannot be imported: Cannot find package "some-library"/],
  ])('says what is wrong with the type %s, and where', async (type, message) => {
    const catalog = catalogOf({ cars: { type } });
    for (const attempt of [catalog.get('cars'), catalog.materialise(['cars']), catalog.load('cars')]) {
      const error = (await Promise.resolve(attempt).catch((thrown: unknown) => thrown)) as CatalogConfigError;
      expect(error).toBeInstanceOf(CatalogConfigError);
      expect(error).toMatchObject({ code: 'KEDRO_CATALOG_CONFIG', dataset: 'cars' });
      expect(error.message).toMatch(message);
      expect(error.message).toContain('Catalog entry "cars"');
    }
  });

  it('keeps the error of a class as the cause', async () => {
    const failing = catalogOf({ cars: { type: 'Throwing' } }).get('cars');
    await expect(failing).rejects.toMatchObject({ cause: { message: '"filepath" is missing' } });
  });

  it('knows the types of this package when none are given, or undefined is', async () => {
    const entry = { type: 'kedro.io.MemoryDataset', copy_mode: 'assign', data: [1], metadata: { a: 1 } };
    for (const options of [{}, { types: undefined }]) {
      const catalog = DataCatalog.fromConfig({ a: entry }, options);
      expect(await catalog.load('a')).toBe(entry.data);
      expect(catalog.peek('a')?.metadata).toEqual({ a: 1 });
    }
  });
});

describe('a catalog with patterns', () => {
  const config = {
    '{name}_csv': { type: 'Recording', filepath: 'data/{name}.csv', credentials: 'store' },
    cars: { type: 'Recording' },
  };
  const options = { basePath: resolve('some', 'project'), credentials: { store: { key: SECRET } } };

  it('finds by a pattern what has no entry of its own, and makes it once when it is needed', async () => {
    const made: unknown[] = [];
    const catalog = catalogOf(config, made, options);
    expect(catalog.has('boats_csv')).toBe(true);
    expect(catalog.has('boats')).toBe(false);
    expect([...catalog.keys()]).toEqual(['cars']);
    expect(catalog.peek('boats_csv')).toBeUndefined();
    const [first, second] = await Promise.all([catalog.get('boats_csv'), catalog.load('boats_csv')]);
    expect(second).toEqual({
      filepath: resolve('some', 'project', 'data', 'boats.csv'),
      credentials: { key: SECRET },
    });
    expect(catalog.peek('boats_csv')).toBe(first);
    expect([...catalog.keys()]).toEqual(['cars', 'boats_csv']);
    expect(made).toHaveLength(1);
  });

  it('materialises, checks for existence, saves, confirms and releases by a pattern', async () => {
    const catalog = catalogOf({ '{name}_mem': { type: 'kedro.io.MemoryDataset' } }, [], {
      types: builtInDatasetTypes,
    });
    await catalog.materialise(['a_mem', 'unknown']);
    expect(catalog.peek('a_mem')).toBeInstanceOf(MemoryDataset);
    expect(await catalog.exists('b_mem')).toBe(false);
    await catalog.save('c_mem', 1);
    expect(catalog.load('c_mem')).toBe(1);
    await expect(Promise.resolve(catalog.confirm('d_mem'))).rejects.toThrow(/it has no confirm\(\)/);
    await catalog.release('e_mem');
    expect([...catalog.keys()]).toEqual(['a_mem', 'b_mem', 'c_mem', 'd_mem', 'e_mem']);
  });

  it('gives way to a dataset that is set, and comes back when that is deleted', async () => {
    const catalog = catalogOf(config, [], options);
    const making = catalog.get('boats_csv');
    catalog.set('boats_csv', 5);
    await making;
    expect(catalog.load('boats_csv')).toBe(5);
    expect(catalog.delete('boats_csv')).toBe(true);
    expect(catalog.has('boats_csv')).toBe(true);
    expect(await catalog.load('boats_csv')).toHaveProperty('filepath');
  });

  it('makes a dataset anew that was deleted while it was being made', async () => {
    const made: unknown[] = [];
    const catalog = catalogOf(config, made, options);
    const first = catalog.get('boats_csv');
    catalog.delete('boats_csv');
    const second = catalog.get('boats_csv');
    expect(await second).toBeDefined();
    expect(await first).toBe(await second);
    expect(catalog.peek('boats_csv')).toBe(await second);
  });

  it('tries the patterns for unknown names only when it is asked to', async () => {
    const catalog = catalogOf({}, [], { types: builtInDatasetTypes });
    expect(await catalog.get('anything')).toBeUndefined();
    expect(await catalog.get('anything', { runtimePatterns: true })).toBeInstanceOf(MemoryDataset);
    expect(catalog.has('anything')).toBe(true);
  });

  it('makes unknown names by patterns of its own for them, and by no others', async () => {
    const runtimePatterns = { 'kept_{n}': { type: 'MemoryDataset', metadata: '{n}' } };
    const options = { types: builtInDatasetTypes, runtimePatterns, parameters: { rate: 1 } };
    const names = ['kept_a', 'other', 'params:rate'];
    const catalog = catalogOf({}, [], options);
    await catalog.materialise(names);
    expect(catalog.peek('kept_a')).toBeUndefined();
    await catalog.materialiseUnknown(names);
    expect(catalog.peek('kept_a')).toMatchObject({ metadata: 'a' });
    expect(catalog.has('other')).toBe(false);
    const usual = catalogOf({}, [], { types: builtInDatasetTypes });
    await usual.materialiseUnknown(names);
    expect([...usual.keys()]).toEqual([]);
  });

  it('says of a name found by a pattern what is wrong with its entry, and forgets it again', async () => {
    const catalog = catalogOf({ '{n}_x': { filepath: 'a' }, '{n}_y': { type: 'Throwing' } });
    expect(catalog.has('q_x')).toBe(true);
    await expect(catalog.get('q_x')).rejects.toThrow('Catalog entry "q_x": it has no "type"');
    await expect(catalog.load('q_y')).rejects.toThrow('Catalog entry "q_y": Throwing refuses its options');
    expect(() => catalog.getType('q_x')).toThrow(CatalogConfigError);
    expect([...catalog.keys()]).toEqual([]);
  });

  it('looks for parameters before patterns', () => {
    const catalog = catalogOf({ '{any}': { type: 'Recording' } }, [], { parameters: { rate: 1 } });
    expect(catalog.load('params:rate')).toBe(1);
  });

  it('refuses unknown credentials at once when it is told to', () => {
    const entry = { type: 'Recording', credentials: 'store' };
    expect(() => catalogOf({ a: entry })).not.toThrow();
    expect(() => catalogOf({ a: entry }, [], { checkCredentials: 'at once' })).toThrow(
      /no credentials "store"/,
    );
  });
});

describe('what a catalog says of itself', () => {
  const config = {
    cars: { type: 'kedro_datasets.Recording', filepath: 'a.csv', credentials: 'store' },
    held: { type: 'MemoryDataset' },
    wrapped: {
      type: 'Recording',
      dataset: { type: 'Recording', credentials: { key: 1 } },
      credentials: 'token',
    },
    '{n}_csv': { type: 'Recording', filepath: '{n}.csv', credentials: 'token' },
  };
  const credentials = { store: { key: SECRET }, token: SECRET };

  it('are types, without making anything for it', () => {
    const made: unknown[] = [];
    const catalog = catalogOf(config, made, { credentials, parameters: { rate: 1 } });
    catalog.set('own', [1]);
    const types = ['cars', 'q_csv', 'own', 'params:rate', 'unknown'].map((name) => catalog.getType(name));
    expect(types).toEqual([
      'kedro_datasets.Recording',
      'Recording',
      'MemoryDataset',
      'MemoryDataset',
      undefined,
    ]);
    expect(made).toEqual([]);
  });

  it('are names by name and type, whatever the flags of an expression', () => {
    const catalog = catalogOf(config);
    expect(catalog.filter()).toEqual(['cars', 'held', 'wrapped']);
    expect(catalog.filter({ name: /A/gi })).toEqual(['cars', 'wrapped']);
    expect(catalog.filter({ type: /^Memory/ })).toEqual(['held']);
    expect(catalog.filter({ name: /^w/, type: /Recording$/ })).toEqual(['wrapped']);
  });

  it('are names by the very class, without making anything for it', async () => {
    class Special extends MemoryDataset {}
    const made: unknown[] = [];
    const catalog = catalogOf(
      { a: { type: 'MemoryDataset' }, b: { type: 'CachedDataset' }, c: { type: 'Unknown' } },
      made,
      { types: builtInDatasetTypes, parameters: { rate: 1 } },
    );
    catalog.set('special', new Special());
    catalog.set('value', 1);
    expect(await catalog.filterByClass(MemoryDataset)).toEqual(['a', 'value', 'parameters', 'params:rate']);
    expect(await catalog.filterByClass([Special, CachedDataset])).toEqual(['b', 'special']);
    expect(await catalog.filterByClass(MemoryDataset, { name: /^v/ })).toEqual(['value']);
    expect(catalog.peek('a')).toBeUndefined();
  });

  it('are names by the class that an alias of it stands for, but not those of subclasses of the alias', async () => {
    class Alias extends MemoryDataset {
      static readonly aliasOf = MemoryDataset;
    }
    class Below extends Alias {}
    const types = datasetTypes({
      Alias: () => Alias,
      Below: () => Below,
      MemoryDataset: () => MemoryDataset,
    });
    const entries = { a: { type: 'Alias' }, b: { type: 'Below' }, m: { type: 'MemoryDataset' } };
    const catalog = catalogOf(entries, [], { types });
    expect(await catalog.filterByClass(MemoryDataset)).toEqual(['a', 'm']);
    await catalog.materialise(['a', 'b', 'm']);
    expect((await catalog.filterByClass(MemoryDataset)).sort()).toEqual(['a', 'm']);
    expect(await catalog.filterByClass(Alias)).toEqual(['a']);
  });

  it('has entries of datasets that are registered in code, if they can say it', async () => {
    const catalog = new DataCatalog();
    catalog.set('own', {
      load: () => 1,
      save: () => {},
      toConfig: () => ({ type: 'Recording', filepath: 'own.csv', credentials: { key: SECRET } }),
    });
    catalog.set('silent', { load: () => 1, save: () => {} });
    expect(catalog.toConfig()).toMatchObject({
      catalog: { own: { type: 'Recording', filepath: 'own.csv', credentials: 'own_credentials' } },
      credentials: { own_credentials: { key: SECRET } },
    });
    expect(Object.keys(catalog.toConfig().catalog)).toEqual(['own']);
  });

  it('leaves out what is in memory and the metadata of a dataset, once they have been made', async () => {
    class OtherDataset extends LambdaDataset {}
    const types = datasetTypes({ Other: () => OtherDataset, MemoryDataset: () => MemoryDataset });
    const config = {
      cars: { type: 'Other', metadata: { layer: 'raw' } },
      written: { type: 'kedro.io.MemoryDataset' },
    };
    const catalog = DataCatalog.fromConfig({ ...config, kept: { type: 'MemoryDataset' } }, { types });
    expect(catalog.toConfig().catalog).toEqual(config);
    await catalog.materialise(['cars', 'written', 'kept']);
    expect(catalog.toConfig().catalog).toEqual({ cars: { type: 'Other' } });
  });

  it('has no entry of a name that was set', () => {
    const catalog = DataCatalog.fromConfig({ cars: { type: 'MemoryDataset' } });
    catalog.set('cars', 1);
    expect([...catalog.configResolver.entries.keys()]).toEqual([]);
  });

  it('is a configuration from which an equal catalog can be made', async () => {
    const catalog = catalogOf(config, [], { credentials });
    catalog.set('held', [2]);
    await catalog.get('q_csv');
    catalog.set('own', [1]);
    const written = catalog.toConfig();
    expect(written).toEqual({
      catalog: {
        cars: { ...config.cars, credentials: 'cars_credentials' },
        wrapped: {
          ...config.wrapped,
          dataset: { type: 'Recording', credentials: 'wrapped_credentials' },
          credentials: 'wrapped_credentials_2',
        },
        q_csv: { type: 'Recording', filepath: 'q.csv', credentials: 'q_csv_credentials' },
      },
      credentials: {
        cars_credentials: { key: SECRET },
        wrapped_credentials: { key: 1 },
        wrapped_credentials_2: SECRET,
        q_csv_credentials: SECRET,
      },
      loadVersions: {},
      saveVersion: catalog.saveVersion,
    });
    const again = catalogOf(written.catalog, [], written);
    for (const name of ['cars', 'wrapped', 'q_csv'])
      expect(await again.load(name)).toEqual(await catalog.load(name));
    expect(again.toConfig()).toEqual(written);
  });
});

describe('parameters in a catalog', () => {
  const parameters = { model: { rate: 0.1, seed: null }, names: ['x'] };

  it('are datasets that are listed, and made when they are needed', () => {
    const catalog = new DataCatalog({ a: 1 }, { parameters });
    const names = ['parameters', 'params:model', 'params:model.rate', 'params:model.seed', 'params:names'];
    expect(new Set(catalog.keys())).toEqual(new Set(['a', ...names]));
    for (const name of names) expect(catalog.has(name)).toBe(true);
    expect(catalog.load('params:model.rate')).toBe(0.1);
    expect(catalog.load('params:model.seed')).toBeNull();
    expect(catalog.peek('params:names')).toBe(catalog.peek('params:names'));
  });

  it('cannot be changed by who has loaded them', () => {
    const catalog = new DataCatalog({}, { parameters });
    const loaded = catalog.load('parameters') as typeof parameters;
    expect(() => (catalog.load('params:names') as string[]).push('y')).toThrow(TypeError);
    expect(() => (loaded.model.rate = 5)).toThrow(TypeError);
    expect(loaded).toEqual({ model: { rate: 0.1, seed: null }, names: ['x'] });
    expect(Object.isFrozen(parameters)).toBe(false);
  });

  it('give way to a dataset that is set, until it is deleted', () => {
    const catalog = new DataCatalog({}, { parameters });
    catalog.set('params:model.rate', 0.5);
    expect(catalog.load('params:model.rate')).toBe(0.5);
    expect(catalog.delete('params:model.rate')).toBe(true);
    expect(catalog.load('params:model.rate')).toBe(0.1);
  });

  it('are not there when the catalog was given none', () => {
    const catalog = new DataCatalog({ 'params:own': 1 });
    expect(catalog.has('parameters')).toBe(false);
    expect(catalog.load('params:own')).toBe(1);
    expect([...catalog.keys()]).toEqual(['params:own']);
  });
});

describe('a failure of a dataset', () => {
  const failing = (load: () => unknown, describeIt?: () => Record<string, unknown>): DataCatalog => {
    class FailingDataset implements Dataset {
      load = load;
      save(): void {}
      describe = describeIt;
    }
    return new DataCatalog({ cars: new FailingDataset() });
  };
  const thrown = async (action: () => unknown): Promise<DatasetError> => {
    try {
      await action();
    } catch (error) {
      return error as DatasetError;
    }
    throw new Error('nothing was thrown');
  };

  it('names the dataset, what it says of itself, and what went wrong, whether it is thrown or rejected', async () => {
    const cause = new Error('no such file');
    const description = (): Record<string, unknown> => ({
      filepath: 'a.csv',
      version: undefined,
      args: { skip: [1] },
    });
    const throwing = (): never => {
      throw cause;
    };
    for (const load of [() => Promise.reject(cause), throwing]) {
      const error = await thrown(() => failing(load, description).load('cars'));
      expect(error).toBeInstanceOf(DatasetError);
      expect(error.cause).toBe(cause);
      expect(error.message).toBe(
        'Dataset "cars" (FailingDataset, filepath=a.csv, args={ skip: [ 1 ] }) could not be loaded: no such file',
      );
    }
  });

  it('is thrown at once by a dataset that gives no promise', () => {
    const catalog = failing(() => {
      throw new Error('no');
    });
    expect(() => catalog.load('cars')).toThrow(DatasetError);
  });

  it('is not hidden by a dataset that cannot describe itself', async () => {
    const catalog = failing(
      () => Promise.reject(new Error('no such file')),
      () => {
        throw new Error('no description');
      },
    );
    expect((await thrown(() => catalog.load('cars'))).reason).toBe('no such file');
  });

  it('is told of a dataset without a class, and of a thing thrown that is no error', async () => {
    const bare = Object.assign(Object.create(null) as object, {
      load: (): never => {
        throw 'a text' as unknown as Error;
      },
      save: () => {},
    });
    const error = await thrown(() => new DataCatalog({ bare }).load('bare'));
    expect(error.message).toBe('Dataset "bare" (Object) could not be loaded: a text');
  });

  it('says which operation it was', async () => {
    class BrokenDataset implements Dataset {
      fail = (): never => {
        throw new Error('no');
      };
      load = this.fail;
      save = this.fail;
      exists = this.fail;
      release = this.fail;
      confirm = this.fail;
    }
    const catalog = new DataCatalog({ a: new BrokenDataset() });
    for (const operation of ['load', 'save', 'exists', 'release', 'confirm'] as const)
      expect(
        await thrown(() => (operation === 'save' ? catalog.save('a', 1) : catalog[operation]('a'))),
      ).toMatchObject({ operation, dataset: 'a' });
  });

  it('is what confirming is for a dataset that cannot', () => {
    expect(() => new DataCatalog({ a: 1 }).confirm('a')).toThrow(
      /could not be confirmed: it has no confirm\(\)/,
    );
  });
});

it('takes a dataset without exists() or release() for one that does not exist and holds nothing', () => {
  const catalog = new DataCatalog({ a: { load: () => 1, save: () => {} } });
  expect(catalog.exists('a')).toBe(false);
  expect(catalog.release('a')).toBeUndefined();
});

it('waits for datasets that give promises', async () => {
  let saved: unknown;
  const catalog = new DataCatalog({
    a: {
      load: async () => saved,
      save: async (data: unknown) => void (saved = data),
      exists: async () => true,
      confirm: async () => void (saved = 'confirmed'),
    },
  });
  await catalog.save('a', 1);
  expect(await catalog.load('a')).toBe(1);
  expect(await catalog.exists('a')).toBe(true);
  await catalog.confirm('a');
  expect(await catalog.load('a')).toBe('confirmed');
});
