/** A format for plain data: what JSON knows, and possibly more. */
export interface PlainFormat {
  /** For messages. */
  readonly name: string;
  /** Further values that it keeps as they are. Default: none. */
  readonly holds?: (value: unknown) => boolean;
}

const JSON_FORMAT: PlainFormat = { name: 'JSON' };

/** A value that the format would drop, change or refuse. */
export interface Unwritable {
  /** Its place, such as `.rows[3].when`; empty for the value itself. */
  readonly path: string;
  /** What it is and what to do about it. */
  readonly reason: string;
}

/**
 * Finds the first value that would not come back as it was: `undefined` (in an object or a list), functions, symbols, bigints,
 * NaN and infinities, and every object that is neither a list nor a plain object, such as Date, Map, typed arrays and class
 * instances; except for what the format holds beside JSON.
 *
 * Not looked for: keys that are symbols, named properties of lists, and the sign of -0.
 */
export function findUnwritable(value: unknown, format: PlainFormat = JSON_FORMAT): Unwritable | undefined {
  return find(value, [], format);
}

/** `ancestors` is what tells a cycle; it is as deep as the data, so searching it is cheap. */
function find(value: unknown, ancestors: object[], format: PlainFormat): Unwritable | undefined {
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return undefined;
  if (typeof value === 'number' && Number.isFinite(value)) return undefined;
  if (format.holds?.(value) === true) return undefined;
  switch (typeof value) {
    case 'object':
      return findInside(value, ancestors, format);
    case 'number':
      return here(`is ${value}; ${format.name} has no such number, use null`);
    case 'undefined':
      return here('is undefined; leave the key out, or use null');
    case 'bigint':
      return here(`is a bigint; ${format.name} has only numbers, use Number(value) or String(value)`);
    default:
      return here(`is a ${typeof value}, which is no data`);
  }
}

function findInside(value: object, ancestors: object[], format: PlainFormat): Unwritable | undefined {
  if (ancestors.includes(value)) return here('contains itself');
  const isList = Array.isArray(value);
  if (!isList && !isPlainObject(value)) return here(otherObject(value, format));
  ancestors.push(value);
  if (isList) {
    for (let i = 0; i < value.length; i++) {
      const found = find(value[i], ancestors, format);
      if (found !== undefined) return { ...found, path: `[${i}]${found.path}` };
    }
  } else {
    for (const key of Object.keys(value)) {
      const found = find((value as Record<string, unknown>)[key], ancestors, format);
      if (found !== undefined) return { ...found, path: `${memberPath(key)}${found.path}` };
    }
  }
  ancestors.pop();
  return undefined;
}

function here(reason: string): Unwritable {
  return { path: '', reason };
}

function otherObject(value: object, { name: format }: PlainFormat): string {
  if (value instanceof Date && Number.isNaN(value.getTime())) return 'is an invalid Date';
  if (value instanceof Date)
    return 'is a Date, which would come back as text; save value.toISOString() to say so';
  if (ArrayBuffer.isView(value))
    return `is a typed array, which ${format} does not know; save Array.from(value)`;
  const name = value.constructor?.name || 'an object of unknown class';
  return `is a ${name}, which would not come back as one; save plain objects and lists`;
}

/** Objects of other realms (worker contexts) count too, hence no comparison with Object.prototype. */
export function isPlainObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return (
    prototype === Object.prototype ||
    prototype === null ||
    (Object.getPrototypeOf(prototype) === null && Object.hasOwn(prototype as object, 'isPrototypeOf'))
  );
}

/** How messages continue a path with a key. */
export function memberPath(key: string): string {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
}
