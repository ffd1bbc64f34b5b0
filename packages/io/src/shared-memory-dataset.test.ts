import { expect, it } from 'vitest';
import { DataCatalog } from './data-catalog.js';
import { ValueNotShareableError } from './errors.js';
import { SharedMemoryDataset } from './shared-memory-dataset.js';
import { storeInMemory } from './shared/encode.js';

it('gives a handle, from which another dataset reads the same bytes', async () => {
  const [here, there] = [new SharedMemoryDataset(), new SharedMemoryDataset()];
  await here.save(Float64Array.of(1, 2));
  there.handle = here.handle;
  (here.load() as Float64Array)[0] = 5;
  expect(there.load()).toEqual(Float64Array.of(5, 2));
});

it('has nothing before the first save and after release, and says so', async () => {
  const dataset = new SharedMemoryDataset();
  expect(dataset.exists()).toBe(false);
  expect(() => dataset.load()).toThrow(/nothing has been saved/);
  await dataset.save({ a: 1 });
  expect(dataset.exists()).toBe(true);
  dataset.release();
  expect(dataset.exists()).toBe(false);
  expect(dataset.handle).toBeUndefined();
});

it('keeps the old value when a new one cannot be shared', async () => {
  const catalog = new DataCatalog({ shared: new SharedMemoryDataset() });
  await catalog.save('shared', [1]);
  await expect(catalog.save('shared', [() => 1])).rejects.toMatchObject({
    dataset: 'shared',
    cause: expect.any(ValueNotShareableError) as Error,
  });
  expect(catalog.load('shared')).toEqual([1]);
});

it('puts the bytes where it is told to', async () => {
  const lengths: number[] = [];
  const dataset = new SharedMemoryDataset({
    store: (byteLength, write) => {
      lengths.push(byteLength);
      return storeInMemory(byteLength, write);
    },
    metadata: { a: 1 },
  });
  await dataset.save(new Uint8Array(100));
  expect(lengths).toEqual([dataset.handle?.byteLength]);
  expect(dataset.metadata).toEqual({ a: 1 });
});
