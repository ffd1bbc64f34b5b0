/** A mapping of configuration: keys to values, where values are scalars, lists or mappings again. */
export type ConfigMapping = Readonly<Record<string, unknown>>;

/**
 * Lays one mapping over another and gives back a new one; neither is changed, and nothing of them is shared but
 * objects that are not plain (a `Date`, say).
 *
 * Where both hold a mapping the two are merged key by key; anything else (lists too, and `null`) replaces what was
 * there, but for the marker `???` of a value that has yet to be given. Keys keep the order of `base`, then that of `over`. The key `__proto__` is left out at every depth;
 * `constructor` and `prototype` are keys like any other, never looked up on a prototype.
 */
export function deepMerge(base: ConfigMapping, over: ConfigMapping): Record<string, unknown> {
  return mergeInto(mergeInto({}, base), over);
}

/** Lays `source` over `target`, which the caller owns together with everything in it. */
export function mergeInto(target: Record<string, unknown>, source: ConfigMapping): Record<string, unknown> {
  for (const key of Object.keys(source)) {
    if (key === '__proto__') continue;
    const value = source[key];
    const isThere = Object.hasOwn(target, key);
    const current = isThere ? target[key] : undefined;
    if (isThere && value === '???') continue;
    target[key] = isMapping(value) ? mergeInto(isMapping(current) ? current : {}, value) : copy(value);
  }
  return target;
}

/** Whether a value is a plain object, so that its keys are configuration. */
export function isMapping(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function copy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copy);
  return isMapping(value) ? mergeInto({}, value) : value;
}
