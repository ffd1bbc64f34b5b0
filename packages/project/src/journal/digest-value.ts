import { hash } from 'node:crypto';

/**
 * A digest that is the same for equal plain data, whatever the order of keys.
 *
 * @returns undefined for what cannot be told apart, such as functions and objects of classes
 */
export function digestValue(value: unknown): string | undefined {
  try {
    return hash('sha256', canonical(value), 'base64url');
  } catch {
    return undefined;
  }
}

/** @throws TypeError for what is no plain data, RangeError for what contains itself */
function canonical(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value);
    case 'number':
      return Object.is(value, -0) ? '-0' : String(value);
    case 'bigint':
      return `${value}n`;
    case 'boolean':
    case 'undefined':
      return String(value);
    case 'object':
      return value === null ? 'null' : canonicalObject(value);
    default:
      throw new TypeError(`A ${typeof value} is no plain data.`);
  }
}

function canonicalObject(value: object): string {
  if (Array.isArray(value)) return `[${Array.from(value, canonical).join()}]`;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === Date.prototype) return `Date ${(value as Date).getTime()}`;
  if (prototype === Map.prototype) return `Map ${canonicalObject([...(value as Map<unknown, unknown>)])}`;
  if (prototype === Set.prototype) return `Set ${canonicalObject([...(value as Set<unknown>)])}`;
  if (prototype !== Object.prototype && prototype !== null)
    throw new TypeError('An object of a class may hold what cannot be seen.');
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join()}}`;
}
