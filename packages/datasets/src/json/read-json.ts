import { FileContentError } from '../errors.js';
import { readUtf8, withoutByteOrderMark } from '../file/utf8.js';

/**
 * The value in a file of JSON.
 *
 * @throws FileContentError with line and column when it is not valid.
 */
export async function readJson(path: string): Promise<unknown> {
  return parseJson(path, withoutByteOrderMark(await readUtf8(path)));
}

/** The same for text that has been read already. */
export function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new FileContentError(path, `is not valid JSON${place(text, cause)}`, { cause });
  }
}

/** Where and why, from what the parser says. */
function place(text: string, cause: unknown): string {
  const message = cause instanceof Error ? cause.message : String(cause);
  const position = /at position (\d+)/.exec(message)?.[1];
  if (position === undefined) return `: ${message}`;
  const before = text.slice(0, Number(position)).split('\n');
  return ` at line ${before.length}, column ${before.at(-1)!.length + 1}: ${message}`;
}
