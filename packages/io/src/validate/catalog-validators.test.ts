import { tableFromArrays } from 'apache-arrow';
import { type } from 'arktype';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { warningsOf } from '../../test/warnings-of.js';
import type { CatalogOptions } from '../catalog-options.js';
import { DataCatalog } from '../data-catalog.js';
import { CatalogConfigError, DatasetError, DataValidationError } from '../errors.js';

const Car = z.object({ name: z.string(), speed: z.number() });
const good = [
  { name: 'volvo', speed: 90 },
  { name: 'saab', speed: 120 },
];
const bad = [...good, { name: 'lada', speed: 'slow' }, { name: 5, speed: 'fast' }];

const validators: CatalogOptions['validators'] = {
  Cars: z.array(Car),
  Car,
  Sorted: z.array(Car).refine((cars) => cars.length !== 3, 'there must not be three'),
  Coerced: z.object({ name: z.string(), speed: z.coerce.number() }),
  Arktype: type({ name: 'string', speed: 'number' }),
  Slow: v.objectAsync({
    name: v.pipeAsync(
      v.string(),
      v.checkAsync(async (name) => name !== 'lada', 'no lada'),
    ),
  }),
  Throwing: z.any().refine(() => {
    throw new Error('the schema is broken');
  }),
};

/** A catalog with an entry `cars` in memory that has this validator. */
function catalogOf(validator: unknown, options: CatalogOptions = {}): DataCatalog {
  const entry = { type: 'MemoryDataset', validator };
  return DataCatalog.fromConfig(
    { cars: entry, plain: { type: 'MemoryDataset' } },
    { validators, ...options },
  );
}

async function errorOf(action: () => unknown): Promise<DataValidationError> {
  try {
    await action();
  } catch (error) {
    return error as DataValidationError;
  }
  throw new Error('nothing was thrown');
}

