import { closestNames, didYouMean } from '@kedro-ts/io';
import { DatasetOptionsError } from '../errors.js';

/** One of a few words, or the default. */
export function readChoice<Choice extends string>(
  option: string,
  value: unknown,
  choices: readonly Choice[],
  fallback: Choice,
): Choice {
  if (value === undefined) return fallback;
  const found = choices.find((choice) => choice === value);
  if (found !== undefined) return found;
  const near = typeof value === 'string' ? didYouMean(closestNames(value, choices)) : '';
  throw new DatasetOptionsError(option, `is ${show(value)}; it must be one of ${choices.join(', ')}.${near}`);
}

/** A whole number not below `least`, or the default. */
export function readCount<Fallback>(
  option: string,
  value: unknown,
  least: number,
  fallback: Fallback,
): number | Fallback {
  if (value === undefined) return fallback;
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= least) return value;
  throw new DatasetOptionsError(option, `is ${show(value)}; it must be a whole number, ${least} or more`);
}

/** True or false, or the default. */
export function readBoolean(option: string, value: unknown, fallback: boolean): boolean {
  if (value === undefined) return fallback;
  if (typeof value === 'boolean') return value;
  throw new DatasetOptionsError(option, `is ${show(value)}; it must be true or false`);
}

/** A list of different names, or undefined. */
export function readNames(option: string, value: unknown): readonly string[] | undefined {
  if (value === undefined) return undefined;
  if (!Array.isArray(value) || value.length === 0 || !value.every((name) => typeof name === 'string'))
    throw new DatasetOptionsError(option, 'must be a list of column names');
  const twice = value.find((name, i) => value.indexOf(name) !== i);
  if (twice !== undefined) throw new DatasetOptionsError(option, `names the column "${twice}" twice`);
  return value;
}

/** A list of texts; empty by default. */
export function readTexts(option: string, value: unknown): readonly string[] {
  if (value === undefined) return [];
  if (Array.isArray(value) && value.every((text) => typeof text === 'string')) return value;
  throw new DatasetOptionsError(option, 'must be a list of texts');
}

/** One of a few words for each column that is named; empty by default. */
export function readColumnChoices<Choice extends string>(
  option: string,
  value: unknown,
  choices: readonly Choice[],
): ReadonlyMap<string, Choice> {
  if (value === undefined) return new Map();
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new DatasetOptionsError(option, 'must be a mapping from column names to types');
  return new Map(
    Object.entries(value).map(([column, choice]) => [
      column,
      readChoice(`${option}.${column}`, choice ?? null, choices, choices[0]!),
    ]),
  );
}

function show(value: unknown): string {
  return JSON.stringify(value) ?? typeof value;
}
