import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, rmdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { NotVersionedError, VersionAlreadyExistsError, VersionNotFoundError } from '../errors.js';
import { generateTimestamp } from './generate-timestamp.js';
import { checkVersion, type Version } from './version.js';

/**
 * Where a dataset with versions keeps them: the data of `data/cars.csv` in version `v` is at `data/cars.csv/v/cars.csv`. Versions
 * sort as text, so that the newest is the one that comes last. What stands there may be a file or a folder.
 *
 * @throws InvalidVersionError for a version that is not the name of one folder.
 */
export class VersionedPath {
  readonly #load: string | undefined;
  readonly #save: string | undefined;
  /** What the newest version was when it was last looked for. */
  #newest: string | undefined;

  constructor(
    /** The folder of the versions. */
    readonly filepath: string,
    version: Version = {},
  ) {
    this.#load = version.load === undefined ? undefined : checkVersion(version.load);
    this.#save = version.save === undefined ? undefined : checkVersion(version.save);
  }

  /** Where the data of this version is, or would be. */
  pathOf(version: string): string {
    return join(this.filepath, checkVersion(version), basename(this.filepath));
  }

  /**
   * The version to load: the one that was given, or the newest, which is then remembered until something is saved or released.
   *
   * @throws VersionNotFoundError when there is none.
   * @throws NotVersionedError when there is a file in the place of the folder.
   */
  async loadVersion(): Promise<string> {
    if (this.#load !== undefined) return this.#load;
    return (this.#newest ??= await this.#findNewest());
  }

  /**
   * Where the data to load is.
   *
   * @throws VersionNotFoundError when there is no such version, or none at all.
   * @throws NotVersionedError when there is a file in the place of the folder.
   */
  async loadPath(): Promise<string> {
    const path = this.pathOf(await this.loadVersion());
    if (this.#load === undefined || (await isThere(path))) return path;
    if (await isFile(this.filepath)) throw new NotVersionedError(this.filepath);
    throw new VersionNotFoundError(this.filepath, this.#load, await this.listVersions());
  }

  /**
   * Where a new version goes, for data that something else writes; {@link save} does more.
   *
   * @throws VersionAlreadyExistsError when there is something already.
   */
  async savePath(): Promise<string> {
    return this.#freePath(this.#save ?? generateTimestamp());
  }

  /**
   * Writes a new version, which appears with all that is in it or not at all. Warns with the code `KEDRO_VERSION_MISMATCH` when
   * a load would give another version afterwards.
   *
   * @param write - writes the data to the temporary path that it is given, which has the name of the final one
   * @returns the version
   * @throws VersionAlreadyExistsError when there is such a version already; nothing is ever overwritten.
   * @throws NotVersionedError when there is a file in the place of the folder.
   */
  async save(write: (temporaryPath: string) => Promise<void>): Promise<string> {
    this.release();
    const version = this.#save ?? generateTimestamp();
    const path = await this.#freePath(version);
    const isNew = await this.#makeFolder();
    const temporary = join(this.filepath, `.${version.slice(0, 40)}.${randomUUID()}.tmp`);
    try {
      await mkdir(temporary);
      await write(join(temporary, basename(this.filepath)));
      await this.#publish(temporary, version, path);
    } catch (error) {
      await rm(temporary, { recursive: true, force: true });
      if (isNew) await rmdir(this.filepath).catch(ignore);
      throw error;
    }
    await this.#warnOfMismatch(version);
    return version;
  }

  /** All versions that have data, newest first; none where there is no folder. */
  async listVersions(): Promise<string[]> {
    const names = await this.#names();
    const found = await Promise.all(names.map((name) => isThere(this.pathOf(name))));
    return names.filter((_, i) => found[i]);
  }

  /** Whether there is a version to load. */
  async exists(): Promise<boolean> {
    if (this.#load !== undefined) return isThere(this.pathOf(this.#load));
    return (await this.#firstOf(await this.#names())) !== undefined;
  }

  /** Forgets which version was the newest. */
  release(): void {
    this.#newest = undefined;
  }

  async #findNewest(): Promise<string> {
    const newest = await this.#firstOf(await this.#names());
    if (newest !== undefined) return newest;
    if (await isFile(this.filepath)) throw new NotVersionedError(this.filepath);
    throw new VersionNotFoundError(this.filepath, undefined);
  }

  /** The first that has data; later ones are not looked at. */
  async #firstOf(names: readonly string[]): Promise<string | undefined> {
    for (const name of names) if (await isThere(this.pathOf(name))) return name;
    return undefined;
  }

  /** What could be a version, newest first. Names with a dot in front are being written, or no versions. */
  async #names(): Promise<string[]> {
    try {
      const names = await readdir(this.filepath);
      return names.filter(isVersion).sort().reverse();
    } catch (error) {
      if (isMissing(error)) return [];
      throw error;
    }
  }

  async #freePath(version: string): Promise<string> {
    const path = this.pathOf(version);
    if (await isThere(path)) throw new VersionAlreadyExistsError(this.filepath, version);
    return path;
  }

  /** @returns whether there was none before */
  async #makeFolder(): Promise<boolean> {
    try {
      return (await mkdir(this.filepath, { recursive: true })) !== undefined;
    } catch (cause) {
      if (await isFile(this.filepath)) throw new NotVersionedError(this.filepath, { cause });
      throw cause;
    }
  }

  /** A folder cannot be renamed to one that has something in it, so of two who save the same version one fails. */
  async #publish(temporary: string, version: string, path: string): Promise<void> {
    try {
      await rename(temporary, join(this.filepath, version));
    } catch (cause) {
      if (!(await isThere(join(this.filepath, version)))) throw cause;
      if (await isThere(path)) throw new VersionAlreadyExistsError(this.filepath, version, { cause });
      // The folder has other things in it.
      await rename(join(temporary, basename(path)), path);
      await rmdir(temporary);
    }
  }

  async #warnOfMismatch(saved: string): Promise<void> {
    const loaded = await this.loadVersion();
    if (loaded === saved) return;
    const why = this.#load === undefined ? 'which sorts after it' : 'which was asked for';
    process.emitWarning(
      `"${this.filepath}" was saved as version "${saved}", but loading it gives version "${loaded}", ${why}.`,
      { type: 'KedroWarning', code: 'KEDRO_VERSION_MISMATCH' },
    );
  }
}

function isVersion(name: string): boolean {
  try {
    checkVersion(name);
    return true;
  } catch {
    return false;
  }
}

async function isThere(path: string): Promise<boolean> {
  return (await kindOf(path)) !== undefined;
}

async function isFile(path: string): Promise<boolean> {
  return (await kindOf(path)) === 'file';
}

async function kindOf(path: string): Promise<'file' | 'folder' | undefined> {
  try {
    return (await stat(path)).isDirectory() ? 'folder' : 'file';
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ENOENT' || code === 'ENOTDIR';
}

function ignore(): void {}