describe('a validator in a catalog', () => {
  it('lets pass what fits, and refuses to save what does not', async () => {
    const catalog = catalogOf('Cars');
    await catalog.save('cars', good);
    expect(catalog.load('cars')).toEqual(good);
    const error = await errorOf(() => catalog.save('cars', bad));
    expect(error).toBeInstanceOf(DataValidationError);
    expect(error).toMatchObject({
      code: 'KEDRO_DATA_INVALID',
      dataset: 'cars',
      validator: 'Cars',
      on: 'save',
      rowsChecked: 4,
      rowsBad: 2,
      issueCount: 3,
    });
    expect(error.issues.map(({ row, path }) => [row, path])).toEqual([
      [2, 'speed'],
      [3, 'name'],
      [3, 'speed'],
    ]);
    expect(error.counts[0]).toMatchObject({ path: 'speed', count: 2 });
    expect(catalog.load('cars')).toEqual(good);
  });

  it('says in its message which rows are bad, but no value', async () => {
    const error = await errorOf(() => catalogOf('Cars').save('cars', bad));
    expect(error.message).toMatch(
      /^What was to be saved to dataset "cars" does not fit the validator "Cars": 2 of 4 rows are bad \(3 issues; rows count from 0\)\.\n {2}row 2, speed: .*expected number.*\n {2}row 3, name: .*\n {2}row 3, speed: .*$/,
    );
    expect(error.message).not.toMatch(/lada|slow|fast/);
  });

  it('validates what is loaded, when it is for that only', async () => {
    const catalog = catalogOf({ schema: 'Cars', on: 'load' });
    await catalog.save('cars', bad);
    const error = await errorOf(() => catalog.load('cars'));
    expect(error).toMatchObject({ on: 'load', dataset: 'cars' });
    expect(error.message).toMatch(/^What was loaded from dataset "cars"/);
    expect(await (await catalog.get('cars'))?.load()).toEqual(bad);
  });

  it('hands on what the schema makes of the data', async () => {
    const rows = [{ name: 'volvo', speed: '90', extra: true }];
    const onLoad = catalogOf({ schema: 'Coerced', each: 'row', on: 'load' });
    await onLoad.save('cars', rows);
    expect(onLoad.load('cars')).toEqual([{ name: 'volvo', speed: 90 }]);
    expect(await (await onLoad.get('cars'))?.load()).toEqual(rows);
    const onSave = catalogOf({ schema: 'Coerced', each: 'row', on: 'save' });
    await onSave.save('cars', rows);
    expect(await (await onSave.get('cars'))?.load()).toEqual([{ name: 'volvo', speed: 90 }]);
  });

  it('stays without a promise where the schema and the dataset are', async () => {
    const catalog = catalogOf({ schema: 'Car', each: 'row' });
    await catalog.get('cars');
    expect(catalog.save('cars', good)).toBeUndefined();
    expect(catalog.load('cars')).toEqual(good);
  });

  it('says as well what concerns the data as a whole', async () => {
    const error = await errorOf(() => catalogOf('Sorted').save('cars', [...good, good[0]]));
    expect(error).toMatchObject({ rowsChecked: 3, rowsBad: 0, issueCount: 1 });
    expect(error.issues).toEqual([{ path: '', keys: [], message: 'there must not be three' }]);
    const single = await errorOf(() => catalogOf('Car').save('cars', { name: 'volvo', speed: 'x' }));
    expect(single).toMatchObject({ rowsChecked: undefined, rowsBad: 0, issueCount: 1 });
    expect(single.message).toMatch(/: 1 issue\.\n {2}speed: /);
  });

  it('is not asked about nothing, which cannot be saved anyway', async () => {
    const catalog = catalogOf('Cars');
    await expect(async () => catalog.save('cars', null)).rejects.toThrow(/nothing to save/);
    await expect(async () => catalog.load('cars')).rejects.toThrow(DatasetError);
  });

  it('keeps watching over a name that is given another dataset', async () => {
    const catalog = catalogOf('Cars');
    catalog.set('cars', bad);
    expect(await errorOf(() => catalog.load('cars'))).toBeInstanceOf(DataValidationError);
  });

  it('may come from a pattern, which parameters do not', async () => {
    const config = { '{name}': { type: 'MemoryDataset', validator: { schema: '{name}', each: 'row' } } };
    const catalog = DataCatalog.fromConfig(config, { validators, parameters: { rate: 1 } });
    await catalog.save('Car', good);
    expect(await errorOf(() => catalog.save('Car', bad))).toMatchObject({ rowsBad: 2 });
    expect(catalog.load('params:rate')).toBe(1);
    await expect(async () => catalog.save('Bike', good)).rejects.toThrow(/the validator "Bike" is unknown/);
  });

  it('validates an older version too', async () => {
    class Held {
      static readonly supportsVersions = true;
      constructor(readonly options: { readonly version: { readonly load?: string } }) {}
      load(): unknown {
        return this.options.version.load === 'old' ? bad : good;
      }
      save(): void {}
    }
    const config = { cars: { type: 'Held', versioned: true, validator: 'Cars' } };
    const types = { resolve: async () => Held, names: () => ['Held'] };
    const catalog = DataCatalog.fromConfig(config, { types, validators });
    expect(await catalog.load('cars')).toEqual(good);
    expect(await errorOf(() => catalog.load('cars', { version: 'old' }))).toMatchObject({ rowsBad: 2 });
  });
});

