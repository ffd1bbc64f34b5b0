import { writeFile } from 'node:fs/promises';
import { ValueNotWritableError } from '../errors.js';
import { FileDataset } from '../file/file-dataset.js';
import { findUnwritable } from '../plain-data/find-unwritable.js';
import { readJson } from './read-json.js';
import { resolveJsonOptions, type JsonDatasetOptions } from './resolve-json-options.js';

/**
 * Any JSON value in a UTF-8 file, indented and with a newline at the end.
 *
 * What is saved comes back as it was, or saving throws {@link ValueNotWritableError} with the path of the culprit: dates,
 * maps, typed arrays, class instances, `undefined`, NaN, infinities and bigints are refused (-0 comes back as 0).
 *
 * @typeParam T - what the file holds; asserted, not checked
 */
export class JsonDataset<T = unknown> extends FileDataset<T> {
  readonly #indent: number;

  constructor(options: JsonDatasetOptions) {
    const resolved = resolveJsonOptions(options);
    super(resolved);
    this.#indent = resolved.indent;
  }

  protected override async read(path: string): Promise<T> {
    return (await readJson(path)) as T;
  }

  protected override async write(data: T, path: string): Promise<void> {
    const culprit = findUnwritable(data);
    if (culprit !== undefined) throw new ValueNotWritableError(`data${culprit.path}`, culprit.reason);
    await writeFile(path, `${JSON.stringify(data, undefined, this.#indent)}\n`);
  }
}
