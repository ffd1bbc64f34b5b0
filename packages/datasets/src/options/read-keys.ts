import { closestNames, didYouMean } from '@kedro-ts/io';
import { DatasetOptionsError } from '../errors.js';
import { camelCase, snakeCase } from './spelling.js';

/** How {@link readKeys} speaks of a mapping. */
export interface KeysOptions {
  /** The key under which the mapping stands in the catalog entry; none for the entry itself. */
  readonly under?: string;
  /** Keys that other libraries use for the same thing, with the name they have here. */
  readonly elsewhere?: Readonly<Record<string, string>>;
}

/**
 * Reads a mapping of options: keys may be written in snake_case or camelCase and come back in camelCase.
 *
 * @throws DatasetOptionsError for a value that is no mapping, an unknown key, or a key written in both ways.
 */
export function readKeys<Key extends string>(
  value: unknown,
  known: readonly Key[],
  { under, elsewhere = {} }: KeysOptions = {},
): { readonly [K in Key]?: unknown } {
  if (value === undefined || value === null) return {};
  const label = (key: string): string => (under === undefined ? key : `${under}.${key}`);
  if (typeof value !== 'object' || Array.isArray(value))
    throw new DatasetOptionsError(under ?? 'options', 'must be a mapping of options');
  const found: { [K in Key]?: unknown } = {};
  for (const [written, item] of Object.entries(value as Record<string, unknown>)) {
    const key = known.find((candidate) => candidate === camelCase(written));
    if (key === undefined)
      throw new DatasetOptionsError(label(written), unknownKey(written, known, elsewhere));
    if (Object.hasOwn(found, key))
      throw new DatasetOptionsError(label(written), 'is given twice, in snake_case and in camelCase');
    if (item !== undefined) found[key] = item;
  }
  return found;
}

function unknownKey(
  written: string,
  known: readonly string[],
  elsewhere: Readonly<Record<string, string>>,
): string {
  const options = known.map(snakeCase).join(', ');
  const near = Object.hasOwn(elsewhere, written)
    ? ` Here it is called "${elsewhere[written]}".`
    : didYouMean(closestNames(camelCase(written), known).map(snakeCase));
  return `is no option of this dataset.${near} It understands: ${options}.`;
}
