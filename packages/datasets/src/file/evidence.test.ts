import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryPath } from '../../test/temporary-folder.js';
import { ImageDataset } from '../image/index.js';
import { TextDataset } from '../text/index.js';

it('the evidence of a file is that of its content, and there is none without a file', async () => {
  const filepath = await temporaryPath('a.txt');
  const dataset = new TextDataset({ filepath });
  expect(await dataset.evidence()).toBeUndefined();
  await dataset.save('one');
  const one = await dataset.evidence();
  await dataset.save('two');
  expect(await dataset.evidence()).not.toBe(one);
  await dataset.save('one');
  expect(await dataset.evidence()).toBe(one);
  expect(await dataset.evidence((path) => `seen ${path}`)).toBe(`seen ${filepath}`);
});

it('the evidence of versioned data is that of the version to load now, whoever has saved it', async () => {
  const filepath = await temporaryPath('a.txt');
  const at = (save: string): TextDataset => new TextDataset({ filepath, version: { save } });
  const reader = at('v9');
  expect(await reader.evidence()).toBeUndefined();
  await at('v1').save('one');
  await reader.load();
  const one = await reader.evidence();
  await at('v2').save('two');
  expect(await reader.evidence()).not.toBe(one);
  expect(await new TextDataset({ filepath, version: { load: 'v1' } }).evidence()).toBe(one);
});

it('the evidence of a folder is that of all its files', async () => {
  const filepath = await temporaryPath('images');
  const dataset = new ImageDataset({ filepath });
  await mkdir(filepath);
  await writeFile(join(filepath, 'a.svg'), '<svg/>');
  const one = await dataset.evidence();
  await writeFile(join(filepath, 'b.svg'), '<svg/>');
  expect(await dataset.evidence()).not.toBe(one);
});
