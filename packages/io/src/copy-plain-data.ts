/**
 * A deep copy of plain data: arrays, plain objects, maps, sets and dates are copied; everything else (class instances,
 * functions, typed arrays, Arrow tables) is shared. Unlike `structuredClone` it loses no prototypes and refuses nothing.
 */
export function copyPlainData<T>(value: T): T {
  return (isObject(value) ? copy(value, new Map()) : value) as T;
}

/** A copy of the outermost array, plain object, map, set or date; what is inside, and everything else, is shared. */
export function copyShallow<T>(value: T): T {
  return (isObject(value) ? copyContainer(value) : value) as T;
}

function copy(value: object, seen: Map<object, object>): object {
  const known = seen.get(value);
  if (known !== undefined) return known;
  const copied = copyContainer(value);
  if (copied === value) return value;
  seen.set(value, copied);

  if (Array.isArray(copied)) {
    copyItems(copied, seen);
  } else if (copied instanceof Map) {
    const entries = [...(copied as Map<unknown, unknown>)];
    copied.clear();
    for (const [key, item] of entries) copied.set(copyItem(key, seen), copyItem(item, seen));
  } else if (copied instanceof Set) {
    const items = [...(copied as Set<unknown>)];
    copied.clear();
    for (const item of items) copied.add(copyItem(item, seen));
  } else if (!(copied instanceof Date)) {
    const object = copied as Record<string, unknown>;
    // Much faster than Object.keys for many objects of one shape.
    for (const key in object) {
      const item = object[key];
      if (isObject(item)) object[key] = copy(item, seen);
    }
  }
  return copied;
}

function copyItems(array: unknown[], seen: Map<object, object>): void {
  for (let i = countNumbers(array); i < array.length; i++) {
    const item = array[i];
    if (isObject(item)) array[i] = copy(item, seen);
  }
}

/** How many numbers an array begins with. In a loop of its own: one that sees objects too takes three times as long. */
function countNumbers(array: readonly unknown[]): number {
  if (typeof array[0] !== 'number') return 0;
  let count = 1;
  while (count < array.length && typeof array[count] === 'number') count++;
  return count;
}

function copyItem(item: unknown, seen: Map<object, object>): unknown {
  return isObject(item) ? copy(item, seen) : item;
}

/** Engines copy whole arrays and objects of one shape much faster than item by item, holes and `__proto__` included. */
function copyContainer(value: object): object {
  switch (Object.getPrototypeOf(value)) {
    case Object.prototype:
      return { ...value };
    case Array.prototype:
      return (value as unknown[]).slice();
    case null:
      return { __proto__: null, ...value };
    case Map.prototype:
      return new Map(value as Map<unknown, unknown>);
    case Set.prototype:
      return new Set(value as Set<unknown>);
    case Date.prototype:
      return new Date(value as Date);
    default:
      return value;
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
