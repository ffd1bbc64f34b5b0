import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { DataCatalog } from './data-catalog.js';
import { ValueNotShareableError } from './errors.js';
import { SharedMemoryDataset } from './shared-memory-dataset.js';
import type { CopyMode } from './memory-dataset.js';
import { storeInMemory, type Store } from './shared/encode.js';

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

it.each([
  [undefined, 5],
  [null, 5],
  ['assign', 5],
  ['copy', 1],
  ['deepcopy', 1],
] as const)(
  'gives bytes to be read in place unless they are to be copied: with the copy mode %j',
  async (copyMode, seen) => {
    const inFile = join(await mkdtemp(join(tmpdir(), 'kedro-shared-')), 'value');
    onTestFinished(() => rm(dirname(inFile), { recursive: true }));
    const storeInFile: Store = async (byteLength, write) => {
      const bytes = new Uint8Array(byteLength);
      write(bytes);
      await writeFile(inFile, bytes);
      return { kind: 'file', path: inFile };
    };
    const dataset = new SharedMemoryDataset({ copyMode });
    await dataset.save([Float64Array.of(1)]);
    const read = (): Float64Array => (dataset.load() as Float64Array[])[0]!;
    read()[0] = 5;
    expect(read()[0]).toBe(seen);
    expect(dataset.copyMode).toBe(copyMode ?? undefined);

    const stored = new SharedMemoryDataset({ copyMode, store: storeInFile });
    await stored.save([Float64Array.of(1)]);
    expect(await stored.load()).toEqual([Float64Array.of(1)]);
    expect(() => new SharedMemoryDataset({ copyMode: 'clone' as CopyMode })).toThrow(/"clone"/);
  },
);
