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
      if (isMissing(cause)) throw new FileNotFoundError(this.filepath, { cause });
      if ((cause as NodeJS.ErrnoException).code === 'EISDIR')
        throw new FileContentError(this.filepath, 'is a folder, not a file', { cause });
      throw cause;
    }
  }

  async save(data: Saved): Promise<void> {
    await writeFileAtomically(this.filepath, (temporaryPath) => this.write(data, temporaryPath));
  }

  async exists(): Promise<boolean> {
    try {
      return (await stat(this.filepath)).isFile();
    } catch (error) {
      if (isMissing(error)) return false;
      throw error;
    }
  }

  describe(): Readonly<Record<string, unknown>> {
    return { filepath: this.filepath };
  }
}

function isMissing(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ENOENT' || code === 'ENOTDIR';
}
