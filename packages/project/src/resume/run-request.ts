import { deepMerge } from '@kedro-ts/config';
import type { RunRequest } from '../journal/journal-line.js';
import type { SecretMask } from '../mask-secrets.js';

/** What a run was asked for, as far as it can be kept: without secrets, which are named instead. */
export function withoutSecrets(request: Omit<RunRequest, 'withheld'>, mask: SecretMask): RunRequest {
  const withheld: string[] = [];
  const kept = withhold(request, '', mask, withheld) as RunRequest;
  return withheld.length === 0 ? kept : { ...kept, withheld };
}

/** What an earlier run was asked for, with what is asked for now in its place. */
export function mergeRequests(earlier: RunRequest, now: RunRequest): RunRequest {
  const { runtimeParams, loadVersions, filter, runnerOptions, runner, withheld = [], ...rest } = earlier;
  const isOtherRunner = now.runner !== undefined && now.runner !== runner;
  const merged: RunRequest = {
    ...rest,
    ...given(now),
    ...whole('runner', now.runner ?? runner),
    ...whole('runtimeParams', merge(runtimeParams, now.runtimeParams)),
    ...whole('loadVersions', merge(loadVersions, now.loadVersions) as RunRequest['loadVersions']),
    ...whole('filter', { ...filter, ...(now.filter && given(now.filter)) }),
    // Another runner has other options.
    ...whole('runnerOptions', merge(isOtherRunner ? undefined : runnerOptions, now.runnerOptions)),
  };
  const missing = withheld.filter((path) => !isAt(merged, path.split('.')));
  return missing.length === 0 ? merged : { ...merged, withheld: missing };
}

function merge(
  earlier: Readonly<Record<string, unknown>> | undefined,
  now: Readonly<Record<string, unknown>> | undefined,
): Readonly<Record<string, unknown>> | undefined {
  return earlier && now ? deepMerge(earlier, now) : (now ?? earlier);
}

function whole<K extends string, V extends object | string>(key: K, value: V | undefined): { [P in K]?: V } {
  const isNothing = value === undefined || (typeof value === 'object' && Object.keys(value).length === 0);
  return (isNothing ? {} : { [key]: value }) as { [P in K]?: V };
}

/** The fields that are not undefined. */
function given<T extends object>(fields: T): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}

function isAt(value: unknown, [key, ...rest]: readonly string[]): boolean {
  if (key === undefined) return value !== undefined;
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return false;
  return isAt((value as Readonly<Record<string, unknown>>)[key], rest);
}

/** Leaves out every text and number that a mask would change. */
function withhold(value: unknown, path: string, mask: SecretMask, withheld: string[]): unknown {
  if (typeof value === 'string' || typeof value === 'number') {
    if (mask.tree(value) === value) return value;
    withheld.push(path);
    return undefined;
  }
  if (Array.isArray(value)) {
    // A list with a hole would be another list.
    if (JSON.stringify(mask.tree(value)) === JSON.stringify(value)) return value;
    withheld.push(path);
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value) as [string, unknown][];
  return Object.fromEntries(
    entries
      .map(
        ([key, item]) => [key, withhold(item, path === '' ? key : `${path}.${key}`, mask, withheld)] as const,
      )
      .filter(([, item]) => item !== undefined),
  );
}
