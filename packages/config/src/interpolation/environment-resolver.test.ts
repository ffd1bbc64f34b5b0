import { describe, expect, it } from 'vitest';
import { createEnvironmentResolver } from './environment-resolver.js';
import { resolveInterpolations } from './resolve-interpolations.js';

const resolvers = new Map([
  ['oc.env', createEnvironmentResolver({ USER: 'me', NUMBER: '42', EMPTY: '', UNSET: undefined })],
]);

describe('createEnvironmentResolver', () => {
  it.each<[string, unknown]>([
    ['${oc.env:USER}', 'me'],
    ['${oc.env:NUMBER}', '42'],
    ['${oc.env:EMPTY,dflt}', ''],
    ['x-${oc.env:USER}-y', 'x-me-y'],
    ['${oc.env:UNSET,dflt}', 'dflt'],
    ['${oc.env:NOPE,null}', null],
    ['${oc.env:NOPE,5}', '5'],
    ['${oc.env:NOPE,true}', 'True'],
    ['${oc.env:constructor,dflt}', 'dflt'],
  ])('%s', async (text, expected) => {
    expect(await resolveInterpolations({ value: text }, { resolvers })).toEqual({ value: expected });
  });

  it('names a variable that is not set', async () => {
    const failing = resolveInterpolations({ value: '${oc.env:NOPE}' }, { resolvers });
    await expect(failing).rejects.toThrow('the environment variable "NOPE" is not set');
    await expect(failing).rejects.toMatchObject({ kind: 'missing-key', keyPath: 'value' });
  });

  it.each(['${oc.env:5}', '${oc.env:}', '${oc.env:A,b,c}'])('refuses %s', async (text) => {
    const failing = resolveInterpolations({ value: text }, { resolvers });
    await expect(failing).rejects.toMatchObject({ kind: 'unsupported-value' });
  });
});
