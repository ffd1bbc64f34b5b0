import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CachedDataset } from './cached-dataset.js';
import { LambdaDataset } from './lambda-dataset.js';
import { MemoryDataset } from './memory-dataset.js';
import { digestFile, pathEvidence } from './path-evidence.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kedro-evidence-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('the evidence of a path', () => {
  it('is the SHA-256 of a file, the same for the same content', async () => {
    const path = join(folder, 'a.txt');
    await writeFile(path, 'abc');
    const digest = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
    expect(await pathEvidence(path)).toBe(digest);
    await writeFile(path, 'abd');
    expect(await pathEvidence(path)).not.toBe(digest);
  });

  it('is nothing where there is nothing', async () => {
    expect(await pathEvidence(join(folder, 'none'))).toBeUndefined();
    expect(await digestFile(join(folder, 'none'))).toBeUndefined();
  });

  it('of a folder changes with the content and the name of any file in it', async () => {
    const data = join(folder, 'data');
    await mkdir(join(data, 'deep'), { recursive: true });
    await writeFile(join(data, 'a'), '1');
    await writeFile(join(data, 'deep', 'b'), '2');
    const first = await pathEvidence(data);
    expect(await pathEvidence(data)).toBe(first);
    await writeFile(join(data, 'deep', 'b'), '3');
    const second = await pathEvidence(data);
    await rm(join(data, 'deep', 'b'));
    await writeFile(join(data, 'deep', 'c'), '3');
    const third = await pathEvidence(data);
    expect(new Set([first, second, third]).size).toBe(3);
  });

  it('is asked of whoever knows files better', async () => {
    const path = join(folder, 'a.txt');
    await writeFile(path, 'abc');
    expect(pathEvidence(path, (file) => `seen ${file}`)).toBe(`seen ${path}`);
  });
});

it('a cached dataset has the evidence of what it caches, and data in memory or in functions have none', async () => {
  class Told extends MemoryDataset {
    evidence(): string {
      return 'told';
    }
  }
  expect(await new CachedDataset({ dataset: new Told() }).evidence()).toBe('told');
  expect(await new CachedDataset({ dataset: new MemoryDataset() }).evidence()).toBeUndefined();
  expect('evidence' in new LambdaDataset()).toBe(false);
});
