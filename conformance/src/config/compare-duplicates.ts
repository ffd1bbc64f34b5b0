import type { DuplicateConfigKeyError } from '@kedro-ts/config';
import { sortNames } from '../compare/compare-code-points.js';
import type { Comparison } from '../compare/comparison.js';

/** Kedro's lists of keys end after so many letters. */
const MOST_LETTERS = 100;

/**
 * Compares which files define which keys more than once. Kedro has a line for each pair of files, in an order that varies; ours
 * has, for each key, its files.
 */
export function compareDuplicates(
  comparison: Comparison,
  at: string,
  thrown: DuplicateConfigKeyError,
  message: string,
): void {
  const keysOfPairs = new Map<string, string[]>();
  for (const { key, files } of thrown.duplicates) {
    for (const [index, first] of files.entries())
      for (const second of files.slice(index + 1)) {
        const pair = sortNames([first, second]).join(' and ');
        keysOfPairs.set(pair, [...(keysOfPairs.get(pair) ?? []), key]);
      }
  }
  const actual = [...keysOfPairs].map(([pair, keys]) => `${pair}: ${shorten(sortNames(keys).join(', '))}`);
  const expected = message.split('\n').map((line) => {
    const [, first, second, keys] = /^Duplicate keys found in <CONF>\/(.*) and <CONF>\/(.*?): (.*)$/.exec(
      line,
    )!;
    return `${sortNames([first!, second!]).join(' and ')}: ${keys!}`;
  });
  const differs = JSON.stringify(sortNames(actual)) !== JSON.stringify(sortNames(expected));
  // Kedro's message is marked as varying because of its order, which does not count here.
  if (differs) comparison.differences.push({ at, actual: sortNames(actual), expected: sortNames(expected) });
}

function shorten(keys: string): string {
  return keys.length > MOST_LETTERS ? `${keys.slice(0, MOST_LETTERS)}...` : keys;
}
