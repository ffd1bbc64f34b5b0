import { Readable } from 'node:stream';
import Papa from 'papaparse';
import { FileContentError } from '../errors.js';

/**
 * Splits the bytes of a CSV file into lines of cells, piece by piece.
 *
 * @param onLines - called with the lines of each piece, in order; a newline at the end of the file begins no line
 * @throws FileContentError for bytes that are not UTF-8 and for quotes that do not match
 */
export async function parseStream(
  filepath: string,
  bytes: AsyncIterable<Uint8Array>,
  delimiter: string,
  onLines: (lines: readonly (readonly string[])[]) => void,
): Promise<void> {
  const texts = decode(filepath, bytes);
  const first = await texts.next();
  if (first.done) return;
  const source = Readable.from(startingWith(first.value, texts));
  let lines = 0;
  try {
    await new Promise<void>((resolve, reject) => {
      Papa.parse<string[]>(source, {
        delimiter,
        newline: lineEndOf(first.value),
        chunk: ({ data, errors }) => {
          const [error] = errors;
          if (error !== undefined)
            throw new FileContentError(
              filepath,
              `is no valid CSV near line ${lines + (error.row ?? 0) + 1}: ${error.message}`,
            );
          lines += data.length;
          onLines(data);
        },
        complete: () => resolve(),
        error: reject,
      });
    });
  } finally {
    source.destroy();
  }
}

/** A byte order mark is dropped; pieces may end within a character. */
async function* decode(filepath: string, bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string, void> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const piece of bytes) {
      const text = decoder.decode(piece, { stream: true });
      if (text !== '') yield text;
    }
    decoder.decode();
  } catch (cause) {
    if (cause instanceof TypeError) throw new FileContentError(filepath, 'is not UTF-8 text', { cause });
    throw cause;
  }
}

async function* startingWith<T>(first: T, rest: AsyncGenerator<T, void>): AsyncGenerator<T, void> {
  yield first;
  yield* rest;
}

/** The first line end outside quotes; the parser's own guess counts those inside too. */
function lineEndOf(text: string): '\r\n' | '\n' | '\r' {
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const character = text[i];
    if (character === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (character === '\n') return '\n';
    else if (character === '\r') return text[i + 1] === '\n' ? '\r\n' : '\r';
  }
  return '\n';
}
