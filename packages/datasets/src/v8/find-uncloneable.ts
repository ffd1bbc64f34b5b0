import { types } from 'node:util';
import { isPlainObject, memberPath } from '../plain-data/find-unwritable.js';

/** A value that a structured clone would refuse, or bring back as something else. */
export interface Uncloneable {
  /** Its place, such as `data.model.predict`. */
  readonly path: string;
  readonly reason: string;
}

/**
 * Finds the first value that would not come back from a structured clone as it was: functions, symbols (also as keys), and
 * instances of classes other than those that the algorithm knows, because they would lose their class.
 */
export function findUncloneable(value: unknown): Uncloneable | undefined {
  return find(value, 'data', new Set());
}

function find(value: unknown, path: string, seen: Set<object>): Uncloneable | undefined {
  if (typeof value === 'function') return { path, reason: `is ${nameOf(value)}, and code is no data` };
  if (typeof value === 'symbol') return { path, reason: 'is a symbol, which no file can hold' };
  if (typeof value !== 'object' || value === null || seen.has(value)) return undefined;
  seen.add(value);
  if (Array.isArray(value) && isOf(value, 'Array')) return findInList(value, path, seen);
  if (isPlainObject(value)) return findInObject(value, path, seen);
  if (types.isMap(value) && isOf(value, 'Map')) return findInMap(value, path, seen);
  if (types.isSet(value) && isOf(value, 'Set')) return findInSet(value, path, seen);
  if (types.isNativeError(value) && ERRORS.has(classOf(value))) return findInError(value, path, seen);
  return isKeptWhole(value) ? undefined : { path, reason: otherObject(value) };
}

function findInList(list: readonly unknown[], path: string, seen: Set<object>): Uncloneable | undefined {
  for (let i = 0; i < list.length; i++) {
    const item = list[i];
    // The check is repeated here because most lists hold nothing but numbers or text.
    if (!canHide(item)) continue;
    const found = find(item, `${path}[${i}]`, seen);
    if (found !== undefined) return found;
  }
  return undefined;
}

function findInObject(object: object, path: string, seen: Set<object>): Uncloneable | undefined {
  const [symbol] = Object.getOwnPropertySymbols(object);
  if (symbol !== undefined) return { path, reason: `has the key ${String(symbol)}, which no file can hold` };
  for (const key of Object.keys(object)) {
    const item = (object as Record<string, unknown>)[key];
    const found = canHide(item) ? find(item, `${path}${memberPath(key)}`, seen) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

function findInMap(
  map: ReadonlyMap<unknown, unknown>,
  path: string,
  seen: Set<object>,
): Uncloneable | undefined {
  for (const [key, item] of map) {
    const label = typeof key === 'string' ? JSON.stringify(key) : typeof key === 'number' ? key : '…';
    const found = find(key, `a key of ${path}`, seen) ?? find(item, `${path}.get(${label})`, seen);
    if (found !== undefined) return found;
  }
  return undefined;
}

function findInSet(set: ReadonlySet<unknown>, path: string, seen: Set<object>): Uncloneable | undefined {
  for (const item of set) {
    const found = find(item, `an item of ${path}`, seen);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Of an error, its message, stack and cause come back, and nothing else that it was given. */
function findInError(error: Error, path: string, seen: Set<object>): Uncloneable | undefined {
  const [extra] = Object.keys(error);
  if (extra !== undefined)
    return { path: `${path}${memberPath(extra)}`, reason: 'would be lost, as errors keep only a cause' };
  return find(error.cause, `${path}.cause`, seen);
}

function canHide(item: unknown): boolean {
  return (
    (typeof item === 'object' && item !== null) || typeof item === 'function' || typeof item === 'symbol'
  );
}

const ERRORS: ReadonlySet<string> = new Set([
  'Error',
  'EvalError',
  'RangeError',
  'ReferenceError',
  'SyntaxError',
  'TypeError',
  'URIError',
]);

function isKeptWhole(value: object): boolean {
  return (
    (ArrayBuffer.isView(value) && VIEWS.has(classOf(value))) ||
    (types.isDate(value) && isOf(value, 'Date')) ||
    (types.isRegExp(value) && isOf(value, 'RegExp')) ||
    (types.isArrayBuffer(value) && isOf(value, 'ArrayBuffer')) ||
    (types.isBoxedPrimitive(value) && !types.isSymbolObject(value))
  );
}

const VIEWS: ReadonlySet<string> = new Set([
  'Buffer',
  'DataView',
  'Int8Array',
  'Uint8Array',
  'Uint8ClampedArray',
  'Int16Array',
  'Uint16Array',
  'Int32Array',
  'Uint32Array',
  'Float32Array',
  'Float64Array',
  'BigInt64Array',
  'BigUint64Array',
]);

/** Tells a built-in class, of whatever realm, from its subclasses. */
function isOf(value: object, className: string): boolean {
  return classOf(value) === className;
}

function classOf(value: object): string {
  const { constructor } = (Object.getPrototypeOf(value) ?? {}) as { readonly constructor?: unknown };
  return typeof constructor === 'function' ? constructor.name : '';
}

function nameOf(value: { readonly name?: unknown }): string {
  return typeof value.name === 'string' && value.name !== '' ? `the function ${value.name}` : 'a function';
}

function otherObject(value: object): string {
  const name = classOf(value);
  const what =
    name === '' || name === 'Object' ? 'an object with a prototype of its own' : `an instance of ${name}`;
  return `is ${what}, which would come back without its class; save the plain data it is made of`;
}
