import { readFile, writeFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { FileContentError, ValueNotWritableError } from '../errors.js';
import { readUtf8, writeUtf8 } from '../file/utf8.js';
import { checkSvg } from '../svg/check-svg.js';
import { findMismatch } from './image-format.js';
import type { Image } from './image-dataset.js';

/**
 * The content of an image file.
 *
 * @throws FileContentError when it is not what the ending of the file says.
 */
export async function readImage(path: string): Promise<Image> {
  if (extname(path).toLowerCase() === '.svg') return readUtf8(path);
  const { buffer, byteOffset, length } = await readFile(path);
  const image = new Uint8Array(buffer, byteOffset, length);
  const mismatch = findMismatch(image, path);
  if (mismatch !== undefined) throw new FileContentError(path, mismatch);
  return image;
}

/** Where an image goes. */
export interface ImagePlace {
  readonly path: string;
  /** The final name, whose ending says what the image has to be. */
  readonly filename: string;
  /** Where the image stands in what is saved. */
  readonly label: string;
}

/**
 * Writes one image.
 *
 * @throws ValueNotWritableError when it is not what its name says.
 */
export async function writeImage(image: Image, { path, filename, label }: ImagePlace): Promise<void> {
  const mismatch = findMismatch(image, filename);
  if (mismatch !== undefined)
    throw new ValueNotWritableError(label, `cannot be saved as "${filename}", which ${mismatch}`);
  if (typeof image !== 'string') return writeFile(path, image);
  checkSvg(image, label);
  await writeUtf8(path, image);
}
