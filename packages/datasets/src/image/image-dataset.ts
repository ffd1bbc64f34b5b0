import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { FileDataset } from '../file/file-dataset.js';
import { readImage, writeImage } from './image-file.js';
import { isImageName } from './image-format.js';
import { publish } from './publish.js';
import { resolveImageOptions, type ImageDatasetOptions } from './resolve-image-options.js';
import { isOne, writeImages } from './write-images.js';

/** An image file's content: bytes, or text where the file is SVG. */
export type Image = Uint8Array | string;
/** Images by the names of their files. */
export type Images = Readonly<Record<string, Image>>;

/**
 * An image as a file: PNG, JPEG, GIF, WebP, BMP, TIFF and PDF are bytes, SVG is text; the ending of the file says which, and saving anything
 * else under it throws {@link ValueNotWritableError}. Whoever draws the image chooses its size, resolution and colours.
 *
 * An object of images by file name is saved as a folder, and a list as `0.png`, `1.png`...; the folder appears with all of them,
 * or if it was there before, they are added to it one by one. Loading a folder gives the images in it by name.
 */
export class ImageDataset extends FileDataset<Image | Images, Image | Images | readonly Image[]> {
  readonly #overwrite: boolean;

  constructor(options: ImageDatasetOptions) {
    const resolved = resolveImageOptions(options);
    super(resolved);
    this.#overwrite = resolved.overwrite;
  }

  protected override async read(path: string): Promise<Image | Images> {
    if (!(await stat(path)).isDirectory()) return readImage(path);
    const names = await imageNames(path);
    if (names.length === 0) throw new Error('there is no image in the folder');
    const images = await Promise.all(names.map((name) => readImage(join(path, name))));
    return Object.fromEntries(names.map((name, i) => [name, images[i]!]));
  }

  protected override async write(data: Image | Images | readonly Image[], path: string): Promise<void> {
    if (isOne(data)) await writeImage(data, { path, filename: basename(this.filepath), label: 'data' });
    else await writeImages(path, data);
  }

  protected override async replace(write: (temporaryPath: string) => Promise<void>): Promise<void> {
    await publish(this.filepath, write, this.#overwrite);
  }

  protected override async isOwnFolder(folder: string): Promise<boolean> {
    return (await imageNames(folder)).length > 0;
  }
}

async function imageNames(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter(isImageName).sort();
}
