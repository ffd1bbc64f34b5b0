import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ConfigMapping } from '../deep-merge.js';
import { IntegralFloat } from './integral-float.js';
import { resolveInterpolations } from './resolve-interpolations.js';
import type { Resolver } from './resolver.js';

const resolvers = new Map<string, Resolver>([
  ['identity', (value: unknown) => value],
  ['list', (...args: readonly unknown[]) => args],
  ['later', async (value: unknown) => value],
  ['own.mapping', () => ({ p: 1, q: { r: '${p}' } })],
  ['nothing', () => undefined],
]);

async function resolve(config: ConfigMapping): Promise<Record<string, unknown>> {
  return resolveInterpolations(config, { resolvers });
}

describe('resolveInterpolations', () => {
  it.each<[string, unknown]>([
    ['${a}', 1],
    ['${ a }', 1],
    ['${b.c}', 'x'],
    ['${b[c]}', 'x'],
    ['${[b].c}', 'x'],
    ['${[b][c]}', 'x'],
    ['${l[0]}', 10],
    ['${l.1.m}', 20],
    ['${l[1].m}', 20],
    ['${l.+0_0}', 10],
    ['${.a}', 1],
    ['${my-key}', 'dash'],
    ['${$dollar}', 'sign'],
    ['${clé}', 'é'],
    ['${${which}.c}', 'x'],
    ['${b.${b.key}}', 'x'],
    ['${[${which}][${b.key}]}', 'x'],
    ['${${path}}', 'x'],
    ['${none}', null],
    ['${yes}', true],
    ['${l}', [10, { m: 20 }]],
    ['${b}', { c: 'x', key: 'c', up: 1, own: 'x' }],
    ['${b.up}', 1],
  ])('%s follows its path to the value itself', async (text, expected) => {
    const { value } = await resolve({ ...CONFIG, value: text });
    expect(value).toEqual(expected);
  });

  it.each<[string, string]>([
    ['n=${a}', 'n=1'],
    [' ${a} ', ' 1 '],
    ['${a}${b.c}', '1x'],
    ['${yes}|${no}|${none}', 'True|False|None'],
    ['${small}/${integral}', '1e-05/2.0'],
    ['in ${l}', "in [10, {'m': 20}]"],
    ['in ${b}', "in {'c': 'x', 'key': 'c', 'up': '${a}', 'own': '${.c}'}"],
    ['${list:1, two}.', "[1, 'two']."],
    ['$a {a} $${a}', '$a {a} $1'],
    ['a\n${a}\n', 'a\n1\n'],
  ])('%j is printed as %j', async (text, expected) => {
    const { value } = await resolve({ ...CONFIG, value: text });
    expect(value).toBe(expected);
  });

  it.each<[string, string]>([
    ['\\${a}', '${a}'],
    ['\\\\${a}', '\\1'],
    ['\\\\\\${a}', '\\${a}'],
    ['\\\\\\\\${a}', '\\\\1'],
    ['a\\b ${a} c\\\\', 'a\\b 1 c\\\\'],
    ['pre \\${a} ${a}', 'pre ${a} 1'],
  ])('a backslash escapes what follows it: %j is %j', async (text, expected) => {
    const { value } = await resolve({ ...CONFIG, value: text });
    expect(value).toBe(expected);
  });

  it('resolves relative paths from the container around the value, also in lists', async () => {
    const config = { top: 3, g: { a: 5, b: '${.a}', c: '${..top}', h: ['${..a}', '${...top}', '${.[0]}'] } };
    expect(await resolve(config)).toEqual({ top: 3, g: { a: 5, b: 5, c: 3, h: [5, 3, 5] } });
  });

  it('resolves a referenced container in its own place', async () => {
    const config = { base: { x: 1, y: '${.x}' }, z: { x: 5, copy: '${base}', w: '${.copy.y}' } };
    expect(await resolve(config)).toEqual({
      base: { x: 1, y: 1 },
      z: { x: 5, copy: { x: 1, y: 1 }, w: 1 },
    });
  });

  it('gives each place a container of its own', async () => {
    const base = { x: [1] };
    const { one, two } = (await resolve({ base, one: '${base}', two: '${base}' })) as Record<
      string,
      typeof base
    >;
    one?.x.push(2);
    expect(two).toEqual({ x: [1] });
    expect(base).toEqual({ x: [1] });
  });

  it('follows references through other references', async () => {
    const config = { a: '${b}', b: '${c.d}', c: '${e}', e: { d: 7 }, text: '${a}${b}' };
    expect(await resolve(config)).toEqual({ a: 7, b: 7, c: { d: 7 }, e: { d: 7 }, text: '77' });
  });

  it('leaves keys and the marker of missing values alone', async () => {
    const config = { a: 1, '${a}': '???' };
    expect(await resolve(config)).toEqual({ a: 1, '${a}': '???' });
  });

  it('calls resolvers with typed values, and waits for promises', async () => {
    const config = {
      v: 3,
      d: { k: '${v}' },
      list: "${list:1,-2,1.5,true,null,a b,'1',[x,{k: v}],${d},x${v}}",
      later: '${later:${identity:deep}}',
      nothing: '${nothing:}',
    };
    expect(await resolve(config)).toEqual({
      v: 3,
      d: { k: 3 },
      list: [1, -2, 1.5, true, null, 'a b', '1', ['x', { k: 'v' }], { k: 3 }, 'x3'],
      later: 'deep',
      nothing: null,
    });
  });

  it('takes the name of a resolver from other values', async () => {
    const config = { name: 'mapping', ns: 'own', value: '${${ns}.${name}:}' };
    expect(await resolve(config)).toMatchObject({ value: { p: 1, q: { r: '${p}' } } });
  });

  it('calls the resolver of a value once, however often it is referred to', async () => {
    let calls = 0;
    const counting = new Map<string, Resolver>([['count', () => ++calls]]);
    const config = { a: '${n}', n: '${count:}', b: 'is ${n}', c: ['${n}'] };
    const result = await resolveInterpolations(config, { resolvers: counting });
    expect(result).toEqual({ a: 1, n: 1, b: 'is 1', c: [1] });
  });

  it('hands integral floats to resolvers and results as plain numbers, unless they are to be kept', async () => {
    const config = { f: new IntegralFloat(2), ref: '${f}', call: '${identity:${f}}', text: 'v${f}' };
    expect(await resolve(config)).toEqual({ f: 2, ref: 2, call: 2, text: 'v2.0' });
    const kept = await resolveInterpolations(config, { resolvers, keepIntegralFloats: true });
    expect(kept).toEqual({ ...config, ref: config.f, call: 2, text: 'v2.0' });
  });

  it('lets a resolver take the place of a built-in one', async () => {
    const own = new Map<string, Resolver>([['oc.select', () => 'own']]);
    expect(await resolveInterpolations({ a: '${oc.select:b}' }, { resolvers: own })).toEqual({ a: 'own' });
  });

  it('neither looks up nor sets keys on prototypes', async () => {
    const hostile = JSON.parse(
      '{"__proto__": {"polluted": 1}, "a": "${b}", "b": {"__proto__": {"polluted": 1}}}',
    ) as ConfigMapping;
    const result = await resolve({ ...hostile, made: '${identity:{__proto__: {polluted: 1}}}' });
    expect(result).toEqual({ a: {}, b: {}, made: {} });
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(Object.getPrototypeOf(result['made'])).toBe(Object.prototype);
    for (const name of ['constructor', 'toString', '__proto__', 'l.length']) {
      await expect(resolve({ l: [], value: `\${${name}}` })).rejects.toMatchObject({ kind: 'missing-key' });
    }
  });

  it('copies configuration without interpolations', async () => {
    const plain = fc.object({
      // At any depth, __proto__ is no key that a copy has.
      key: fc.string().filter((name) => name !== '__proto__'),
      values: [
        fc.string().filter((text) => !text.includes('${')),
        fc.integer(),
        fc.boolean(),
        fc.constant(null),
      ],
      withNullPrototype: false,
    });
    await fc.assert(
      fc.asyncProperty(plain, async (config) => {
        expect(await resolve(config)).toEqual(config);
      }),
    );
  });

  it('gives any text back when its interpolations are escaped', async () => {
    const pieces = fc.array(fc.constantFrom('${', '$', '{', '}', 'a', ' ', '.', ':', "'", '\n'));
    await fc.assert(
      fc.asyncProperty(pieces, async (parts) => {
        const text = parts.join('');
        const { value } = await resolve({ value: text.replaceAll('${', '\\${') });
        expect(value).toBe(text);
      }),
    );
  });

  it('gives a reference the value that it points to, whatever the tree', async () => {
    const leaf = fc.oneof(fc.integer(), fc.boolean(), fc.constantFrom('x', '', null, 'a b'));
    const key = fc.constantFrom('a', 'b', 'c');
    const { tree } = fc.letrec((tie) => ({
      tree: fc.dictionary(key, fc.oneof({ maxDepth: 3 }, leaf, tie('tree')), { minKeys: 1 }),
    }));
    await fc.assert(
      fc.asyncProperty(tree, async (made) => {
        const config = { tree: made };
        for (const [path, expected] of Object.entries(pathsOf(config))) {
          const { value } = await resolve({ ...config, value: `\${${path}}` });
          expect(value).toEqual(expected);
        }
      }),
    );
  });
});

const CONFIG = {
  a: 1,
  b: { c: 'x', key: 'c', up: '${a}', own: '${.c}' },
  l: [10, { m: 20 }],
  'my-key': 'dash',
  $dollar: 'sign',
  clé: 'é',
  which: 'b',
  path: 'b.c',
  none: null,
  yes: true,
  no: false,
  small: 0.00001,
  integral: new IntegralFloat(2),
};

function pathsOf(value: unknown, path = ''): Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.entries(value as Record<string, unknown>).reduce<Record<string, unknown>>(
    (paths, [key, each]) => {
      const own = path === '' ? key : `${path}.${key}`;
      return { ...paths, [own]: each, ...pathsOf(each, own) };
    },
    {},
  );
}
