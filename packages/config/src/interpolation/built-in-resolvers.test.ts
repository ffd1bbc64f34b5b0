import { once } from 'node:events';
import process from 'node:process';
import { describe, expect, it } from 'vitest';
import type { ConfigMapping } from '../deep-merge.js';
import { resolveInterpolations } from './resolve-interpolations.js';
import type { Resolver } from './resolver.js';

const CONFIG: ConfigMapping = {
  d: { a: 1, b: '${.a}', c: '???', n: null },
  l: [1, 'two'],
  s: 'text',
  json: '[1, ${d.a}]',
  literal: "[1, '\\${d.a}']",
};

describe('the resolvers of OmegaConf', () => {
  it.each<[string, unknown]>([
    ['${oc.select:d.a}', 1],
    ['${oc.select:d.b,9}', 1],
    ['${oc.select:d.zz}', null],
    ['${oc.select:d.zz,dflt}', 'dflt'],
    ['${oc.select:d.a.zz,dflt}', 'dflt'],
    ['${oc.select:d.c,dflt}', 'dflt'],
    ['${oc.select:d.n,dflt}', null],
    ['${oc.select:d.zz,${d}}', { a: 1, b: 1, c: '???', n: null }],
    ['${oc.select:.d.a}', 1],
    ['${oc.select:"l[1]"}', 'two'],
    ['${oc.dict.keys:d}', ['a', 'b', 'c', 'n']],
    ['${oc.dict.values:e}', [1, { f: 2 }]],
    ['${oc.dict.values:.e}', [1, { f: 2 }]],
    ['${oc.decode:null}', null],
    ["${oc.decode:'5'}", 5],
    ["${oc.decode:'[1,{a: b}]'}", [1, { a: 'b' }]],
    ["${oc.decode:'\\${d.a}'}", 1],
    ['${oc.decode:${json}}', [1, 1]],
    ['${oc.create:{a: 1}}', { a: 1 }],
    ['${oc.create:null}', {}],
    ["${oc.create:{x: 1, y: '\\${.x}'}}", { x: 1, y: 1 }],
    ['${oc.create:[${d.a},${e}]}', [1, { one: 1, two: { f: 2 } }]],
    ['${oc.create:"a: [1]"}', { a: [1] }],
    ['${oc.create:word}', { word: null }],
    ['${made.in.a}', 1],
  ])('%s', async (text, expected) => {
    const e = { one: 1, two: { f: 2 } };
    const config = { ...CONFIG, e, made: '${oc.create:{in: ${oc.create:{a: 1}}}}', value: text };
    expect(await resolve(config)).toHaveProperty('value', expected);
  });

  it.each([
    '${oc.select:l.first,dflt}',
    '${oc.select:..d,dflt}',
    '${oc.select:1}',
    '${oc.select:}',
    '${oc.select:a,b,c}',
    '${oc.dict.keys:l}',
    '${oc.dict.keys:zz}',
    '${oc.dict.values:d.c}',
    '${oc.dict.values:d}',
    '${oc.decode:5}',
    "${oc.decode:'{'}",
    '${oc.create:5}',
    '${oc.create:"5"}',
    '${oc.deprecated:zz}',
  ])('%s fails', async (text) => {
    await expect(resolve({ ...CONFIG, value: text })).rejects.toMatchObject({
      keyPath: expect.stringMatching(/^value/) as string,
    });
  });

  it('lets a reference look into what oc.create made, but not into what a plain resolver gave', async () => {
    const resolvers = new Map<string, Resolver>([['plain', () => ({ a: 1 })]]);
    const config = { plain: '${plain:}', made: '${oc.create:${plain}}', value: '${made.a}' };
    expect(await resolveInterpolations(config, { resolvers })).toMatchObject({ value: 1 });
    await expect(
      resolveInterpolations({ ...config, value: '${plain.a}' }, { resolvers }),
    ).rejects.toMatchObject({ kind: 'missing-key' });
  });

  it.each<[string, string]>([
    ['${oc.deprecated:d.a}', '"old" is deprecated: use "d.a" in configuration and code.'],
    ["${oc.deprecated:d.a,'$OLD_KEY → \\${NEW_KEY} for $$5, $other'}", 'old → d.a for $5, $other'],
  ])('%s warns and gives the value of the new key', async (text, message) => {
    const warned = once(process, 'warning') as Promise<[Error & { code?: string }]>;
    expect(await resolve({ ...CONFIG, old: text })).toHaveProperty('old', 1);
    const [warning] = await warned;
    expect(warning).toMatchObject({ message, code: 'KEDRO_DEPRECATED_KEY' });
  });

  it('refuses a text for oc.create when nothing can read YAML', async () => {
    const config = { value: '${oc.create:"a: 1"}' };
    await expect(resolveInterpolations(config, { resolvers: new Map() })).rejects.toMatchObject({
      kind: 'unsupported-value',
    });
  });
});

function resolve(config: ConfigMapping): Promise<Record<string, unknown>> {
  return resolveInterpolations(config, { resolvers: new Map(), parseYaml: readFlatYaml });
}

/** Enough of YAML for these tests. */
function readFlatYaml(text: string): unknown {
  const [key, value] = text.split(': ');
  if (value !== undefined) return { [key!]: JSON.parse(value) as unknown };
  return /^\d+$/.test(text) ? Number(text) : text;
}
