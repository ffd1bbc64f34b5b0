import { readFile, writeFile } from 'node:fs/promises';
import { serialize } from 'node:v8';
import { ValueNotWritableError } from '../errors.js';
import { FileDataset } from '../file/file-dataset.js';
import { resolveTextOptions, type TextDatasetOptions } from '../text/resolve-text-options.js';
import { decodeFile, HEADER } from './decode-file.js';
import { findUncloneable } from './find-uncloneable.js';

/** What a {@link StructuredCloneDataset} may be given. */
export type StructuredCloneDatasetOptions = TextDatasetOptions;

/**
 * Any value that the structured clone algorithm copies whole, in V8's own format: plain data, Map, Set, Date, RegExp, bigints,
 * `undefined`, NaN, -0, holes in lists, typed arrays, ArrayBuffer and the built-in errors; cycles, and objects that stand in several
 * places, stay what they are. It is what a pickle is in Python, for data of a program's own, and never runs code when it is loaded.
 *
 * Functions, symbols and instances of other classes are refused with {@link ValueNotWritableError} and their path. Typed arrays
 * that share one buffer come back with a buffer each.
 *
 * A file of an older version of Node can be loaded by a newer one. Files of Python's pickle cannot be loaded.
 *
 * @typeParam T - what the file holds; asserted, not checked
 */
export class StructuredCloneDataset<T = unknown> extends FileDataset<T> {
  constructor(options: StructuredCloneDatasetOptions) {
    super(resolveTextOptions(options));
  }

  protected override async read(path: string): Promise<T> {
    return decodeFile(path, await readFile(path)) as T;
  }

  protected override async write(data: T, path: string): Promise<void> {
    const culprit = findUncloneable(data);
    if (culprit !== undefined) throw new ValueNotWritableError(culprit.path, culprit.reason);
    await writeFile(path, [HEADER, serialize(data)]);
  }
}
