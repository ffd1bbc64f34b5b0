import { deserialize, serialize } from 'node:v8';
import { FileContentError } from '../errors.js';

/** How a file begins, so that no other file is taken for one; the number is that of this layout. */
export const HEADER = Buffer.from('kedro-ts v8 1\n');

/**
 * The value in the bytes of a file.
 *
 * @throws FileContentError that says what the file is instead, where that can be told.
 */
export function decodeFile(path: string, bytes: Buffer): unknown {
  if (!bytes.subarray(0, HEADER.length).equals(HEADER)) throw otherFile(path, bytes);
  const body = bytes.subarray(HEADER.length);
  try {
    return deserialize(body);
  } catch (cause) {
    const written = formatOf(body);
    const known = formatOf(serialize(null));
    const reason =
      written !== undefined && known !== undefined && written > known
        ? `was written by a newer version of Node (format ${written}; this one reads up to ${known})`
        : 'is damaged or not whole';
    throw new FileContentError(path, reason, { cause });
  }
}

/** The version of V8's format, which follows its mark. */
function formatOf(body: Uint8Array): number | undefined {
  return body[0] === 0xff ? body[1] : undefined;
}

/** The first bytes of a pickle since protocol 2, which Python has written since 2003. */
function pickleProtocolOf(bytes: Uint8Array): number | undefined {
  const [mark, protocol = 0] = bytes;
  return mark === 0x80 && protocol >= 2 && protocol <= 5 ? protocol : undefined;
}

function otherFile(path: string, bytes: Uint8Array): FileContentError {
  const protocol = pickleProtocolOf(bytes);
  if (protocol !== undefined)
    return new FileContentError(
      path,
      `is a pickle of Python (protocol ${protocol}), which only Python can load; run the node that saves it here, or let both ` +
        'sides use a format that both know, such as JSON or Parquet',
    );
  return new FileContentError(path, 'was not saved by this dataset: it begins with other bytes');
}
