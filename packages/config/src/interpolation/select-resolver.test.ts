import { describe, expect, it } from 'vitest';
import type { ConfigMapping } from '../deep-merge.js';
import { IntegralFloat } from './integral-float.js';
import { resolveInterpolations } from './resolve-interpolations.js';
import { createSelectResolver } from './select-resolver.js';

const GLOBALS: ConfigMapping = {
  g: { s: 'text', n: null, d: { k: 2, up: '${..s}' }, l: [1, 2] },
  zero: 0,
  half: new IntegralFloat(2),
  missing: '???',
  _hidden: 1,
  x: { _y: 2 },
  learning_rate: 1,
};

describe('createSelectResolver', () => {
  it.each<[string, unknown]>([
    ['${globals:g.s}', 'text'],
    ['p/${globals:g.s}/q', 'p/text/q'],
    ['${globals:g.n}', null],
    ['${globals:g.n,5}', null],
    ['${globals:zero,5}', 0],
    ['${globals:g.l}', [1, 2]],
    ['${globals:g.d}', { k: 2, up: 'text' }],
    ['${globals:"g[l][0]"}', 1],
    ['${globals:nope,5}', 5],
    ['${globals:g.s.t,dflt}', 'dflt'],
    ['${globals:missing,dflt}', 'dflt'],
    ['${globals:nope,${own}}', { k: 1 }],
    ['${globals:nope,${globals:g.s}}', 'text'],
    ['${globals:x._y}', 2],
    ['v${globals:half}', 'v2.0'],
    ['v${globals:nope,3.0}', 'v3.0'],
    ['${looked.k}', 2],
  ])('%s', async (text, expected) => {
    expect(await resolve({ own: { k: 1 }, looked: '${globals:g.d}', value: text })).toHaveProperty(
      'value',
      expected,
    );
  });

  it.each<[string, string, string]>([
    ['${globals:nope}', 'missing-key', 'the globals hold no "nope".'],
    ['${globals:g.s.t}', 'missing-key', 'the globals hold no "g.s.t".'],
    ['${globals:learning_rat}', 'missing-key', 'Did you mean "learning_rate"?'],
    ['${globals:_hidden}', 'missing-key', 'start with "_"'],
    ['${globals:_hidden,5}', 'missing-key', 'start with "_"'],
    ['${globals:g.l.a,5}', 'missing-key', 'items of a list have numbers'],
    ['${globals:1}', 'unsupported-value', 'argument 1 of globals must be text'],
    ['${globals:}', 'unsupported-value', 'globals takes 1 or 2 arguments, and has 0.'],
  ])('%s fails', async (text, kind, reason) => {
    const failing = resolve({ value: text });
    await expect(failing).rejects.toMatchObject({ kind, keyPath: 'value' });
    await expect(failing).rejects.toThrow(reason);
  });

  it('does not show a path that came from another value', async () => {
    await expect(resolve({ s: 's3cret', value: '${globals:${s}}' })).rejects.toThrow(
      expect.not.objectContaining({ message: expect.stringContaining('s3cret') as string }) as Error,
    );
  });

  it('tells of a failure inside the other configuration at the place that asked for it', async () => {
    const failing = resolve({ value: '${globals:a}' }, { a: '${b}' });
    await expect(failing).rejects.toMatchObject({ kind: 'missing-key', keyPath: 'value' });
    await expect(failing).rejects.toThrow('in the globals, key "a"');
  });

  it('allows keys with an underscore unless told otherwise', async () => {
    const resolvers = new Map([
      ['runtime_params', createSelectResolver({ _x: 1 }, { source: 'the runtime parameters' })],
    ]);
    expect(await resolveInterpolations({ a: '${runtime_params:_x}' }, { resolvers })).toEqual({ a: 1 });
  });
});

function resolve(config: ConfigMapping, globals = GLOBALS): Promise<Record<string, unknown>> {
  const globalsResolver = createSelectResolver(globals, { source: 'the globals', refusesUnderscore: true });
  return resolveInterpolations(config, { resolvers: new Map([['globals', globalsResolver]]) });
}
