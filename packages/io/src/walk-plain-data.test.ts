import { describe, expect, it } from 'vitest';
import { isBytes, walkPlainData } from './walk-plain-data.js';

function visitedIn(value: unknown): object[] {
  const visited: object[] = [];
  walkPlainData(value, (part) => {
    visited.push(part);
    return false;
  });
  return visited;
}

describe('a walk through plain data', () => {
  it('comes to every object in arrays, plain objects, maps and sets, and to no other', () => {
    const leaf = (): object => ({});
    const [a, b, c, d, e, f] = [leaf(), leaf(), leaf(), leaf(), leaf(), leaf()];
    class Model {
      readonly inner = leaf();
    }
    const model = new Model();
    const bytes = new Uint8Array(2);
    const array = [1, 2, a, 'x', null];
    const map = new Map<object, object>([[b, c]]);
    const set = new Set([d]);
    const bare = Object.assign(Object.create(null) as object, { e });
    const root = { array, map, set, bare, deep: { f }, model, bytes, call: () => a };
    const expected = [root, array, map, set, bare, root.deep, a, b, c, d, e, f, model, bytes];
    const visited = visitedIn(root);
    expect(visited).toHaveLength(expected.length);
    expect(new Set(visited)).toEqual(new Set(expected));
  });

  it('comes to an end in circles, and goes as deep as the data', () => {
    const circle: { self?: unknown; list: unknown[] } = { list: [] };
    circle.self = circle;
    circle.list.push(circle, circle.list);
    expect(new Set(visitedIn(circle))).toEqual(new Set([circle, circle.list]));
    let deep: object = {};
    for (let i = 0; i < 100_000; i++) deep = { deep };
    expect(visitedIn(deep)).toHaveLength(100_001);
  });

  it('ends where it is told to, and says so', () => {
    const visited: object[] = [];
    const isEnded = walkPlainData([{ a: 1 }, { a: 2 }], (part) => visited.push(part) === 2);
    expect(isEnded).toBe(true);
    expect(visited).toHaveLength(2);
    expect(walkPlainData([{}], () => false)).toBe(false);
    expect(walkPlainData(5, () => true)).toBe(false);
  });
});

it('bytes are typed arrays, views and buffers', () => {
  const buffer = new ArrayBuffer(8);
  const all = [buffer, new SharedArrayBuffer(8), new DataView(buffer), new Float32Array(1), Buffer.alloc(1)];
  expect(all.map(isBytes)).toEqual(all.map(() => true));
  expect([[], {}, new Date(), new Map()].map(isBytes)).toEqual([false, false, false, false]);
});
