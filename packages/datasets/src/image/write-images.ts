import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ValueNotWritableError } from '../errors.js';
import { memberPath } from '../plain-data/find-unwritable.js';
import type { Image, Images } from './image-dataset.js';
import { writeImage } from './image-file.js';

/** Tells one image from several. */
export function isOne(data: Image | Images | readonly Image[]): data is Image {
  return typeof data === 'string' || data instanceof Uint8Array || typeof data !== 'object' || data === null;
}

/**
 * Writes images into a new folder.
 *
 * @throws ValueNotWritableError for a name that is not that of a file in the folder, and an image that is not what its name says
 */
export async function writeImages(folder: string, images: Images | readonly Image[]): Promise<void> {
  const named = Array.isArray(images)
    ? (images as readonly Image[]).map((image, i) => ({ name: `${i}.png`, label: `data[${i}]`, image }))
    : Object.entries(images as Images).map(([name, image]) => ({
        name,
        label: `data${memberPath(name)}`,
        image,
      }));
  if (named.length === 0) throw new ValueNotWritableError('data', 'has no image in it');
  await mkdir(folder);
  for (const { name, label, image } of named) {
    if (/[/\\:\0]|^\.|^$/.test(name))
      throw new ValueNotWritableError(label, 'needs a plain file name for a key, such as "delays.png"');
    await writeImage(image, { path: join(folder, name), filename: name, label });
  }
}
