import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe } from 'vitest';
import { TextFileDataset } from '../test/text-file-dataset.js';
import { CachedDataset } from './cached-dataset.js';
import { builtInDatasetTypes, combineDatasetTypes, datasetTypes } from './dataset-types.js';
import { LambdaDataset } from './lambda-dataset.js';
import { MemoryDataset } from './memory-dataset.js';
import { SharedMemoryDataset } from './shared-memory-dataset.js';
import { testDataset } from './testing.js';

const sample = [{ name: 'volvo', speed: 90 }];
const other = [
  { name: 'saab', speed: 120 },
  { name: 'volvo', speed: 80 },
];
const types = combineDatasetTypes(datasetTypes({ Text: () => TextFileDataset }), builtInDatasetTypes);

testDataset({
  name: 'MemoryDataset',
  create: () => new MemoryDataset(),
  sample,
  other,
  entry: () => ({ config: { type: 'MemoryDataset' }, types }),
});

testDataset({
  name: 'SharedMemoryDataset',
  create: () => new SharedMemoryDataset(),
  sample,
  other,
  entry: () => ({ config: { type: 'SharedMemoryDataset' }, types }),
});

testDataset({
  name: 'CachedDataset',
  create: () => new CachedDataset({ dataset: new MemoryDataset() }),
  sample,
  other,
  entry: () => ({ config: { type: 'CachedDataset', dataset: { type: 'MemoryDataset' } }, types }),
});

testDataset({
  name: 'LambdaDataset',
  create: () => {
    const held: string[] = [];
    return new LambdaDataset<string>({
      load: () => {
        if (held.length === 0) throw new Error('there is nothing');
        return held[0]!;
      },
      save: async (data) => void (held[0] = data),
      exists: async () => held.length > 0,
    });
  },
  sample: 'volvo',
  other: 'saab',
});

describe('with files', () => {
  let basePath: string;
  beforeEach(async () => {
    basePath = await mkdtemp(join(tmpdir(), 'kedro-testing-'));
  });
  afterEach(() => rm(basePath, { recursive: true, force: true }));

  testDataset({
    name: 'a dataset of a text file',
    create: () => new TextFileDataset({ filepath: join(basePath, 'cars.txt') }),
    sample: 'volvo',
    other: 'saab',
    entry: () => ({ config: { type: 'Text', filepath: 'cars.txt' }, types, basePath }),
    versions: () => (version) => new TextFileDataset({ filepath: join(basePath, 'cars.txt'), version }),
  });

  testDataset({
    name: 'a cached dataset of a text file',
    create: () =>
      new CachedDataset({ dataset: new TextFileDataset({ filepath: join(basePath, 'cars.txt') }) }),
    sample: 'volvo',
    other: 'saab',
    entry: () => {
      const dataset = { type: 'Text', filepath: 'cars.txt' };
      return { config: { type: 'CachedDataset', dataset, versioned: true }, types, basePath };
    },
    versions: () => (version) =>
      new CachedDataset({ dataset: new TextFileDataset({ filepath: join(basePath, 'cars.txt'), version }) }),
  });
});