describe('each: row', () => {
  const each = { schema: 'Car', each: 'row' };

  it('reads arrays, columns and Arrow tables', async () => {
    const columns = { name: ['volvo', 'saab'], speed: Float64Array.of(90, 120) };
    const table = tableFromArrays(columns);
    for (const data of [good, columns, table]) {
      const catalog = catalogOf(each);
      await catalog.save('cars', data);
      expect(catalog.load('cars')).toEqual(data);
    }
    const badColumns = { name: ['volvo', null], speed: Float64Array.of(90, NaN) };
    for (const data of [badColumns, tableFromArrays({ name: ['volvo', null], speed: [90, null] })]) {
      const error = await errorOf(() => catalogOf(each).save('cars', data));
      expect(error).toMatchObject({ rowsChecked: 2, rowsBad: 1, issueCount: 2 });
      expect(error.issues.map(({ row, path }) => [row, path])).toEqual([
        [1, 'name'],
        [1, 'speed'],
      ]);
    }
  });

  it('leaves columns of which nothing changes as they are', async () => {
    const columns = { name: ['volvo'], speed: Float64Array.of(90) };
    const catalog = catalogOf(each);
    await catalog.save('cars', columns);
    expect(await (await catalog.get('cars'))?.load()).toMatchObject(columns);
    const coerced = catalogOf({ schema: 'Coerced', each: 'row', on: 'save' });
    await coerced.save('cars', { name: ['volvo'], speed: ['90'] });
    expect(coerced.load('cars')).toEqual({ name: ['volvo'], speed: [90] });
  });

  it('keeps the first issues, and counts the others', async () => {
    const rows = Array.from({ length: 1000 }, (_, i) => ({ name: 'volvo', speed: i % 2 === 0 ? 1 : 'x' }));
    const error = await errorOf(() => catalogOf(each).save('cars', rows));
    expect(error).toMatchObject({ rowsChecked: 1000, rowsBad: 500, issueCount: 500 });
    expect(error.issues).toHaveLength(20);
    expect(error.issues[19]).toMatchObject({ row: 39, path: 'speed', keys: ['speed'] });
    expect(error.counts).toMatchObject([{ path: 'speed', count: 500 }]);
    expect(error.message.split('\n')).toHaveLength(8);
    expect(error.message).toMatch(/Altogether:\n {2}500 times speed: /);
  });

  it('waits for a schema that takes its time', async () => {
    const rows = Array.from({ length: 600 }, (_, i) => ({ name: i === 550 ? 'lada' : 'volvo' }));
    const catalog = catalogOf({ schema: 'Slow', each: 'row' });
    expect(await errorOf(() => catalog.save('cars', rows))).toMatchObject({
      rowsChecked: 600,
      rowsBad: 1,
      issues: [{ row: 550, path: 'name', message: 'no lada' }],
    });
    await catalog.save('cars', rows.slice(0, 300));
    expect(await catalog.load('cars')).toHaveLength(300);
  });

  it('is refused for data without rows', async () => {
    const error = await errorOf(() => catalogOf(each).save('cars', 'volvo'));
    expect(error).toBeInstanceOf(DatasetError);
    expect(error.message).toMatch(/validator "Car" failed: the data has no rows; each: row is for/);
  });

  it('takes schemas of other libraries', async () => {
    const catalog = catalogOf({ schema: 'Arktype', each: 'row' });
    await catalog.save('cars', good);
    expect(await errorOf(() => catalog.save('cars', bad))).toMatchObject({ rowsBad: 2 });
  });
});

