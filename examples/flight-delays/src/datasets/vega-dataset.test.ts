import { describe, expect, it } from 'vitest';
import type { RawTable } from '../tables.js';
import { VegaDataset } from './vega-dataset.js';

describe('VegaDataset', () => {
  it('loads the flights of a JSON file as columns', async () => {
    const flights = (await new VegaDataset({ name: 'flights-2k.json' }).load()) as RawTable;
    expect(Object.keys(flights)).toEqual(['date', 'delay', 'distance', 'origin', 'destination']);
    expect(flights['delay']).toHaveLength(2000);
  });

  it('loads a CSV file as columns, numbers as numbers', async () => {
    const airports = (await new VegaDataset({ name: 'airports.csv' }).load()) as RawTable;
    expect(airports['iata']?.[0]).toBe('00M');
    expect(airports['latitude']).toBeInstanceOf(Float64Array);
  });

  it('loads other JSON as it is', async () => {
    expect(await new VegaDataset({ name: 'us-10m.json' }).load()).toMatchObject({ type: 'Topology' });
  });

  it('says what a name must be', () => {
    expect(() => new VegaDataset({ name: '../package.json' })).toThrow('such as flights-20k.json');
  });

  it('does not write into the package', async () => {
    await expect(new VegaDataset({ name: 'cars.json' }).save({} as never)).rejects.toThrow('not for writing');
  });
});
