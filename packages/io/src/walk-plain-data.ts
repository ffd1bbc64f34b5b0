import { types } from 'node:util';

/** Bytes of any kind: typed arrays, buffers, views on them. */
export type Bytes = ArrayBufferView | ArrayBufferLike;

/**
 * Calls `visit` with a value and with everything that plain data in it (arrays, plain objects, maps, sets) hold, in no
 * particular order; what is no plain data is visited, but not looked into. Something that holds no objects is visited once for
 * each place where it stands.
 *
 * @param visit - returns true to end the walk
 * @returns whether the walk was ended
 */
export function walkPlainData(value: unknown, visit: (part: object) => boolean): boolean {
  const waiting: object[] = [];
  const met = new Set<object>();
  if (isObject(value)) waiting.push(value);
  for (let part = waiting.pop(); part !== undefined; part = waiting.pop()) {
    if (met.has(part)) continue;
    const before = waiting.length;
    addParts(part, waiting);
    // Only what holds others can close a circle; most rows do not, and a set of them all would double the time.
    if (waiting.length > before) met.add(part);
    if (visit(part)) return true;
  }
  return false;
}

/** Tells bytes, of whatever kind. */
export function isBytes(value: object): value is Bytes {
  return ArrayBuffer.isView(value) || types.isAnyArrayBuffer(value);
}

/** How many numbers an array begins with. In a loop of its own: one that sees objects too takes three times as long. */
export function countNumbers(array: readonly unknown[]): number {
  if (typeof array[0] !== 'number') return 0;
  let count = 1;
  while (count < array.length && typeof array[count] === 'number') count++;
  return count;
}

export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function addParts(value: object, parts: object[]): void {
  switch (Object.getPrototypeOf(value)) {
    case Object.prototype:
    case null:
      // Much faster than Object.keys for many objects of one shape.
      for (const key in value) {
        const item = (value as Record<string, unknown>)[key];
        if (isObject(item)) parts.push(item);
      }
      return;
    case Array.prototype: {
      const array = value as unknown[];
      for (let i = countNumbers(array); i < array.length; i++) {
        const item = array[i];
        if (isObject(item)) parts.push(item);
      }
      return;
    }
    case Map.prototype:
      for (const [key, item] of value as Map<unknown, unknown>) {
        if (isObject(key)) parts.push(key);
        if (isObject(item)) parts.push(item);
      }
      return;
    case Set.prototype:
      for (const item of value as Set<unknown>) if (isObject(item)) parts.push(item);
  }
}