describe('what an entry says of its validator', () => {
  it('lets bad data pass with a warning', async () => {
    const catalog = catalogOf({ schema: 'Coerced', each: 'row', severity: 'warning' });
    const rows = [{ name: 'volvo', speed: '90' }, { name: 5 }];
    const warnings = await warningsOf(() => catalog.save('cars', rows));
    expect(warnings.map(({ code }) => code)).toEqual(['KEDRO_DATA_INVALID']);
    expect(warnings[0]!.message).toMatch(/^What was to be saved to dataset "cars".*1 of 2 rows is bad/);
    expect(await (await catalog.get('cars'))?.load()).toEqual(rows);
  });

  it('tells whoever loads or saves of the warning, where it wants to be told', async () => {
    const catalog = catalogOf({ schema: 'Cars', severity: 'warning' });
    const told: unknown[] = [];
    const onWarning = (warning: Error): void => void told.push(warning);
    const warnings = await warningsOf(async () => {
      await catalog.save('cars', bad, { onWarning });
      expect(await catalog.load('cars', { onWarning })).toEqual(bad);
    });
    expect(warnings).toEqual([]);
    expect(told).toMatchObject([
      { code: 'KEDRO_DATA_INVALID', dataset: 'cars', on: 'save' },
      { code: 'KEDRO_DATA_INVALID', dataset: 'cars', on: 'load' },
    ]);
  });

  it('turns it off, as does the catalog for all', async () => {
    await catalogOf({ schema: 'Cars', enabled: false }).save('cars', bad);
    await catalogOf('Cars', { validationEnabled: false }).save('cars', bad);
    await catalogOf(undefined).save('cars', bad);
    await catalogOf(null).save('cars', bad);
    await catalogOf('Cars').save('plain', bad);
  });

  it('is refused at once when there is no such validator, or it cannot be read', () => {
    expect(() => catalogOf('Carrs')).toThrow(CatalogConfigError);
    expect(() => catalogOf('Carrs')).toThrow('the validator "Carrs" is unknown. Did you mean "Cars"?');
    expect(() => catalogOf('toString')).toThrow(/is unknown/);
    expect(() => catalogOf({ schema: 'Cars', each: 'cell' })).toThrow(/it can only be "row"/);
  });

  it('is not handed to the class, and has no place in an entry inside', async () => {
    const dataset = { type: 'MemoryDataset' };
    const outside = { cars: { type: 'CachedDataset', dataset, validator: 'Cars' } };
    const inside = { cars: { type: 'CachedDataset', dataset: { ...dataset, validator: 'Cars' } } };
    const catalog = DataCatalog.fromConfig(outside, { validators });
    expect(await errorOf(() => catalog.save('cars', bad))).toBeInstanceOf(DataValidationError);
    expect(catalog.toConfig().catalog).toEqual(outside);
    await expect(DataCatalog.fromConfig(inside, { validators }).get('cars')).rejects.toThrow(
      /its "dataset" says "validator"; say it in the entry itself/,
    );
  });
});

describe('a validator that is given as a function', () => {
  it('is asked for its schema when it is needed, and once', async () => {
    let asked = 0;
    const options = { validators: { Cars: async () => (asked++, z.array(Car)) } };
    const catalog = catalogOf('Cars', options);
    await catalog.get('cars');
    expect(asked).toBe(0);
    await catalog.save('cars', good);
    await catalog.load('cars');
    expect(asked).toBe(1);
  });

  it('may be a schema itself, as those of arktype are', async () => {
    const schema = type({ name: 'string' });
    expect(typeof schema).toBe('function');
    const catalog = catalogOf('A', { validators: { A: schema, B: () => schema } });
    expect(await errorOf(() => catalog.save('cars', {}))).toMatchObject({ issueCount: 1 });
  });

  it('is named when it fails, or gives no schema', async () => {
    const given = (source: () => never): CatalogOptions => ({ validators: { Cars: source } });
    const failing = (): never => {
      throw new Error('no such module');
    };
    const rejecting = (): never => Promise.reject(new Error('no such module')) as never;
    for (const source of [failing, rejecting]) {
      const error = await errorOf(() => catalogOf('Cars', given(source)).save('cars', good));
      expect(error).toBeInstanceOf(CatalogConfigError);
      expect(error.message).toBe(
        'Catalog entry "cars": the validator "Cars" cannot be imported: no such module',
      );
    }
    const noSchema = catalogOf('Cars', given((() => ({ parse: () => 1 })) as never));
    await expect(async () => noSchema.save('cars', good)).rejects.toThrow(
      /"Cars" is no schema: it lacks "~standard"/,
    );
  });

  it('names the dataset when the schema itself throws', async () => {
    const error = await errorOf(() => catalogOf('Throwing').save('cars', good));
    expect(error).toBeInstanceOf(DatasetError);
    expect(error.message).toBe(
      'Dataset "cars" could not be saved: its validator "Throwing" failed: the schema is broken',
    );
  });
});
