/**
 * A deep copy of plain data: arrays, plain objects, maps, sets and dates are copied; everything else (class instances,
 * functions, typed arrays, Arrow tables) is shared. Unlike `structuredClone` it loses no prototypes and refuses nothing.
 */
export function copyPlainData<T>(value: T): T {
  return copy(value, undefined) as T;
}

function copy(value: unknown, seen: Map<object, unknown> | undefined): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === Date.prototype) return new Date(value as Date);
  if (!isCopied(prototype)) return value;

  // Only containers can form a cycle, so only they are remembered.
  seen ??= new Map();
  const known = seen.get(value);
  if (known !== undefined) return known;

  if (Array.isArray(value)) {
    const array: unknown[] = new Array<unknown>(value.length);
    seen.set(value, array);
    for (let i = 0; i < value.length; i++) array[i] = copy(value[i], seen);
    return array;
  }
  if (value instanceof Map) {
    const map = new Map<unknown, unknown>();
    seen.set(value, map);
    for (const [key, item] of value) map.set(copy(key, seen), copy(item, seen));
    return map;
  }
  if (value instanceof Set) {
    const set = new Set<unknown>();
    seen.set(value, set);
    for (const item of value) set.add(copy(item, seen));
    return set;
  }
  const object = Object.create(prototype as object | null) as Record<string, unknown>;
  seen.set(value, object);
  for (const key of Object.keys(value)) {
    const item = copy((value as Record<string, unknown>)[key], seen);
    // Assigning to __proto__ would set the prototype instead of a key.
    if (key === '__proto__')
      Object.defineProperty(object, key, {
        value: item,
        enumerable: true,
        writable: true,
        configurable: true,
      });
    else object[key] = item;
  }
  return object;
}

function isCopied(prototype: unknown): boolean {
  return (
    prototype === Object.prototype ||
    prototype === null ||
    prototype === Array.prototype ||
    prototype === Map.prototype ||
    prototype === Set.prototype
  );
}
