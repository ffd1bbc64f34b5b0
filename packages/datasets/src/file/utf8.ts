import { isUtf8 } from 'node:buffer';
import { readFile, writeFile } from 'node:fs/promises';
import { FileContentError, ValueNotWritableError } from '../errors.js';

/** Half of a surrogate pair, which has no form in UTF-8. */
const LONE_SURROGATE = /\p{Surrogate}/u;

/**
 * The text of a file.
 *
 * @throws FileContentError when the bytes are not UTF-8, which would otherwise be replaced silently.
 */
export async function readUtf8(path: string): Promise<string> {
  const bytes = await readFile(path);
  if (!isUtf8(bytes)) throw new FileContentError(path, 'is not UTF-8 text');
  return bytes.toString('utf8');
}

/**
 * Writes text as UTF-8.
 *
 * @throws ValueNotWritableError for anything but well-formed text.
 */
export async function writeUtf8(path: string, text: unknown): Promise<void> {
  if (typeof text !== 'string')
    throw new ValueNotWritableError('data', `is ${typeof text}; this dataset saves text`);
  checkWellFormed(text);
  await writeFile(path, text);
}

/** Refuses text that UTF-8 cannot hold. */
export function checkWellFormed(text: string): void {
  const at = text.search(LONE_SURROGATE);
  if (at >= 0)
    throw new ValueNotWritableError(
      'data',
      `has half a surrogate pair at character ${at}; UTF-8 has no such thing`,
    );
}

/** The text without a byte order mark. */
export function withoutByteOrderMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}
