import { readFile, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { temporaryPath } from '../../test/temporary-folder.js';
import { FileNotFoundError } from '../errors.js';
import { testFileDataset } from '../testing.js';
import { TextDataset } from './index.js';

testFileDataset({
  name: 'TextDataset',
  create: (options) => new TextDataset(options),
  sample: 'Zeile 1\r\nZeile 2 — ✈️\n',
  other: '',
  refused: 'half of a pair: \ud83d',
});

describe('a text dataset', () => {
  it('writes UTF-8 and adds nothing', async () => {
    const filepath = await temporaryPath();
    await new TextDataset({ filepath }).save('ä');
    expect([...(await readFile(filepath))]).toEqual([0xc3, 0xa4]);
  });

  it('keeps a byte order mark and empty text', async () => {
    const dataset = new TextDataset({ filepath: await temporaryPath() });
    for (const text of ['\uFEFFa', '']) {
      await dataset.save(text);
      expect(await dataset.load()).toBe(text);
    }
  });

  it('refuses to load bytes that are not UTF-8', async () => {
    const filepath = await temporaryPath();
    await writeFile(filepath, Buffer.from([0x61, 0xe4, 0x62]));
    await expect(new TextDataset({ filepath }).load()).rejects.toThrow(/not UTF-8/);
  });

  it('refuses to save what is no text', async () => {
    const dataset = new TextDataset({ filepath: await temporaryPath() });
    await expect(dataset.save(5 as never)).rejects.toThrow('data is number; this dataset saves text');
  });

  it('has an error of its own for a missing file, with the path', async () => {
    const filepath = await temporaryPath();
    const error = await new TextDataset({ filepath }).load().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(FileNotFoundError);
    expect(error).toMatchObject({ code: 'KEDRO_FILE_NOT_FOUND', filepath });
  });
});
