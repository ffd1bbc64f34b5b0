import { RunnerOptionError } from '@kedro-ts/runner';

/** Windows cannot wait for more handles than this at once. */
const MOST_WORKERS_ON_WINDOWS = 61;

/**
 * How many workers may be started on a platform.
 *
 * @throws RunnerOptionError unless it is a positive whole number.
 */
export function resolveMaxWorkers(maxWorkers: number, platform: NodeJS.Platform): number {
  if (!Number.isInteger(maxWorkers) || maxWorkers < 1) {
    throw new RunnerOptionError('maxWorkers', `it is ${String(maxWorkers)}; give a positive whole number.`);
  }
  return platform === 'win32' ? Math.min(maxWorkers, MOST_WORKERS_ON_WINDOWS) : maxWorkers;
}
