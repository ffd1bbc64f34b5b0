import { describe, expect, it } from 'vitest';
import { builtInDatasetTypes, combineDatasetTypes, datasetTypes } from './dataset-types.js';
import { MemoryDataset } from './memory-dataset.js';
import { SharedMemoryDataset } from './shared-memory-dataset.js';

class CsvDataset extends MemoryDataset {}
class OtherDataset extends MemoryDataset {}

describe('dataset types', () => {
  const types = datasetTypes({
    'pandas.CSVDataset': async () => CsvDataset,
    'kedro_datasets.mine.Dataset': () => OtherDataset,
  });

  it('are found by name, whether they have to be imported or not', async () => {
    expect(await types.resolve('pandas.CSVDataset')).toBe(CsvDataset);
    expect(await builtInDatasetTypes.resolve('MemoryDataset')).toBe(MemoryDataset);
    expect(await builtInDatasetTypes.resolve('SharedMemoryDataset')).toBe(SharedMemoryDataset);
  });

  it("are found by Kedro's full names", async () => {
    expect(await types.resolve('kedro_datasets.pandas.CSVDataset')).toBe(CsvDataset);
    expect(await builtInDatasetTypes.resolve('kedro.io.MemoryDataset')).toBe(MemoryDataset);
    expect(await types.resolve('kedro_datasetsXpandas.CSVDataset')).toBeUndefined();
  });

  it('are found by a full name that was given as such', async () => {
    expect(await types.resolve('kedro_datasets.mine.Dataset')).toBe(OtherDataset);
  });

  it('are unknown when nobody named them, not even what every object has', async () => {
    for (const name of ['CSVDataset', 'toString', '__proto__', ''])
      expect(await types.resolve(name)).toBeUndefined();
  });

  it('are imported only when they are asked for', async () => {
    const asked: string[] = [];
    const lazy = datasetTypes({
      A: () => (asked.push('A'), CsvDataset),
      B: () => (asked.push('B'), CsvDataset),
    });
    expect([...lazy.names()]).toEqual(['A', 'B']);
    expect(asked).toEqual([]);
    await lazy.resolve('B');
    expect(asked).toEqual(['B']);
  });

  it('from several sources are those of the first that knows the name', async () => {
    const combined = combineDatasetTypes(
      datasetTypes({ MemoryDataset: () => OtherDataset }),
      builtInDatasetTypes,
      types,
    );
    expect(await combined.resolve('MemoryDataset')).toBe(OtherDataset);
    expect(await combined.resolve('SharedMemoryDataset')).toBe(SharedMemoryDataset);
    expect(await combined.resolve('pandas.CSVDataset')).toBe(CsvDataset);
    expect(await combined.resolve('Nothing')).toBeUndefined();
    expect(new Set(combined.names())).toEqual(new Set([...builtInDatasetTypes.names(), ...types.names()]));
  });
});
