import { countNumbers, isBytes, isObject, type Bytes } from './walk-plain-data.js';

/** How deep copies are made. */
export interface CopyOptions {
  /** Whether bytes (typed arrays, buffers) are copied too, each by itself. Default: false, they are shared. */
  readonly bytes?: boolean;
}

/**
 * A deep copy of plain data: arrays, plain objects, maps, sets and dates are copied; everything else (class instances,
 * functions, Arrow tables) is shared. Unlike `structuredClone` it loses no prototypes and refuses nothing.
 */
export function copyPlainData<T>(value: T, { bytes = false }: CopyOptions = {}): T {
  return (isObject(value) ? copy(value, bytes ? copyOuter : copyContainer, new Map()) : value) as T;
}

/** A copy of the outermost array, plain object, map, set, date or typed array; what is inside, and everything else, is shared. */
export function copyShallow<T>(value: T): T {
  return (isObject(value) ? copyOuter(value) : value) as T;
}

type CopyOne = (value: object) => object;

function copy(value: object, copyOne: CopyOne, seen: Map<object, object>): object {
  const known = seen.get(value);
  if (known !== undefined) return known;
  const copied = copyOne(value);
  if (copied === value) return value;
  seen.set(value, copied);

  if (Array.isArray(copied)) {
    copyItems(copied, copyOne, seen);
  } else if (copied instanceof Map) {
    const entries = [...(copied as Map<unknown, unknown>)];
    copied.clear();
    for (const [key, item] of entries)
      copied.set(copyItem(key, copyOne, seen), copyItem(item, copyOne, seen));
  } else if (copied instanceof Set) {
    const items = [...(copied as Set<unknown>)];
    copied.clear();
    for (const item of items) copied.add(copyItem(item, copyOne, seen));
  } else if (isPlainObject(copied)) {
    const object = copied as Record<string, unknown>;
    // Much faster than Object.keys for many objects of one shape.
    for (const key in object) {
      const item = object[key];
      if (isObject(item)) object[key] = copy(item, copyOne, seen);
    }
  }
  return copied;
}

function copyItems(array: unknown[], copyOne: CopyOne, seen: Map<object, object>): void {
  for (let i = countNumbers(array); i < array.length; i++) {
    const item = array[i];
    if (isObject(item)) array[i] = copy(item, copyOne, seen);
  }
}

function copyItem(item: unknown, copyOne: CopyOne, seen: Map<object, object>): unknown {
  return isObject(item) ? copy(item, copyOne, seen) : item;
}

function copyOuter(value: object): object {
  const copied = copyContainer(value);
  return copied === value && isBytes(value) ? copyBytes(value) : copied;
}

/** A view gets bytes of its own, not a copy of the whole buffer: Node keeps many small ones in one. */
function copyBytes(value: Bytes): Bytes {
  if (!ArrayBuffer.isView(value)) return value.slice(0);
  if (Buffer.isBuffer(value)) return Buffer.from(value);
  if (!(value instanceof DataView)) return (value as Uint8Array).slice();
  return new DataView(value.buffer.slice(value.byteOffset, value.byteOffset + value.byteLength));
}

/** Engines copy whole arrays and objects of one shape much faster than item by item, holes included. */
function copyContainer(value: object): object {
  switch (Object.getPrototypeOf(value)) {
    case Object.prototype:
      // Assigning would take the key for the prototype. Spreading gives objects that V8 of Node 20 reads 40 times slower once frozen.
      return Object.hasOwn(value, '__proto__') ? { ...value } : Object.assign({}, value);
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

function isPlainObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
