import { writeFile } from 'node:fs/promises';
import { FileContentError, ValueNotWritableError } from '../errors.js';
import { FileDataset } from '../file/file-dataset.js';
import { readUtf8, withoutByteOrderMark } from '../file/utf8.js';
import { findUnwritable } from './find-unwritable.js';
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
    const text = withoutByteOrderMark(await readUtf8(path));
    try {
      return JSON.parse(text) as T;
    } catch (cause) {
      throw new FileContentError(path, `is not valid JSON${place(text, cause)}`, { cause });
    }
  }

  protected override async write(data: T, path: string): Promise<void> {
    const culprit = findUnwritable(data);
    if (culprit !== undefined) throw new ValueNotWritableError(`data${culprit.path}`, culprit.reason);
    await writeFile(path, `${JSON.stringify(data, undefined, this.#indent)}\n`);
  }
}

/** Where and why, from what the parser says. */
function place(text: string, cause: unknown): string {
  const message = cause instanceof Error ? cause.message : String(cause);
  const position = /at position (\d+)/.exec(message)?.[1];
  if (position === undefined) return `: ${message}`;
  const before = text.slice(0, Number(position)).split('\n');
  return ` at line ${before.length}, column ${before.at(-1)!.length + 1}: ${message}`;
}
