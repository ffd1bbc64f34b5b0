import { inspect } from 'node:util';

/** Longer arrays are not listed. */
const SHORT = 32;

const SAMPLES = 16;

/** Tells an array that has nothing but items: no named properties, and not so many holes that the keys are shorter to write. */
export function isDense(array: readonly unknown[]): boolean {
  const { length } = array;
  if (length < SHORT) {
    const keys = Object.keys(array);
    return keys.length === length && (length === 0 || keys[length - 1] === String(length - 1));
  }
  // Only the inspector sees named properties without listing all items.
  const shown = inspect(array, { maxArrayLength: 0, depth: 0, breakLength: Infinity, customInspect: false });
  if (!/^\[ \.\.\. \d+ more items? \]$/.test(shown)) return false;
  let holes = 0;
  for (let i = 0; i < SAMPLES; i++) if (!(Math.floor((i / SAMPLES) * length) in array)) holes++;
  return holes < SAMPLES / 2;
}
