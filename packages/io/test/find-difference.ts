import { inspect, isDeepStrictEqual, types } from 'node:util';

/**
 * Where two values differ, or undefined when they cannot be told apart: also what is one object in one of them is one object in the
 * other, and views that overlap in one overlap in the same way in the other.
 */
export function findDifference(expected: unknown, actual: unknown): string | undefined {
  return new Comparison().compare(expected, actual, 'value');
}

class Comparison {
  readonly #there = new Map<object, object>();
  readonly #back = new Map<object, object>();
  readonly #views: [ArrayBufferView, ArrayBufferView][] = [];

  compare(expected: unknown, actual: unknown, path: string): string | undefined {
    if (typeof expected !== 'object' || expected === null)
      return Object.is(expected, actual)
        ? undefined
        : `${path}: ${String(expected)} became ${inspect(actual)}`;
    if (typeof actual !== 'object' || actual === null) return `${path}: became ${inspect(actual)}`;
    const met = this.#there.get(expected);
    if (met !== undefined || this.#back.has(actual))
      return met === actual ? undefined : `${path}: one object became two, or two became one`;
    this.#there.set(expected, actual);
    this.#back.set(actual, expected);
    if (Object.getPrototypeOf(expected) !== Object.getPrototypeOf(actual)) return `${path}: another class`;
    return this.#compareContent(expected, actual, path) ?? this.#compareKeys(expected, actual, path);
  }

  #compareContent(expected: object, actual: object, path: string): string | undefined {
    if (ArrayBuffer.isView(expected)) return this.#compareViews(expected, actual as ArrayBufferView, path);
    if (types.isDate(expected)) return this.compare(expected.getTime(), (actual as Date).getTime(), path);
    if (types.isAnyArrayBuffer(expected) || types.isBoxedPrimitive(expected))
      return isDeepStrictEqual(expected, actual) ? undefined : `${path}: other content`;
    if (types.isNativeError(expected) && !types.isNativeError(actual)) return `${path}: no error any more`;
    if (expected instanceof RegExp || expected instanceof URL)
      return inspect(expected) === inspect(actual) ? undefined : `${path}: became ${inspect(actual)}`;
    if (expected instanceof Map || expected instanceof Set) {
      const [one, other] = [[...expected], [...(actual as Set<unknown>)]] as [unknown[], unknown[]];
      return this.#compareItems(one.flat(), other.flat(), path);
    }
    if (Array.isArray(expected) && expected.length !== (actual as unknown[]).length)
      return `${path}: another length`;
    return undefined;
  }

  #compareItems(expected: readonly unknown[], actual: readonly unknown[], path: string): string | undefined {
    if (expected.length !== actual.length) return `${path}: another size`;
    return first(expected, (item, i) => this.compare(item, actual[i], `${path}(${i})`));
  }

  #compareViews(expected: ArrayBufferView, actual: ArrayBufferView, path: string): string | undefined {
    if (!isDeepStrictEqual(expected, actual)) return `${path}: other bytes`;
    const problem = first(this.#views, ([one, other]) =>
      overlap(one, expected) &&
      (other.buffer !== actual.buffer ||
        one.byteOffset - expected.byteOffset !== other.byteOffset - actual.byteOffset)
        ? `${path}: no longer on the same bytes as another view`
        : undefined,
    );
    this.#views.push([expected, actual]);
    const own = this.#there.get(expected.buffer);
    return problem ?? (own && own !== actual.buffer ? `${path}: no longer on its buffer` : undefined);
  }

  #compareKeys(expected: object, actual: object, path: string): string | undefined {
    if (ArrayBuffer.isView(expected)) return undefined;
    const keys = Object.getOwnPropertyNames(expected);
    const others = Object.getOwnPropertyNames(actual);
    // Engines put those of an error in an order of their own.
    if (types.isNativeError(expected)) for (const names of [keys, others]) names.sort();
    if (!isDeepStrictEqual(keys, others)) return `${path}: keys ${keys.join()} became ${others.join()}`;
    return first(keys, (key) => {
      const [one, other] = [expected, actual].map((object) => Object.getOwnPropertyDescriptor(object, key)!);
      if (one!.enumerable !== other!.enumerable) return `${path}.${key}: enumerable or not`;
      // Of an error's stack, newer engines have a getter.
      const [value, otherValue] = [expected, actual].map(
        (object) => (object as Record<string, unknown>)[key],
      );
      return this.compare(value, otherValue, `${path}.${key}`);
    });
  }
}

function overlap(one: ArrayBufferView, other: ArrayBufferView): boolean {
  return (
    one.buffer === other.buffer &&
    one.byteOffset < other.byteOffset + other.byteLength &&
    other.byteOffset < one.byteOffset + one.byteLength
  );
}

function first<T>(items: readonly T[], find: (item: T, i: number) => string | undefined): string | undefined {
  for (let i = 0; i < items.length; i++) {
    const found = find(items[i]!, i);
    if (found !== undefined) return found;
  }
  return undefined;
}
