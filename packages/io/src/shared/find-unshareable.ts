import { types } from 'node:util';

/** A part of a value that would not survive the way to another worker. */
export interface Unshareable {
  readonly path: string;
  readonly className: string;
}

/**
 * Looks for the first part of a value that another worker would not receive as it is: functions, symbols, class
 * instances (their prototype is lost; subclasses of Array, Map and the like are among them), promises, streams. Plain
 * data, typed arrays, Map, Set, Date, RegExp and the built-in errors pass.
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
  if (value === null || ArrayBuffer.isView(value) || seen.has(value)) return undefined;
  seen.add(value);

  if (Array.isArray(value) && isOf('Array', value)) {
    for (let i = 0; i < value.length; i++) {
      const item: unknown = value[i];
      // The check is repeated here because most arrays hold nothing but numbers or strings.
      if (
        (typeof item === 'object' && item !== null) ||
        typeof item === 'function' ||
        typeof item === 'symbol'
      ) {
        const found = search(item, `${path}[${i}]`, seen);
        if (found) return found;
      }
    }
    return undefined;
  }
  if (isPlainObject(value)) {
    for (const key in value) {
      const item = (value as Record<string, unknown>)[key];
      if (
        (typeof item === 'object' && item !== null) ||
        typeof item === 'function' ||
        typeof item === 'symbol'
      ) {
        const found = search(
          item,
          /^[\w$]+$/.test(key) ? `${path}.${key}` : `${path}[${JSON.stringify(key)}]`,
          seen,
        );
        if (found) return found;
      }
    }
    return undefined;
  }
  if (types.isMap(value) && isOf('Map', value)) {
    for (const [key, item] of value) {
      const found =
        search(key, `a key of ${path}`, seen) ??
        search(item, `${path}.get(${typeof key === 'string' || typeof key === 'number' ? key : '…'})`, seen);
      if (found) return found;
    }
    return undefined;
  }
  if (types.isSet(value) && isOf('Set', value)) {
    for (const item of value) {
      const found = search(item, `an item of ${path}`, seen);
      if (found) return found;
    }
    return undefined;
  }
  return isClonedWhole(value) ? undefined : { path, className: describeClass(value) };
}

/** Plain means: made by `{}` or without a prototype, here or in another realm. */
export function isPlainObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null || Object.getPrototypeOf(prototype) === null;
}

const BUILT_IN_ERRORS: ReadonlySet<string> = new Set([
  'Error',
  'EvalError',
  'RangeError',
  'ReferenceError',
  'SyntaxError',
  'TypeError',
  'URIError',
]);

function isClonedWhole(value: object): boolean {
  if (types.isNativeError(value)) return BUILT_IN_ERRORS.has(classNameOf(value));
  return (
    (types.isDate(value) && isOf('Date', value)) ||
    (types.isRegExp(value) && isOf('RegExp', value)) ||
    (types.isArrayBuffer(value) && isOf('ArrayBuffer', value)) ||
    (types.isBoxedPrimitive(value) && !types.isSymbolObject(value))
  );
}

/** Tells a built-in class, of whatever realm, from its subclasses. */
function isOf(className: string, value: object): boolean {
  return classNameOf(value) === className;
}

function describeClass(value: object): string {
  if (types.isPromise(value)) return 'a promise';
  if (types.isSharedArrayBuffer(value)) return 'a SharedArrayBuffer without a typed array on it';
  const name = classNameOf(value);
  return name ? `an instance of ${name}` : 'an object with a prototype of its own';
}

function classNameOf(value: object): string {
  const constructor: unknown = (Object.getPrototypeOf(value) as { constructor?: unknown } | null)
    ?.constructor;
  return typeof constructor === 'function' ? constructor.name : '';
}
