import { stat } from 'node:fs/promises';
import {
  pathEvidence,
  VersionedPath,
  writeFileAtomically,
  type Dataset,
  type FileEvidence,
  type MaybePromise,
  type Version,
} from '@kedro-ts/io';
import { FileContentError, FileNotFoundError } from '../errors.js';
import type { ResolvedFileOptions } from '../options/resolve-file-options.js';

/**
 * What the datasets of one local file have in common: authors write only how to read a path and how to write one.
 *
 * Loading a missing file throws {@link FileNotFoundError}. Saving is atomic: whoever reads meanwhile, or after a save that
 * failed, sees the old content.
 *
 * With versions, the data of version `v` is at `<filepath>/v/<name of the file>`. Loading gives the newest unless the option
 * names another; what was the newest is remembered until the next save or release. No version is ever overwritten.
 */
export abstract class FileDataset<Loaded, Saved = Loaded> implements Dataset<Loaded, Saved> {
  /** Tells the catalog that `versioned: true` may be said. */
  static readonly supportsVersions: boolean = true;

  /** The absolute path; with versions, that of their folder. */
  readonly filepath: string;
  /** Whether it was given versions, which a subclass has to pass on. */
  readonly versioned: boolean;
  readonly metadata: unknown;
  readonly #version: Version | undefined;
  readonly #versions: VersionedPath | undefined;

  constructor({ filepath, version, metadata }: ResolvedFileOptions) {
    this.filepath = filepath;
    this.metadata = metadata;
    this.versioned = version !== undefined;
    this.#version = version;
    this.#versions = version && new VersionedPath(filepath, version);
  }

  /** Reads the file at this path. */
  protected abstract read(path: string): Promise<Loaded>;
  /** Writes a new file at this path, which is not the final one. */
  protected abstract write(data: Saved, path: string): Promise<void>;

  async load(): Promise<Loaded> {
    const path = this.#versions === undefined ? this.filepath : await this.#versions.loadPath();
    try {
      return await this.read(path);
    } catch (cause) {
      if (isMissing(cause)) throw new FileNotFoundError(path, { cause });
      throw (await this.#isStrangeFolder(path)) ? strangeFolder(path, cause) : cause;
    }
  }

  async save(data: Saved): Promise<void> {
    const write = (temporaryPath: string): Promise<void> => this.write(data, temporaryPath);
    if (this.#versions === undefined) await this.replace(write);
    else await this.#versions.save(write);
  }

  async exists(): Promise<boolean> {
    if (this.#versions !== undefined) return this.#versions.exists();
    try {
      const stats = await stat(this.filepath);
      return stats.isFile() || (stats.isDirectory() && (await this.isOwnFolder(this.filepath)));
    } catch (error) {
      if (isMissing(error)) return false;
      throw error;
    }
  }

  /** That of the file, or of all files of the folder; with versions, of the one that is there to load now. */
  evidence(fileEvidence?: FileEvidence): MaybePromise<string | undefined> {
    if (this.#versions === undefined) return pathEvidence(this.filepath, fileEvidence);
    return this.#versionEvidence(fileEvidence);
  }

  async #versionEvidence(fileEvidence?: FileEvidence): Promise<string | undefined> {
    // Looked up anew: what is remembered as the newest may be older than what another process has saved.
    const path = new VersionedPath(this.filepath, this.#version);
    return (await path.exists()) ? pathEvidence(await path.loadPath(), fileEvidence) : undefined;
  }

  release(): void {
    this.#versions?.release();
  }

  /** The versions there are, newest first; none for a dataset without versions. */
  async listVersions(): Promise<readonly string[]> {
    return this.#versions?.listVersions() ?? [];
  }

  describe(): Readonly<Record<string, unknown>> {
    return { filepath: this.filepath, ...(this.#version && { version: this.#version }) };
  }

  /** Puts what is written in the place of the file; only for data without versions. */
  protected async replace(write: (temporaryPath: string) => Promise<void>): Promise<void> {
    await writeFileAtomically(this.filepath, write);
  }

  async #isStrangeFolder(path: string): Promise<boolean> {
    const stats = await stat(path).catch(() => undefined);
    return stats?.isDirectory() === true && !(await this.isOwnFolder(path));
  }

  /** Whether a folder is what this dataset saves. Default: no, it is one file. */
  protected async isOwnFolder(_folder: string): Promise<boolean> {
    return false;
  }
}

/** Tells the error of a file system call for something that is not there. */
export function isMissing(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ENOENT' || code === 'ENOTDIR';
}

function strangeFolder(path: string, cause: unknown): FileContentError {
  return new FileContentError(
    path,
    'is a folder, not a file; if versions were saved there, the entry needs "versioned: true"',
    { cause },
  );
}
