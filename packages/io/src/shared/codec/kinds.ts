/** Plain means: made by `{}` or without a prototype, here or in another realm. */
export function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === Object.prototype || prototype === null) return true;
  return Object.getPrototypeOf(prototype) === null && isOf(value, 'Object');
}

/** Tells a built-in class, of whatever realm, from its subclasses. */
export function isOf(value: object, className: string): boolean {
  return classNameOf(value) === className;
}

export function classNameOf(value: object): string {
  const constructor: unknown = (Object.getPrototypeOf(value) as { constructor?: unknown } | null)
    ?.constructor;
  return typeof constructor === 'function' ? constructor.name : '';
}

/** Tells whether an object is of a built-in class and has no named properties, which would be lost. */
export function isBare(value: object, className: string): boolean {
  if (!isOf(value, className)) return false;
  for (const key in value) if (Object.hasOwn(value, key)) return false;
  return true;
}

/** Tells an object around a primitive that has no named properties. */
export function isBareBox(value: object): boolean {
  if (isOf(value, 'String')) return Object.keys(value).length === (value as { length?: number }).length;
  return ['Number', 'Boolean', 'BigInt'].some((className) => isBare(value, className));
}

const ERRORS: ReadonlySet<string> = new Set([
  'AggregateError',
  'Error',
  'EvalError',
  'RangeError',
  'ReferenceError',
  'SyntaxError',
  'TypeError',
  'URIError',
]);

/** The name of an error's class, if that is a built-in one. */
export function builtInErrorClass(error: Error): string | undefined {
  const className = classNameOf(error);
  return ERRORS.has(className) ? className : undefined;
}

/** The classes of bytes, in the order of the numbers that stand for them. */
export const BYTES_CLASSES = [
  'ArrayBuffer',
  'Buffer',
  'DataView',
  'Int8Array',
  'Uint8Array',
  'Uint8ClampedArray',
  'Int16Array',
  'Uint16Array',
  'Int32Array',
  'Uint32Array',
  'Float16Array',
  'Float32Array',
  'Float64Array',
  'BigInt64Array',
  'BigUint64Array',
] as const;

/** Tells bytes of a built-in class and a size that stays. */
export function isBytesKept(bytes: ArrayBufferView | ArrayBufferLike): boolean {
  return bytesClassOf(bytes) >= 0 && (bytes as { resizable?: boolean }).resizable !== true;
}

/** The number of the class of bytes, or -1 for what is of a class of its own. */
export function bytesClassOf(bytes: ArrayBufferView | ArrayBufferLike): number {
  return numberOfClass.get(classNameOf(bytes)) ?? -1;
}

const numberOfClass: ReadonlyMap<string, number> = new Map(
  BYTES_CLASSES.map((className, number) => [className, number]),
);
