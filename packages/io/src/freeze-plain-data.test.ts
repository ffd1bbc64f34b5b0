import { isDeepStrictEqual } from 'node:util';
import { deserialize, serialize } from 'node:v8';
import { describe, expect, it } from 'vitest';
import { copyPlainData } from './copy-plain-data.js';
import { findRefusing } from './freeze-collection.js';
import { freezePlainData, holdsFrozen } from './freeze-plain-data.js';

interface Data {
  rows: { id: number; tags: string[] }[];
  map: Map<object, { a: number }>;
  set: Set<object>;
  date: Date;
  bare: { a?: number };
}

const make = (): Data => ({
  rows: [
    { id: 1, tags: ['x'] },
    { id: 2, tags: [] },
  ],
  map: new Map([[{ key: 1 }, { a: 1 }]]),
  set: new Set([{ a: 1 }]),
  date: new Date(0),
  bare: Object.assign(Object.create(null) as object, { a: 1 }),
});

/** Something that everybody may do who is given the data. */
const changes: Readonly<Record<string, (data: Data) => unknown>> = {
  'a row is changed': ({ rows }) => (rows[0]!.id = 2),
  'a row is added': ({ rows }) => rows.push({ id: 3, tags: [] }),
  'rows are sorted': ({ rows }) => rows.sort(),
  'an array far down is emptied': ({ rows }) => (rows[0]!.tags.length = 0),
  'a property is added': (data) => Object.assign(data, { more: 1 }),
  'a property is deleted': (data) => delete (data as Partial<Data>).rows,
  'an object without a prototype is changed': ({ bare }) => (bare.a = 2),
  'a map is changed': ({ map }) => map.set({}, { a: 2 }),
  'a map is emptied': ({ map }) => map.clear(),
  'an entry of a map is deleted': ({ map }) => map.delete([...map.keys()][0]!),
  'a key of a map is changed': ({ map }) => Object.assign([...map.keys()][0]!, { key: 2 }),
  'a value of a map is changed': ({ map }) => ([...map.values()][0]!.a = 2),
  'a set is changed': ({ set }) => set.add({}),
  'an item of a set is changed': ({ set }) => Object.assign([...set][0]!, { a: 2 }),
  'a date is changed': ({ date }) => date.setUTCHours(1),
};

describe('frozen plain data', () => {
  it.each(Object.entries(changes))('throws a TypeError when %s', (_, change) => {
    const [data, free] = [make(), make()];
    freezePlainData(data);
    expect(() => change(data)).toThrow(TypeError);
    expect(isDeepStrictEqual(data, make())).toBe(true);
    change(free);
  });

  it('tells which map, set or date refused', () => {
    const data = make();
    freezePlainData(data);
    for (const [target, change] of [
      [data.map, () => data.map.clear()],
      [data.set, () => data.set.clear()],
      [data.date, () => data.date.setTime(1)],
    ] as const) {
      let error: unknown;
      try {
        change();
      } catch (thrown) {
        error = thrown;
      }
      expect((error as Error).message).toMatch(
        /^Cannot (clear|setTime) in a (Map|Set|Date) that nodes share$/,
      );
      expect(findRefusing(error as Error)).toBe(target);
    }
    expect(findRefusing(new TypeError())).toBeUndefined();
  });

  it('reads as before: for JSON, structured clone, V8, equality and loops', () => {
    const data = make();
    freezePlainData(data);
    expect(isDeepStrictEqual(structuredClone({ ...data, bare: 0 }), { ...make(), bare: 0 })).toBe(true);
    expect(isDeepStrictEqual(deserialize(serialize(data.map)), make().map)).toBe(true);
    expect(JSON.stringify(data)).toBe(JSON.stringify(make()));
    expect(Object.keys(data.map)).toEqual([]);
    for (const key in data.date) expect(key).toBe('none');
  });

  it('is free again as a copy, and has nothing frozen in it', () => {
    const data = make();
    expect(holdsFrozen(data)).toBe(false);
    freezePlainData(data);
    for (const part of [data, { part: [data.date] }, new Map([[1, data.set]])]) {
      expect(holdsFrozen(part)).toBe(true);
      expect(holdsFrozen(copyPlainData(part))).toBe(false);
    }
    for (const change of Object.values(changes)) change(copyPlainData(data));
  });

  it('may be frozen again, and hold circles and what was frozen before', () => {
    const circle: { self?: unknown; inner: { a: number } } = { inner: { a: 1 } };
    circle.self = circle;
    Object.freeze(circle);
    freezePlainData(circle);
    freezePlainData(circle);
    expect(() => (circle.inner.a = 2)).toThrow(TypeError);
    const data = make();
    freezePlainData(data);
    freezePlainData([data]);
    expect(() => data.map.clear()).toThrow(/nodes share/);
  });

  it('leaves class instances, functions and promises alone', () => {
    class Model {
      weights = [1];
    }
    class Index extends Map<string, number> {}
    const shared = [new Model(), () => 1, Promise.resolve(1), /x/, new Index()];
    expect(freezePlainData(shared)).toEqual([]);
    for (const item of shared) expect(Object.isFrozen(item)).toBe(false);
    (shared[0] as Model).weights.push(2);
    (shared[4] as Index).set('a', 1);
  });

  it('of bytes and of many dates gives those that cannot be frozen', () => {
    const bytes = [new Float64Array(2), new DataView(new ArrayBuffer(1)), new SharedArrayBuffer(1)];
    expect(freezePlainData({ bytes })).toHaveLength(3);
    expect(freezePlainData(bytes[0])).toEqual([bytes[0]]);
    const dates = Array.from({ length: 1002 }, (_, i) => new Date(i));
    const free = freezePlainData(dates);
    expect(free).toHaveLength(2);
    expect(dates.filter((date) => !Object.isFrozen(date))).toEqual(expect.arrayContaining([...free]));
  });

  it('may be a primitive', () => {
    for (const value of [5, 'x', null, undefined]) {
      expect(freezePlainData(value)).toEqual([]);
      expect(holdsFrozen(value)).toBe(false);
    }
  });
});
