import { warn } from '../warn.js';
import { LONGEST_TIMER_MS } from './longest-timer.js';

/** How often, when and after which errors a node is tried again. */
export interface Retry {
  /** How many more times at most, after the first. */
  readonly limit: number;
  /** How long to wait before the second try, in milliseconds. Default: 1,000. */
  readonly delay?: number;
  /** How many times as long each further wait is as the one before, up to some 24 days. Default: 2. */
  readonly backoff?: number;
  /**
   * After which errors: those of a `code` or `name` in this list, also when it is that of a cause; or those for which the function
   * gives true; one that throws counts as no, with a warning. Default: all. That a worker died is `KEDRO_WORKER_DIED`, a timeout `KEDRO_NODE_TIMEOUT`.
   */
  readonly on?: readonly string[] | ((error: unknown) => boolean);
}

/** A checked {@link Retry}, with its defaults. */
export type RetryPolicy = Required<Omit<Retry, 'on'>> & Pick<Retry, 'on'>;

const OPTIONS = ['limit', 'delay', 'backoff', 'on'];

/**
 * Checks how a node is to be tried again; a number is the limit.
 *
 * @returns undefined when it is not; in words what is wrong, if anything is
 */
export function resolveRetry(retry: number | Retry | undefined): RetryPolicy | undefined | string {
  if (retry === undefined || retry === 0) return undefined;
  const given = typeof retry === 'number' ? { limit: retry } : (retry as unknown);
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    return `it is ${show(retry)}. Give how many more times to try, or { limit, delay, backoff, on }.`;
  const unknown = Object.keys(given).find((key) => !OPTIONS.includes(key));
  if (unknown !== undefined) return `there is no "${unknown}" in it, only ${OPTIONS.join(', ')}.`;
  const { limit, delay = 1_000, backoff = 2, on } = given as Retry;
  if (!Number.isInteger(limit) || limit < 0)
    return `its limit is ${show(limit)}. Give a whole number from 0.`;
  if (!isAmount(delay, 0)) return `its delay is ${show(delay)}. Give milliseconds.`;
  if (!isAmount(backoff, 1)) return `its backoff is ${show(backoff)}. Give a factor from 1.`;
  if (on !== undefined && typeof on !== 'function' && !isTexts(on))
    return `its on is ${show(on)}. Give a list of error codes or names, or a function of the error.`;
  return limit === 0 ? undefined : { limit, delay, backoff, ...(on !== undefined && { on }) };
}

/**
 * How long to wait before a node is tried again.
 *
 * @param attempt - the one that failed, from 1
 * @returns milliseconds; undefined when it is not to be tried again
 */
export function retryDelay(
  retry: RetryPolicy | undefined,
  attempt: number,
  error: unknown,
): number | undefined {
  if (retry === undefined || attempt > retry.limit || !isOneOf(error, retry.on)) return undefined;
  // Not beyond all numbers, of which no delay would make no number at all.
  const factor = Math.min(retry.backoff ** (attempt - 1), Number.MAX_VALUE);
  return Math.min(retry.delay * factor, LONGEST_TIMER_MS);
}

function isOneOf(error: unknown, on: Retry['on']): boolean {
  if (on === undefined) return true;
  if (typeof on === 'function') return isWanted(on, error);
  for (
    let cause = error, depth = 0;
    isObject(cause) && depth < DEEPEST_CAUSE;
    cause = cause['cause'], depth++
  )
    if (on.includes(cause['code'] as string) || on.includes(cause['name'] as string)) return true;
  return false;
}

/** The error of the node is the one that has to be told. */
function isWanted(on: (error: unknown) => boolean, error: unknown): boolean {
  try {
    return on(error);
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    warn(
      'KEDRO_RETRY_ON_FAILED',
      `A node is not tried again, because the function "on" of its retry failed: ${reason}`,
    );
    return false;
  }
}

/** A chain of causes may be a circle. */
const DEEPEST_CAUSE = 20;

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function isAmount(value: unknown, least: number): boolean {
  return typeof value === 'number' && Number.isFinite(value) && value >= least;
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function show(value: unknown): string {
  return typeof value === 'function' ? 'a function' : (JSON.stringify(value) ?? String(value));
}
