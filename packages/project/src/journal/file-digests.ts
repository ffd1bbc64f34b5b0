import { statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve } from 'node:path';
import { digestFile, writeFileAtomically } from '@kedro-ts/io';

/** Of how many files the digests are kept: those that were asked for last. */
const MOST_FILES = 10_000;

/** How much older than the clock a file's time has to be: until then it may change again without a trace. */
const TICK_MS = 20;

/**
 * Digests of the contents of files. A file that looks as it did when it was last read is not read again; what is known is kept in
 * `.kedro/evidence.json`, for later processes.
 */
export class FileDigests {
  readonly #file: string;
  readonly #digests = new Map<string, Promise<string | undefined>>();
  readonly #fresh = new Map<string, Known>();
  #known: Promise<ReadonlyMap<string, Known>> | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(private readonly projectPath: string) {
    this.#file = join(projectPath, '.kedro', 'evidence.json');
  }

  /** The digest of a file's content; undefined when there is none, or it changes while it is read. */
  readonly digestOf = (path: string): Promise<string | undefined> => {
    const seen = fileStat(path);
    if (seen === undefined) return Promise.resolve(undefined);
    const key = `${path}\n${seen}`;
    let digest = this.#digests.get(key);
    if (digest === undefined) {
      digest = this.#digest(path, seen);
      this.#digests.set(key, digest);
    }
    return digest;
  };

  async #digest(path: string, seen: string): Promise<string | undefined> {
    const name = this.#nameOf(path);
    this.#known ??= this.#read();
    const known = (await this.#known).get(name);
    if (known?.stat === seen) {
      this.#fresh.set(name, known);
      return known.digest;
    }
    // One after another, so that nodes have the disk too.
    const reading = this.#last.then(() => digestFile(path));
    this.#last = reading.catch(() => undefined);
    const digest = await reading.catch(() => undefined);
    if (digest === undefined || fileStat(path) !== seen) return undefined;
    if (isSettled(path)) this.#fresh.set(name, { stat: seen, digest });
    return digest;
  }

  /** Keeps what has been learnt, beside what other processes have. That it cannot be kept only means that files are read again. */
  async save(): Promise<void> {
    const known = await (this.#known ?? Promise.resolve(new Map<string, Known>()));
    if ([...this.#fresh].every(([name, { stat }]) => known.get(name)?.stat === stat)) return;
    const all = new Map(await this.#read());
    for (const [name, entry] of this.#fresh) {
      all.delete(name);
      all.set(name, entry);
    }
    const kept = Object.fromEntries([...all].slice(-MOST_FILES));
    await writeFileAtomically(this.#file, `${JSON.stringify(kept, undefined, 1)}\n`).catch(() => undefined);
    this.#known = Promise.resolve(all);
  }

  /** Relative to the project where it can be, so that the project may be moved. */
  #nameOf(path: string): string {
    const name = relative(this.projectPath, resolve(path));
    return name.startsWith('..') || isAbsolute(name) ? path : name;
  }

  /** What cannot be read is not known. */
  async #read(): Promise<Map<string, Known>> {
    try {
      const content = JSON.parse(await readFile(this.#file, 'utf8')) as Record<string, Known | null>;
      const entries = Object.entries(content);
      return new Map(entries.filter((entry): entry is [string, Known] => isKnown(entry[1])));
    } catch {
      return new Map();
    }
  }
}

/** What a file looked like, and the digest of what was in it. */
interface Known {
  readonly stat: string;
  readonly digest: string;
}

function isKnown(value: Known | null): value is Known {
  return typeof value?.stat === 'string' && typeof value.digest === 'string';
}

/** What a file looks like from outside, as far as a change shows: its size, time and number. Undefined when there is none. */
export function fileStat(path: string): string | undefined {
  const stats = statSync(path, { throwIfNoEntry: false, bigint: true });
  return stats && `${stats.size} ${stats.mtimeNs} ${stats.ino}`;
}

function isSettled(path: string): boolean {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats !== undefined && Date.now() - stats.mtimeMs > TICK_MS;
}
