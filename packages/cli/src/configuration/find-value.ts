import { closestNames, didYouMean } from '@kedro-ts/io';
import { ConfigPathError } from '../errors.js';

/**
 * What stands under a dotted path; keys may have dots themselves, items of lists have numbers.
 *
 * @returns the value as the only item of a list, so that it may be undefined; undefined when there is no such path
 */
export function findValue(tree: unknown, path: string): readonly [value: unknown] | undefined {
  if (path === '') return [tree];
  for (const key of keysOf(tree)) {
    if (path !== key && !path.startsWith(`${key}.`)) continue;
    const found = findValue((tree as Readonly<Record<string, unknown>>)[key], path.slice(key.length + 1));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The error for a path that is not there: it says up to where it leads, and what the next key may have been meant to be. */
export function pathError(key: string, tree: unknown, path: string): ConfigPathError {
  const { value, done, rest } = follow(tree, path);
  const keys = keysOf(value);
  const parent = [key, ...done].join('.');
  if (keys.length === 0) return new ConfigPathError(`${key}.${path}`, `there is nothing below ${parent}.`);
  const [next = ''] = rest.split('.');
  const near = [...new Set([...closestNames(rest, keys), ...closestNames(next, keys)])].slice(0, 3);
  const meant = near.map((name) => {
    const beyond = rest.slice(next.length + 1);
    const leadsOn = beyond !== '' && findValue(value, `${name}.${beyond}`) !== undefined;
    return `${parent}.${name}${leadsOn ? `.${beyond}` : ''}`;
  });
  return new ConfigPathError(
    `${key}.${path}`,
    `there is no "${next}" in ${parent}.${didYouMean(meant)}${near.length === 0 ? few(keys) : ''}`,
  );
}

/** As far as the path leads. */
function follow(
  tree: unknown,
  path: string,
): { readonly value: unknown; readonly done: readonly string[]; readonly rest: string } {
  const key = keysOf(tree).find((name) => path.startsWith(`${name}.`));
  if (key === undefined) return { value: tree, done: [], rest: path };
  const below = follow((tree as Readonly<Record<string, unknown>>)[key], path.slice(key.length + 1));
  return { ...below, done: [key, ...below.done] };
}

function keysOf(value: unknown): readonly string[] {
  return typeof value === 'object' && value !== null ? Object.keys(value) : [];
}

const FEW = 10;

function few(keys: readonly string[]): string {
  const rest = keys.length - FEW;
  return ` It has ${keys.slice(0, FEW).join(', ')}${rest > 0 ? `, and ${rest} more` : ''}.`;
}
