import { extname } from 'node:path';

/** A kind of image file. */
interface ImageFormat {
  readonly name: string;
  /** Whether bytes begin as such a file does; undefined for a format that is text. */
  readonly isSigned: ((bytes: Uint8Array) => boolean) | undefined;
}

const JPEG: ImageFormat = { name: 'JPEG', isSigned: startsWith([0xff, 0xd8, 0xff]) };
const TIFF: ImageFormat = {
  name: 'TIFF',
  isSigned: (bytes) => startsWith('II*\0')(bytes) || startsWith('MM\0*')(bytes),
};

/** Image files by their ending, with the first bytes that their formats prescribe. */
const FORMATS: ReadonlyMap<string, ImageFormat> = new Map([
  ['.png', { name: 'PNG', isSigned: startsWith([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) }],
  ['.jpg', JPEG],
  ['.jpeg', JPEG],
  ['.gif', { name: 'GIF', isSigned: startsWith('GIF8') }],
  ['.webp', { name: 'WebP', isSigned: (bytes) => startsWith('RIFF')(bytes) && startsWith('WEBP', 8)(bytes) }],
  ['.bmp', { name: 'BMP', isSigned: startsWith('BM') }],
  ['.tif', TIFF],
  ['.tiff', TIFF],
  ['.pdf', { name: 'PDF', isSigned: startsWith('%PDF-') }],
  ['.svg', { name: 'SVG', isSigned: undefined }],
]);

/** Whether a file of this name is an image that can be saved. */
export function isImageName(filename: string): boolean {
  return FORMATS.has(extname(filename).toLowerCase());
}

/**
 * Why an image cannot be the content of a file of this name; undefined when it can. The root of SVG text is not looked at.
 *
 * @param image - what is to be saved, or was loaded
 */
export function findMismatch(image: unknown, filename: string): string | undefined {
  const format = FORMATS.get(extname(filename).toLowerCase());
  if (format === undefined)
    return `has no ending that says what image it is; known are ${[...FORMATS.keys()].join(', ')}`;
  if (format.isSigned === undefined)
    return typeof image === 'string' ? undefined : `needs ${format.name} text, not ${kindOf(image)}`;
  if (!(image instanceof Uint8Array))
    return `needs a Uint8Array with the bytes of a ${format.name} file, not ${kindOf(image)}`;
  return format.isSigned(image)
    ? undefined
    : `needs the bytes of a ${format.name} file, not ${whatBytesAre(image)}`;
}

function startsWith(signature: string | readonly number[], at = 0): (bytes: Uint8Array) => boolean {
  const expected = typeof signature === 'string' ? [...Buffer.from(signature)] : signature;
  return (bytes) => expected.every((byte, i) => bytes[at + i] === byte);
}

function whatBytesAre(bytes: Uint8Array): string {
  const found = [...FORMATS.values()].find(({ isSigned }) => isSigned?.(bytes));
  return found === undefined ? 'others' : `those of a ${found.name} file`;
}

function kindOf(image: unknown): string {
  if (image === null || typeof image !== 'object') return image === null ? 'null' : `a ${typeof image}`;
  return `a ${image.constructor?.name ?? 'object'}`;
}
