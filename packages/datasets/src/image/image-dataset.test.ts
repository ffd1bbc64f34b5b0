import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryPath } from '../../test/temporary-folder.js';
import { testFileDataset } from '../testing.js';
import { ImageDataset, type Image, type Images } from './index.js';

const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1);
const otherPng = Uint8Array.of(...png, 2);
const jpeg = Uint8Array.of(0xff, 0xd8, 0xff, 0xe0);
const svg = '<svg xmlns="http://www.w3.org/2000/svg"/>';

testFileDataset<Image | Images>({
  name: 'ImageDataset of bytes',
  create: (options) => new ImageDataset(options),
  filename: 'plot.png',
  sample: png,
  other: otherPng,
  refused: jpeg,
});

testFileDataset<Image | Images>({
  name: 'ImageDataset of text',
  create: (options) => new ImageDataset(options),
  filename: 'plot.svg',
  sample: svg,
  other: '<svg/>',
  refused: '<html></html>',
});

describe('one image', () => {
  it.each([
    ['a.png', png],
    ['a.jpg', jpeg],
    ['A.JPEG', jpeg],
    ['a.gif', Buffer.from('GIF89a')],
    ['a.webp', Buffer.from('RIFF____WEBPVP8 ')],
    ['a.bmp', Buffer.from('BM')],
    ['a.tif', Buffer.from('II*\0')],
    ['a.tiff', Buffer.from('MM\0*')],
    ['a.pdf', Buffer.from('%PDF-1.7')],
  ])('is saved as %s', async (filename, bytes) => {
    const dataset = new ImageDataset({ filepath: await temporaryPath(filename) });
    await dataset.save(bytes);
    expect(await dataset.load()).toStrictEqual(new Uint8Array(bytes));
  });

  it.each([
    [
      'plot.png',
      jpeg,
      'data cannot be saved as "plot.png", which needs the bytes of a PNG file, not those of a JPEG file',
    ],
    ['plot.jpg', Uint8Array.of(1), 'needs the bytes of a JPEG file, not others'],
    ['plot.png', svg, 'needs a Uint8Array with the bytes of a PNG file, not a string'],
    ['plot.png', null, 'not null'],
    ['plot.svg', png, 'needs SVG text, not a Uint8Array'],
    ['plot', png, 'has no ending that says what image it is'],
    ['plot.txt', svg, 'known are .png, .jpg'],
  ])('is not saved as %s when it is something else', async (filename, image, message) => {
    const dataset = new ImageDataset({ filepath: await temporaryPath(filename) });
    await expect(dataset.save(image as never)).rejects.toThrow(message);
  });

  it('is not loaded when the file is something else', async () => {
    const filepath = await temporaryPath('plot.png');
    await writeFile(filepath, jpeg);
    await expect(new ImageDataset({ filepath }).load()).rejects.toThrow(
      `${filepath} needs the bytes of a PNG file`,
    );
  });
});

describe('several images', () => {
  const images = { 'delays.png': png, 'map.svg': svg };

  it('are saved as a folder, and loaded by name', async () => {
    const dataset = new ImageDataset({ filepath: await temporaryPath('plots') });
    expect(await dataset.exists()).toBe(false);
    await dataset.save(images);
    expect(await dataset.exists()).toBe(true);
    expect(await dataset.load()).toStrictEqual(images);
  });

  it('have versions', async () => {
    const filepath = await temporaryPath('plots');
    const at = (version: object): ImageDataset => new ImageDataset({ filepath, version });
    await at({ save: 'v1' }).save(images);
    await at({ save: 'v2' }).save({ 'delays.png': otherPng });
    expect(await at({ load: 'v1' }).load()).toStrictEqual(images);
    expect(await at({}).load()).toStrictEqual({ 'delays.png': otherPng });
    expect((await readdir(filepath)).sort()).toEqual(['v1', 'v2']);
  });

  it('are numbered when they come as a list', async () => {
    const dataset = new ImageDataset({ filepath: await temporaryPath('plots') });
    await dataset.save([png, otherPng]);
    expect(await dataset.load()).toStrictEqual({ '0.png': png, '1.png': otherPng });
  });

  it('are added to those that are there, or replace them all', async () => {
    const filepath = await temporaryPath('plots');
    await new ImageDataset({ filepath }).save(images);
    await new ImageDataset({ filepath }).save({ 'delays.png': otherPng });
    expect(await new ImageDataset({ filepath }).load()).toStrictEqual({
      'delays.png': otherPng,
      'map.svg': svg,
    });
    await new ImageDataset({ filepath, overwrite: true }).save({ 'new.png': png });
    expect(await new ImageDataset({ filepath }).load()).toStrictEqual({ 'new.png': png });
    expect(await readdir(join(filepath, '..'))).toEqual(['plots']);
  });

  it.each([
    ['../up.png', 'data["../up.png"] needs a plain file name'],
    ['.hidden.png', 'needs a plain file name'],
    ['plot', 'data.plot cannot be saved as "plot"'],
    ['plot.jpg', 'needs the bytes of a JPEG file'],
  ])('are not saved under the name %s, and nothing is left of the others', async (name, message) => {
    const filepath = await temporaryPath('plots');
    const dataset = new ImageDataset({ filepath });
    await expect(dataset.save({ 'a.png': png, [name]: png })).rejects.toThrow(message);
    expect(await readdir(join(filepath, '..'))).toEqual([]);
  });

  it('do not take the place of one image, nor one that of several', async () => {
    const filepath = await temporaryPath('plot.png');
    await new ImageDataset({ filepath }).save(png);
    await expect(new ImageDataset({ filepath }).save(images)).rejects.toThrow(
      /is a file, and several images/,
    );
    expect(await readFile(filepath)).toEqual(Buffer.from(png));
    const folder = await temporaryPath('plots.png');
    await new ImageDataset({ filepath: folder }).save(images);
    await expect(new ImageDataset({ filepath: folder }).save(png)).rejects.toThrow(
      /is a folder, and one image/,
    );
  });

  it('are at least one', async () => {
    await expect(new ImageDataset({ filepath: await temporaryPath() }).save({})).rejects.toThrow(/no image/);
  });
});
