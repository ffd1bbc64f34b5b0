import { expect, it } from 'vitest';
import { DataCatalog } from './data-catalog.js';
import * as io from './index.js';
import { LambdaDataset } from './lambda-dataset.js';

it('does what its functions do', async () => {
  let held: number | undefined = 1;
  const dataset = new LambdaDataset<number | undefined>({
    load: () => held,
    save: async (data) => void (held = data),
    exists: () => held !== undefined,
    release: () => void (held = undefined),
    metadata: { layer: 'raw' },
  });
  expect(dataset.load()).toBe(1);
  await dataset.save(2);
  expect(held).toBe(2);
  expect(dataset.exists()).toBe(true);
  expect(dataset.release()).toBeUndefined();
  expect(dataset.exists()).toBe(false);
  expect(dataset.metadata).toEqual({ layer: 'raw' });
});

it('says what it has no function for, and does not exist without being asked', () => {
  const catalog = new DataCatalog({
    answer: new LambdaDataset(),
    read: new LambdaDataset({ load: readAnswer }),
  });
  expect(() => catalog.load('answer')).toThrow(
    'Dataset "answer" (LambdaDataset) could not be loaded: it was given no function to load with',
  );
  expect(() => catalog.save('read', 1)).toThrow(
    'Dataset "read" (LambdaDataset, load=readAnswer) could not be saved: it was given no function to save with',
  );
  expect(catalog.exists('read')).toBe(false);
  expect(catalog.release('read')).toBeUndefined();
});

it('refuses what is no function, and options that it does not know', () => {
  expect(() => new LambdaDataset({ load: 1 as never })).toThrow('"load" must be a function, not number');
  expect(() => new LambdaDataset({ laod: readAnswer } as never)).toThrow(/Did you mean "load"/);
});

function readAnswer(): number {
  return 42;
}

it('is what the package exports', () => {
  expect(io.LambdaDataset).toBe(LambdaDataset);
});
