import { InvalidDatasetNameError } from './errors.js';

/**
 * Which datasets a node reads or writes.
 *
 * `null`: none. A string: one. An array: several, by position. A record: several, by argument name (inputs) or by key of
 * the returned object (outputs).
 */
export type DatasetNames = null | string | readonly string[] | Readonly<Record<string, string>>;

const separator = '@';

/**
 * Splits `base@format` into its two parts; a name without `@` has the format `undefined`.
 *
 * @throws InvalidDatasetNameError when there is more than one `@`.
 */
export function transcodeSplit(name: string): [base: string, format: string | undefined] {
  const at = name.indexOf(separator);
  if (at === -1) return [name, undefined];
  if (name.includes(separator, at + 1)) throw new InvalidDatasetNameError(name);
  return [name.slice(0, at), name.slice(at + 1)];
}

/**
 * The dataset behind a transcoded name: `cars@arrow` is `cars`.
 *
 * @throws InvalidDatasetNameError when there is more than one `@`.
 */
export function stripTranscoding(name: string): string {
  return name.includes(separator) ? transcodeSplit(name)[0] : name;
}

/** Whether a dataset name means a parameter (`params:…`) or all of them (`parameters`). */
export function isParameter(name: string): boolean {
  return name === 'parameters' || name.startsWith('params:');
}

/** Joins a base and a format, the reverse of {@link transcodeSplit}. */
export function transcodeJoin(base: string, format: string): string {
  return `${base}${separator}${format}`;
}

/** All names, in order, as one flat array. */
export function flattenNames(names: DatasetNames): readonly string[] {
  if (names === null) return [];
  if (typeof names === 'string') return [names];
  return isNameList(names) ? names : Object.values(names);
}

/** The same declaration with every dataset name replaced. */
export function mapNames(names: DatasetNames, rename: (name: string) => string): DatasetNames {
  if (names === null) return null;
  if (typeof names === 'string') return rename(names);
  if (isNameList(names)) return names.map(rename);
  return Object.fromEntries(Object.entries(names).map(([key, name]) => [key, rename(name)]));
}

/** `Array.isArray` that also narrows read-only arrays. */
export function isNameList(names: DatasetNames): names is readonly string[] {
  return Array.isArray(names);
}
