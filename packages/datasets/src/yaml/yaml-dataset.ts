import { writeFile } from 'node:fs/promises';
import { dump, load, YAMLException } from 'js-yaml';
import { FileContentError, ValueNotWritableError } from '../errors.js';
import { FileDataset } from '../file/file-dataset.js';
import { readUtf8 } from '../file/utf8.js';
import { findUnwritable, type PlainFormat } from '../plain-data/find-unwritable.js';
import { PYTHON_SCHEMA } from './python-schema.js';
import {
  resolveYamlOptions,
  type ResolvedYamlOptions,
  type YamlDatasetOptions,
} from './resolve-yaml-options.js';

/**
 * Plain data in a UTF-8 file of YAML 1.1, the version that Python reads and writes: `yes` and `no` are booleans, and dates
 * without quotes are Date.
 *
 * What is saved comes back as it was, NaN, infinities, -0 and Date included, or saving throws {@link ValueNotWritableError} with
 * the path of the culprit: `undefined`, bigints, maps, typed arrays and class instances are refused. Loading refuses several
 * documents in one file, and keys that are lists or mappings.
 *
 * @typeParam T - what the file holds; asserted, not checked
 */
export class YamlDataset<T = unknown> extends FileDataset<T> {
  readonly #options: ResolvedYamlOptions;

  constructor(options: YamlDatasetOptions) {
    const resolved = resolveYamlOptions(options);
    super(resolved);
    this.#options = resolved;
  }

  protected override async read(path: string): Promise<T> {
    const text = await readUtf8(path);
    // An empty file is what Python calls nothing; the parser calls it an error.
    if (!CONTENT.test(text)) return null as T;
    try {
      return load(text, { schema: PYTHON_SCHEMA }) as T;
    } catch (cause) {
      throw new FileContentError(path, `is not valid YAML${place(cause)}`, { cause });
    }
  }

  protected override async write(data: T, path: string): Promise<void> {
    const culprit = findUnwritable(data, FORMAT);
    if (culprit !== undefined) throw new ValueNotWritableError(`data${culprit.path}`, culprit.reason);
    const { indent, sortKeys, flow } = this.#options;
    await writeFile(path, dump(data, { indent, sortKeys, noRefs: true, flowLevel: flow ? 0 : -1 }));
  }
}

/** A line with something on it that is no comment. */
const CONTENT = /^[^\S\n]*[^\s#]/m;

const FORMAT: PlainFormat = {
  name: 'YAML',
  holds: (value) => typeof value === 'number' || (value instanceof Date && /^\d{4}-/.test(isoOf(value))),
};

/** Years outside of 0 to 9999 have a sign, which YAML does not know. */
function isoOf(date: Date): string {
  return Number.isNaN(date.getTime()) ? '' : date.toISOString();
}

function place(cause: unknown): string {
  if (!(cause instanceof YAMLException)) return `: ${String(cause)}`;
  const where =
    cause.mark === undefined ? '' : ` at line ${cause.mark.line + 1}, column ${cause.mark.column + 1}`;
  return `${where}: ${cause.reason}`;
}
