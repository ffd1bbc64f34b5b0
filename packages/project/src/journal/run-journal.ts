import { closeSync, mkdirSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { JournalLine, RunRequested } from './journal-line.js';
import { journalFile } from './journal-folder.js';

/** Not to be allowed to write is nothing to complain of at every run. */
const READ_ONLY = ['EACCES', 'EPERM', 'EROFS'];

/**
 * Writes what happens in a run into `.kedro/runs/<id>/events.jsonl`, one JSON object a line. Lines are collected, and appended whole
 * in one write when somebody asks for it, otherwise when the event loop comes round.
 *
 * A run does not fail because its journal does: then it is warned of once, unless the folder is read-only, and nothing more is
 * written.
 */
export class RunJournal {
  readonly file: string;
  #descriptor: number | undefined;
  #waiting = '';
  #isScheduled = false;

  /** Begins the journal; one of an earlier run with the same id is gone. */
  constructor(projectPath: string, header: RunRequested) {
    this.file = journalFile(projectPath, header.runId);
    try {
      const folder = dirname(this.file);
      mkdirSync(folder, { recursive: true });
      writeOnce(join(projectPath, '.kedro', '.gitignore'), '*\n');
      rmSync(this.file, { force: true });
      // What nodes print may not be for everybody.
      this.#descriptor = openSync(this.file, 'ax', 0o600);
    } catch (error) {
      this.#giveUp(error);
    }
    this.add(header);
    this.flush();
  }

  /** Whether there is any use in saying more. */
  get isOpen(): boolean {
    return this.#descriptor !== undefined;
  }

  /** Adds a line, which is written soon. */
  add(line: JournalLine): void {
    if (this.#descriptor === undefined) return;
    this.#waiting += `${stringify(line)}\n`;
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      this.flush();
    });
  }

  /** Writes what waits, before this returns. */
  flush(): void {
    if (this.#descriptor === undefined || this.#waiting === '') return;
    const bytes = Buffer.from(this.#waiting);
    this.#waiting = '';
    try {
      // A write may be cut short, on a full disk for one; what is left is then the rest of a line.
      for (let at = 0; at < bytes.length;) at += writeSync(this.#descriptor, bytes, at);
    } catch (error) {
      this.#giveUp(error);
    }
  }

  /** Writes what waits, and lets go of the file. */
  close(): void {
    this.flush();
    if (this.#descriptor !== undefined) closeSync(this.#descriptor);
    this.#descriptor = undefined;
  }

  #giveUp(error: unknown): void {
    if (this.#descriptor !== undefined) closeSync(this.#descriptor);
    this.#descriptor = undefined;
    if (READ_ONLY.includes((error as NodeJS.ErrnoException).code ?? '')) return;
    process.emitWarning(
      `What happens in this run cannot be kept in ${this.file}, so it cannot be resumed: ${(error as Error).message}`,
      { type: 'KedroWarning', code: 'KEDRO_JOURNAL' },
    );
  }
}

/** What an error carries need not be JSON; all else is. */
function stringify(line: JournalLine): string {
  try {
    return JSON.stringify(line);
  } catch {
    return JSON.stringify(line, (_key, value: unknown) =>
      typeof value === 'bigint' ? String(value) : value,
    );
  }
}

function writeOnce(file: string, content: string): void {
  try {
    writeFileSync(file, content, { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
