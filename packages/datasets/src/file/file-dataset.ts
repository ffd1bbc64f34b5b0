import { stat } from 'node:fs/promises';
import { writeFileAtomically, type Dataset } from '@kedro-ts/io';
import { FileContentError, FileNotFoundError } from '../errors.js';
import type { ResolvedFileOptions } from '../options/resolve-file-options.js';

/**
 * What the datasets of one local file have in common: authors write only how to read a path and how to write one.
 *
 * Loading a missing file throws {@link FileNotFoundError}. Saving is atomic: whoever reads meanwhile, or after a save that
 * failed, sees the old content.
 */
export abstract class FileDataset<Loaded, Saved = Loaded> implements Dataset<Loaded, Saved> {
  /** The absolute path. */
  readonly filepath: string;
  readonly metadata: unknown;

  constructor({ filepath, metadata }: ResolvedFileOptions) {
    this.filepath = filepath;
    this.metadata = metadata;
  }

  /** Reads the file at this path. */
  protected abstract read(path: string): Promise<Loaded>;
  /** Writes a new file at this path, which is not the final one. */
  protected abstract write(data: Saved, path: string): Promise<void>;

  async load(): Promise<Loaded> {
    try {
      return await this.read(this.filepath);
    } catch (cause) {
      const { code } = cause as NodeJS.ErrnoException;
      if (code === 'ENOENT' || code === 'ENOTDIR') throw new FileNotFoundError(this.filepath, { cause });
      if (code === 'EISDIR') throw new FileContentError(this.filepath, 'is a folder, not a file', { cause });
      throw cause;
    }
  }

  async save(data: Saved): Promise<void> {
    await writeFileAtomically(this.filepath, (temporaryPath) => this.write(data, temporaryPath));
  }

  async exists(): Promise<boolean> {
    try {
      return (await stat(this.filepath)).isFile();
    } catch {
      return false;
    }
  }

  describe(): Readonly<Record<string, unknown>> {
    return { filepath: this.filepath };
  }
}
