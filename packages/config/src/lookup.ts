import { isMapping, type ConfigMapping } from './deep-merge.js';

/**
 * The keys that a dotted path stands for in a mapping, or undefined when there is no such value. A key may hold
 * dots itself (`data.raw` of a catalog), and numbers are the items of a list.
 */
export function lookUp(config: ConfigMapping, path: string): readonly string[] | undefined {
  return search(config, path.split('.'));
}

/** How many keys of a path lead to something in a mapping. */
export function countWritten(config: ConfigMapping, keys: readonly string[]): number {
  let value: unknown = config;
  for (const [index, key] of keys.entries()) {
    if (!isContainer(value) || !Object.hasOwn(value, key)) return index;
    value = value[key];
  }
  return keys.length;
}

/** The value under a path of keys that lead to something. */
export function valueAt(config: ConfigMapping, keys: readonly string[]): unknown {
  return keys.reduce<unknown>((value, key) => (value as ConfigMapping)[key], config);
}

function search(value: unknown, parts: readonly string[]): readonly string[] | undefined {
  if (parts.length === 0) return [];
  if (!isContainer(value)) return undefined;
  for (let length = 1; length <= parts.length; length++) {
    const key = parts.slice(0, length).join('.');
    if (!Object.hasOwn(value, key)) continue;
    const rest = search(value[key], parts.slice(length));
    if (rest !== undefined) return [key, ...rest];
  }
  return undefined;
}

function isContainer(value: unknown): value is Record<string, unknown> {
  return isMapping(value) || Array.isArray(value);
}
