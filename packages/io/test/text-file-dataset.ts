import { readFile, stat, writeFile } from 'node:fs/promises';
import type { Dataset } from '../src/dataset.js';
import { refuseUnknownOptions } from '../src/refuse-unknown-options.js';
import type { Version } from '../src/version/version.js';
import { VersionedPath } from '../src/version/versioned-path.js';

/** What a {@link TextFileDataset} may be given. */
export interface TextFileOptions {
  readonly filepath: string;
  readonly version?: Version;
}

/** As small as a dataset of a file with versions can be. */
export class TextFileDataset implements Dataset<string> {
  static readonly supportsVersions = true;
  readonly #filepath: string;
  readonly #versions: VersionedPath | undefined;

  constructor(options: TextFileOptions) {
    refuseUnknownOptions(options, ['filepath', 'version']);
    this.#filepath = options.filepath;
    if (options.version !== undefined) this.#versions = new VersionedPath(options.filepath, options.version);
  }

  async load(): Promise<string> {
    return readFile((await this.#versions?.loadPath()) ?? this.#filepath, 'utf8');
  }

  async save(text: string): Promise<void> {
    const write = (path: string): Promise<void> => writeFile(path, text);
    await (this.#versions?.save(write) ?? write(this.#filepath));
  }

  async exists(): Promise<boolean> {
    if (this.#versions !== undefined) return this.#versions.exists();
    return stat(this.#filepath).then(
      (found) => found.isFile(),
      () => false,
    );
  }

  release(): void {
    this.#versions?.release();
  }

  async listVersions(): Promise<readonly string[]> {
    return this.#versions?.listVersions() ?? [];
  }

  describe(): Readonly<Record<string, unknown>> {
    return { filepath: this.#filepath };
  }
}
