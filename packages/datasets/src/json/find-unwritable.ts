/** A value that JSON would drop, change or refuse. */
export interface Unwritable {
  /** Its place, such as `.rows[3].when`; empty for the value itself. */
  readonly path: string;
  /** What it is and what to do about it. */
  readonly reason: string;
}

/**
 * Finds the first value that would not come back from JSON as it was: `undefined` (in an object or a list), functions,
 * symbols, bigints, NaN and infinities, and every object that is neither a list nor a plain object, such as Date, Map,
 * typed arrays and class instances.
 *
 * Not looked for: keys that are symbols, named properties of lists, and the sign of -0.
 */
export function findUnwritable(value: unknown): Unwritable | undefined {
  return find(value, []);
}

/** `ancestors` is what tells a cycle; it is as deep as the data, so searching it is cheap. */
function find(value: unknown, ancestors: object[]): Unwritable | undefined {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return undefined;
    case 'number':
      return Number.isFinite(value) ? undefined : here(`is ${value}; JSON has no such number, use null`);
    case 'object':
      return value === null ? undefined : findInside(value, ancestors);
    case 'undefined':
      return here('is undefined; leave the key out, or use null');
    case 'bigint':
      return here('is a bigint; JSON has only numbers, use Number(value) or String(value)');
    case 'function':
    case 'symbol':
      return here(`is a ${typeof value}, which is no data`);
  }
}

function findInside(value: object, ancestors: object[]): Unwritable | undefined {
  if (ancestors.includes(value)) return here('contains itself');
  const isList = Array.isArray(value);
  if (!isList && !isPlainObject(value)) return here(otherObject(value));
  ancestors.push(value);
  if (isList) {
    for (let i = 0; i < value.length; i++) {
      const found = find(value[i], ancestors);
      if (found !== undefined) return { ...found, path: `[${i}]${found.path}` };
    }
  } else {
    for (const key of Object.keys(value)) {
      const found = find((value as Record<string, unknown>)[key], ancestors);
      if (found !== undefined) return { ...found, path: `${member(key)}${found.path}` };
    }
  }
  ancestors.pop();
  return undefined;
}

function here(reason: string): Unwritable {
  return { path: '', reason };
}

function otherObject(value: object): string {
  if (value instanceof Date)
    return 'is a Date, which would come back as text; save value.toISOString() to say so';
  if (ArrayBuffer.isView(value)) return 'is a typed array, which JSON does not know; save Array.from(value)';
  const name = value.constructor?.name || 'an object of unknown class';
  return `is a ${name}, which would not come back as one; save plain objects and lists`;
}

/** Objects of other realms (worker contexts) count too, hence no comparison with Object.prototype. */
function isPlainObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return (
    prototype === Object.prototype ||
    prototype === null ||
    (Object.getPrototypeOf(prototype) === null && Object.hasOwn(prototype as object, 'isPrototypeOf'))
  );
}

function member(key: string): string {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
}
