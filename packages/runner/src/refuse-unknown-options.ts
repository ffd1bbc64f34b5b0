import { closestNames, didYouMean } from '@kedro-ts/io';
import { RunnerOptionError } from './errors.js';

/**
 * Checks that a runner is given no option that it would not heed.
 *
 * @throws RunnerOptionError with near misses.
 */
export function refuseUnknownOptions(options: object, known: readonly string[]): void {
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined || known.includes(name)) continue;
    const near = didYouMean(closestNames(name, known));
    throw new RunnerOptionError(name, `this runner does not take it.${near} It takes: ${known.join(', ')}.`);
  }
}
