import { open } from 'node:fs/promises';
import { ValueNotWritableError } from '../errors.js';
import { checkWellFormed } from '../file/utf8.js';
import { cellPath, type Table } from '../table/table.js';
import type { ResolvedCsvSaveOptions } from './resolve-csv-options.js';

const PIECE_CHARACTERS = 1 << 20;

/**
 * Writes a table as CSV: a header unless told otherwise, `\n` after each line, quotes where needed; nothing for null, `""` for empty text,
 * ISO 8601 for dates.
 *
 * @throws ValueNotWritableError for objects, lists, functions, symbols and invalid dates
 */
export async function writeCsv(
  path: string,
  { length, columns }: Table,
  options: Pick<ResolvedCsvSaveOptions, 'delimiter' | 'header'>,
): Promise<void> {
  const { delimiter, header } = options;
  if (columns.length === 0) return (await open(path, 'w')).close();
  const needsQuotes = new RegExp(`["\\n\\r\\uFEFF${escape(delimiter)}]|^\\s|\\s$`);
  const quote = (text: string): string =>
    text === '' || needsQuotes.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  // Numbers, dates and the like need quotes only where the delimiter is a character of theirs.
  const plain = /[\w.+:-]/.test(delimiter) ? quote : (text: string): string => text;
  const file = await open(path, 'w');
  try {
    const flush = async (text: string): Promise<void> => {
      checkWellFormed(text);
      await file.appendFile(text);
    };
    let text = header ? columns.map(({ name }) => quote(name)).join(delimiter) + '\n' : '';
    for (let i = 0; i < length; i++) {
      for (let j = 0; j < columns.length; j++) {
        const { name, values } = columns[j]!;
        const cell = toCell(values[i], name, i, { quote, plain });
        // The line of a single empty cell would otherwise be a blank one.
        text += (j === 0 ? '' : delimiter) + (cell === '' && columns.length === 1 ? '""' : cell);
      }
      text += '\n';
      if (text.length >= PIECE_CHARACTERS) {
        await flush(text);
        text = '';
      }
    }
    await flush(text);
  } finally {
    await file.close();
  }
}

interface Spelling {
  /** Text, in quotes if needed. */
  readonly quote: (text: string) => string;
  /** What is no text. */
  readonly plain: (text: string) => string;
}

function toCell(value: unknown, column: string, row: number, { quote, plain }: Spelling): string {
  switch (typeof value) {
    case 'string':
      return quote(value);
    case 'number':
      return plain(Object.is(value, -0) ? '-0' : String(value));
    case 'boolean':
    case 'bigint':
      return plain(String(value));
    case 'undefined':
      return '';
    case 'object':
      if (value === null) return '';
      if (value instanceof Date && !Number.isNaN(value.getTime())) return plain(value.toISOString());
      break;
    case 'function':
    case 'symbol':
      break;
  }
  const kind = typeof value === 'object' ? (value?.constructor?.name ?? 'object') : typeof value;
  throw new ValueNotWritableError(
    cellPath(column, row),
    `is ${value instanceof Date ? 'an invalid Date' : `of type ${kind}`}; a CSV cell holds text, a number, a boolean or a Date`,
  );
}

function escape(delimiter: string): string {
  return delimiter.replace(/[\\\]^-]/, '\\$&');
}
