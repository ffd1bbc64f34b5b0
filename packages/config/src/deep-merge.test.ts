import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deepMerge, isMapping } from './deep-merge.js';

const mapping = fc.dictionary(
  fc.oneof(
    fc.constantFrom('a', 'b', '__proto__', 'constructor', 'prototype', 'toString'),
    fc.string({ maxLength: 3 }),
  ),
  fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom(null, 1, 'text', true),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom('a', 'b', '__proto__', 'constructor', 'prototype'), tie('value'), {
        maxKeys: 4,
      }),
    ),
  })).value,
);

describe('deepMerge', () => {
  it('merges mappings at every depth and lets everything else replace what was there', () => {
    const base = { a: { x: 1, deep: { p: 1, q: 2 } }, list: [1, 2, 3], scalar: 1, gone: { x: 1 } };
    const over = { a: { deep: { q: 9 } }, list: [7], scalar: { now: 'mapping' }, gone: null, added: true };
    expect(deepMerge(base, over)).toEqual({
      a: { x: 1, deep: { p: 1, q: 9 } },
      list: [7],
      scalar: { now: 'mapping' },
      gone: null,
      added: true,
    });
  });

  it('keeps objects that are not plain as they are', () => {
    const date = new Date(0);
    expect(deepMerge({}, { date })['date']).toBe(date);
  });

  it('leaves out __proto__ and keeps constructor and prototype as own keys', () => {
    const over = JSON.parse('{"__proto__": {"x": 1}, "constructor": {"prototype": {"x": 1}}}') as Record<
      string,
      unknown
    >;
    const merged = deepMerge({}, over);
    expect(Object.getPrototypeOf(merged)).toBe(Object.prototype);
    expect(Object.keys(merged)).toEqual(['constructor']);
    expect(merged['constructor']).toEqual({ prototype: { x: 1 } });
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });

  it('holds for any two mappings: nothing is changed, shared or polluted, and what is over wins', () => {
    const builtins = JSON.stringify(describeBuiltins());
    fc.assert(
      fc.property(mapping, mapping, (base, over) => {
        const before = structuredClone([base, over]);
        const merged = deepMerge(base, over);
        expect([base, over]).toEqual(before);
        expect(JSON.stringify(describeBuiltins())).toBe(builtins);
        expectMerged(merged, base, over);
        const inputs = containersIn([base, over]);
        for (const container of containersIn(merged)) expect(inputs.has(container)).toBe(false);
      }),
    );
  });

  it('changes nothing when a mapping is laid over itself, or one after the other in two ways', () => {
    fc.assert(
      fc.property(mapping, mapping, mapping, (a, b, c) => {
        expect(deepMerge(deepMerge({}, a), a)).toEqual(deepMerge({}, a));
        if ([a, b, c].every((each) => Object.values(each).every((value) => !isMapping(value)))) {
          expect(deepMerge(deepMerge(a, b), c)).toEqual(deepMerge(a, deepMerge(b, c)));
        }
      }),
    );
  });
});

function expectMerged(merged: unknown, base: Record<string, unknown>, over: Record<string, unknown>): void {
  if (!isMapping(merged)) throw new Error('a merge of mappings is a mapping');
  const keys = new Set([...Object.keys(base), ...Object.keys(over)]);
  keys.delete('__proto__');
  expect(new Set(Object.keys(merged))).toEqual(keys);
  for (const key of keys) {
    const [below, above] = [own(base, key), own(over, key)];
    if (!Object.hasOwn(over, key)) expect(merged[key]).toEqual(clean(below));
    else if (isMapping(above)) expectMerged(merged[key], isMapping(below) ? below : {}, above);
    else expect(merged[key]).toEqual(clean(above));
  }
}

function own(value: Record<string, unknown>, key: string): unknown {
  return Object.hasOwn(value, key) ? value[key] : undefined;
}

function clean(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(clean);
  if (!isMapping(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== '__proto__')
      .map(([key, each]) => [key, clean(each)]),
  );
}

function containersIn(value: unknown, found = new Set<unknown>()): Set<unknown> {
  if (typeof value !== 'object' || value === null) return found;
  found.add(value);
  Object.values(value).forEach((each) => containersIn(each, found));
  return found;
}

function describeBuiltins(): unknown[] {
  return [Object, Object.prototype, Array.prototype, Function.prototype].map((each) =>
    Object.getOwnPropertyNames(each),
  );
}
