import { types } from 'node:util';
import { isDense } from './codec/is-dense.js';
import {
  builtInErrorClass,
  classNameOf,
  isBare,
  isBareBox,
  isBytesKept,
  isOf,
  isPlain,
} from './codec/kinds.js';

/** A part of a value that would not survive the way to another worker. */
export interface Unshareable {
  readonly path: string;
  readonly className: string;
}

/**
 * Looks for the first part of a value that another worker would not receive as it is: functions, symbols, class
 * instances (their prototype is lost; subclasses of Array, Map and the like are among them), promises, streams. Plain
 * data, typed arrays, Map, Set, Date, RegExp, URL and the built-in errors pass. It takes the time of a second look at the whole
 * value, and so is for values that could not be encoded.
 */
export function findUnshareable(value: unknown): Unshareable | undefined {
  return search(value, 'value', new Set());
}

function search(value: unknown, path: string, seen: Set<object>): Unshareable | undefined {
  switch (typeof value) {
    case 'function':
      return { path, className: value.name ? `the function ${value.name}` : 'a function' };
    case 'symbol':
      return { path, className: 'a symbol' };
    case 'object':
      break;
    default:
      return undefined;
  }
  if (value === null || seen.has(value)) return undefined;
  seen.add(value);

  if (Array.isArray(value) && isOf(value, 'Array')) return searchArray(value, path, seen);
  if (isPlain(value)) return searchKeys(value, Object.keys(value), path, seen);
  if (types.isNativeError(value) && builtInErrorClass(value))
    return searchKeys(value, Object.getOwnPropertyNames(value), path, seen);
  if (types.isMap(value) && isBare(value, 'Map')) {
    for (const [key, item] of value) {
      const found =
        search(key, `a key of ${path}`, seen) ??
        search(item, `${path}.get(${typeof key === 'string' || typeof key === 'number' ? key : '…'})`, seen);
      if (found) return found;
    }
    return undefined;
  }
  if (types.isSet(value) && isBare(value, 'Set')) {
    for (const item of value) {
      const found = search(item, `an item of ${path}`, seen);
      if (found) return found;
    }
    return undefined;
  }
  return isKeptWhole(value) ? undefined : { path, className: describeClass(value) };
}

function searchArray(array: readonly unknown[], path: string, seen: Set<object>): Unshareable | undefined {
  if (!isDense(array)) return searchKeys(array, Object.keys(array), path, seen);
  for (let i = 0; i < array.length; i++) {
    const found = search(array[i], `${path}[${i}]`, seen);
    if (found) return found;
  }
  return undefined;
}

function searchKeys(
  object: object,
  keys: readonly string[],
  path: string,
  seen: Set<object>,
): Unshareable | undefined {
  for (const key of keys) {
    const place = /^\d+$/.test(key)
      ? `${path}[${key}]`
      : /^[\w$]+$/.test(key)
        ? `${path}.${key}`
        : `${path}[${JSON.stringify(key)}]`;
    const found = search((object as Readonly<Record<string, unknown>>)[key], place, seen);
    if (found) return found;
  }
  return undefined;
}

function isKeptWhole(value: object): boolean {
  return (
    ((ArrayBuffer.isView(value) || types.isArrayBuffer(value)) && isBytesKept(value)) ||
    (types.isDate(value) && isBare(value, 'Date')) ||
    (types.isRegExp(value) && isBare(value, 'RegExp')) ||
    (types.isBoxedPrimitive(value) && !types.isSymbolObject(value) && isBareBox(value)) ||
    (value instanceof URL && isBare(value, 'URL'))
  );
}

function describeClass(value: object): string {
  if (types.isPromise(value)) return 'a promise';
  if (types.isSharedArrayBuffer(value)) return 'a SharedArrayBuffer without a typed array on it';
  const name = classNameOf(value);
  if (name === '') return 'an object with a prototype of its own';
  return NAMED.has(name) ? `of the class ${name} with properties of its own` : `an instance of ${name}`;
}

/** Of these, only what somebody has added to them can be what is in the way. */
const NAMED: ReadonlySet<string> = new Set(['Map', 'Set', 'Date', 'RegExp', 'Number', 'String', 'Boolean']);
