import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { copyPlainData, copyShallow } from './copy-plain-data.js';

const plainData = fc.anything({
  withDate: true,
  withMap: true,
  withSet: true,
  withNullPrototype: true,
  withSparseArray: true,
  withBigInt: true,
  withTypedArray: true,
});

describe('a deep copy', () => {
  it('equals the original, prototypes, holes and keys named __proto__ included', () => {
    fc.assert(
      fc.property(plainData, (value) => {
        expect(isDeepStrictEqual(copyPlainData(value), value)).toBe(true);
      }),
    );
  });

  it('has no array, plain object, map, set or date in common with the original', () => {
    const make = (): {
      list: { a: number }[];
      map: Map<{ key: number }, { a: number }>;
      set: Set<{ a: number }>;
      date: Date;
    } => ({
      list: [{ a: 1 }],
      map: new Map([[{ key: 1 }, { a: 1 }]]),
      set: new Set([{ a: 1 }]),
      date: new Date(0),
    });
    const original = make();
    const copied = copyPlainData(original);
    copied.list[0]!.a = 2;
    for (const [key, value] of copied.map) key.key = value.a = 2;
    for (const item of copied.set) item.a = 2;
    copied.date.setFullYear(2000);
    expect(original).toEqual(make());
  });

  it('copies what comes after numbers in an array', () => {
    const original: [number, number, { a: number }] = [1, 2.5, { a: 1 }];
    copyPlainData(original)[2].a = 2;
    expect(original).toEqual([1, 2.5, { a: 1 }]);
  });

  it('shares class instances, functions, typed arrays and promises', () => {
    class Model {
      weights = [1];
    }
    const shared = [new Model(), () => 1, new Float64Array(2), Buffer.from('x'), Promise.resolve(1), /x/];
    const copied = copyPlainData(shared);
    expect(copied).not.toBe(shared);
    for (const [i, item] of shared.entries()) expect(copied[i]).toBe(item);
  });

  it('shares instances of classes that extend a collection', () => {
    class Names extends Array<string> {}
    class Index extends Map<string, number> {}
    class Tags extends Set<string> {}
    const shared = { names: new Names(), index: new Index(), tags: new Tags() };
    const copied = copyPlainData(shared);
    for (const key of ['names', 'index', 'tags'] as const) expect(copied[key]).toBe(shared[key]);
  });

  it('keeps circles, and one object in two places one object', () => {
    const original: { self?: unknown; list: unknown[]; map: Map<unknown, unknown>; set: Set<unknown> } = {
      list: [],
      map: new Map(),
      set: new Set(),
    };
    original.self = original;
    original.list.push(original, original.list);
    original.map.set(original.map, original);
    original.set.add(original.set);
    const copied = copyPlainData(original);
    expect(copied).not.toBe(original);
    expect(copied.self).toBe(copied);
    expect(copied.list[0]).toBe(copied);
    expect(copied.list[1]).toBe(copied.list);
    expect(copied.map.get(copied.map)).toBe(copied);
    expect(copied.set.has(copied.set)).toBe(true);
  });

  it('takes a key named __proto__ for a key, and pollutes nothing', () => {
    const original = JSON.parse('{"__proto__": {"polluted": [1]}}') as object;
    const copied = copyPlainData(original);
    expect(Object.keys(copied)).toEqual(['__proto__']);
    expect(Object.getPrototypeOf(copied)).toBe(Object.prototype);
    expect('polluted' in copied || 'polluted' in {}).toBe(false);
    const inner = (value: object): unknown => Object.getOwnPropertyDescriptor(value, '__proto__')?.value;
    expect(inner(copied)).toEqual({ polluted: [1] });
    expect(inner(copied)).not.toBe(inner(original));
  });

  it('has bytes of its own if asked, whatever they are kept in', () => {
    const shared = new Uint8Array(new SharedArrayBuffer(4)).fill(1);
    const original = {
      numbers: Float64Array.of(1.5, 2.5),
      part: new Uint16Array(8).fill(1).subarray(2, 4),
      node: Buffer.from('abc'),
      view: new DataView(new Uint8Array(8).fill(1).buffer, 4, 2),
      buffer: new Uint8Array(4).fill(1).buffer,
      shared,
      sharedBuffer: shared.buffer,
    };
    const bytesOf = (value: ArrayBufferView | ArrayBufferLike): Uint8Array =>
      ArrayBuffer.isView(value)
        ? new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
        : new Uint8Array(value);
    const before = structuredClone(original);
    const copied = copyPlainData(original, { bytes: true });
    expect(isDeepStrictEqual(copied, original)).toBe(true);
    for (const bytes of Object.values(copied)) bytesOf(bytes).fill(7);
    for (const [key, bytes] of Object.entries(original))
      expect(bytesOf(bytes)).toEqual(bytesOf(before[key as keyof typeof before]));
    expect(copyPlainData({ numbers: original.numbers }).numbers).toBe(original.numbers);
  });

  it('of a primitive is the primitive', () => {
    for (const value of [0, -0, NaN, 'x', 1n, true, null, undefined])
      expect(copyPlainData(value)).toBe(value);
  });
});

describe('a shallow copy', () => {
  it.each([
    ['an array', [{}]],
    ['a plain object', { a: {} }],
    ['an object without prototype', Object.assign(Object.create(null) as object, { a: {} })],
    ['a map', new Map([[{}, {}]])],
    ['a set', new Set([{}])],
    ['a date', new Date(0)],
    ['a typed array', Float64Array.of(1)],
  ])('of %s is another one, with the same things in it', (_, value: object) => {
    const copied = copyShallow(value);
    expect(copied).not.toBe(value);
    expect(copied).toStrictEqual(value);
    const items = (of: object): unknown[] =>
      Symbol.iterator in of ? [...(of as Iterable<unknown>)].flat() : Object.values(of);
    for (const [i, item] of items(value).entries()) expect(items(copied)[i]).toBe(item);
  });

  it('of anything else is the thing itself', () => {
    for (const value of [() => 1, new (class Model {})(), 5, null]) expect(copyShallow(value)).toBe(value);
  });
});
