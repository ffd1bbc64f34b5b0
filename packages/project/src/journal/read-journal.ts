import { readFile } from 'node:fs/promises';
import { JournalError } from '../errors.js';
import { JOURNAL_VERSION, type JournalLine, type RunRequested } from './journal-line.js';

/** A journal, read. */
export interface Journal {
  readonly header: RunRequested;
  /** All that follows. Events of kinds that this version does not know are among them. */
  readonly lines: readonly JournalLine[];
}

/**
 * Reads a journal. The beginning of a line at the end is left out: the process ended while it wrote.
 *
 * @returns undefined when not even the first line is whole
 * @throws JournalError for any other line that cannot be read, or a format of a later version.
 */
export async function readJournal(file: string): Promise<Journal | undefined> {
  const texts = (await readFile(file, 'utf8')).split('\n');
  // What follows the last line feed is not a whole line.
  texts.pop();
  const lines = texts.map((text, i) => parseLine(file, i + 1, text));
  const [header, ...rest] = lines;
  if (header === undefined) return undefined;
  if (header.type !== 'run-requested') throw new JournalError(file, 1, 'it does not say what was run.');
  if (header.journal > JOURNAL_VERSION)
    throw new JournalError(file, 1, 'a later version of kedro-ts has written it. Install that version.');
  return { header, lines: rest };
}

function parseLine(file: string, number: number, text: string): JournalLine {
  let line: unknown;
  try {
    line = JSON.parse(text);
  } catch (cause) {
    throw new JournalError(file, number, 'it is no JSON.', { cause });
  }
  if (typeof (line as { type?: unknown } | null)?.type !== 'string')
    throw new JournalError(file, number, 'it is no event.');
  return line as JournalLine;
}
