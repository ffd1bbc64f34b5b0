import { describe, expect, it } from 'vitest';
import { digestValue } from './digest-value.js';

describe('the digest of a value', () => {
  it('does not depend on the order of keys', () => {
    expect(digestValue({ a: 1, b: { c: [1], d: null } })).toBe(digestValue({ b: { d: null, c: [1] }, a: 1 }));
  });

  it('tells apart what is not the same', () => {
    const values = [
      ...[undefined, null, 0, -0, NaN, 1, '1', 1n, true, 'true', [], {}, [1], ['1'], [[1]], [1, 2], '[1,2]'],
      ...[{ a: 1 }, { a: '1' }, { a: undefined }, { b: 1 }, new Date(0), new Map([['a', 1]]), new Set(['a'])],
    ];
    expect(new Set(values.map(digestValue)).size).toBe(values.length);
  });

  it('is none where something cannot be seen', () => {
    class Secret {
      #value = 1;
      get value(): number {
        return this.#value;
      }
    }
    const circle: unknown[] = [];
    circle.push(circle);
    for (const value of [() => 1, { f: () => 1 }, new Secret(), [Symbol('x')], circle])
      expect(digestValue(value)).toBeUndefined();
  });
});
