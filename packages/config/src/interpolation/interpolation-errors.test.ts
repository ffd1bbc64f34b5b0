import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ConfigMapping } from '../deep-merge.js';
import { InterpolationError, type InterpolationProblem } from '../errors.js';
import { resolveInterpolations } from './resolve-interpolations.js';
import { ResolverFailure, type Resolver } from './resolver.js';

const resolvers = new Map<string, Resolver>([
  ['identity', (value: unknown) => value],
  ['mapping', () => ({ p: 1 })],
  [
    'fail',
    (value: unknown) => {
      throw new TypeError(`cannot use ${String(value)}`);
    },
  ],
  [
    'refuse',
    () => {
      throw new ResolverFailure('missing-value', 'it is not there yet.');
    },
  ],
]);

describe('an interpolation that cannot be resolved', () => {
  it.each<[InterpolationProblem, ConfigMapping, string]>([
    ['missing-key', { x: '${nope}' }, 'x'],
    ['missing-key', { x: [1, 'a/${nope}'] }, 'x.1'],
    ['missing-key', { g: { x: '${g.nope}' } }, 'g.x'],
    ['missing-key', { g: { x: '${...nope}' } }, 'g.x'],
    ['missing-key', { a: 1, x: '${a.b}' }, 'x'],
    ['missing-key', { a: null, x: '${a.b}' }, 'x'],
    ['missing-key', { l: [1], x: '${l.1}' }, 'x'],
    ['missing-key', { l: [1], x: '${l[-1]}' }, 'x'],
    ['missing-key', { l: [1], x: '${l.first}' }, 'x'],
    ['missing-key', { 'a.b': 1, x: '${a.b}' }, 'x'],
    ['missing-key', { x: '${mapping:}', y: '${x.p}' }, 'y'],
    ['missing-value', { a: '???', x: '${a}' }, 'x'],
    ['missing-value', { a: '???', x: '${a.b}' }, 'x'],
    ['missing-value', { x: '${refuse:}' }, 'x'],
    ['circular', { a: '${a}' }, 'a'],
    ['circular', { a: '${b}', b: '${a}' }, 'a'],
    ['circular', { x: '${a}', a: '${b}', b: 'p${a}' }, 'a'],
    ['circular', { a: '${a.b}' }, 'a'],
    ['circular', { a: { b: '${a}' } }, 'a.b'],
    ['circular', { a: { b: ['${...a}'] } }, 'a.b.0'],
    ['circular', { a: { x: '${b}' }, b: { y: '${a}' } }, 'b.y'],
    ['circular', { a: '${oc.select:a}' }, 'a'],
    ['circular', { a: '${identity:${a}}' }, 'a'],
    ['unknown-resolver', { x: '${nosuch:1}' }, 'x'],
    ['unknown-resolver', { x: '${oc.env:HOME}' }, 'x'],
    ['resolver-failed', { x: '${fail:1}' }, 'x'],
    ['unsupported-value', { i: 1, m: ['a'], x: '${m.${i}}' }, 'x'],
    ['unsupported-value', { i: 1, x: '${${i}:a}' }, 'x'],
    ['syntax', { x: { y: '${a' } }, 'x.y'],
  ])('is told as %s: %j', async (kind, config, keyPath) => {
    const error = await errorOf(config);
    expect(error).toMatchObject({ name: 'InterpolationError', code: 'KEDRO_INTERPOLATION', kind, keyPath });
    expect(error.path).toEqual(keyPath.split('.'));
    expect(error.message).toContain(error.reason);
  });

  it('names what looks like the missing key', async () => {
    const error = await errorOf({ model: { learning_rate: 1 }, x: '${model.learnin_rate}' });
    expect(error.reason).toBe(
      'there is no "model.learnin_rate" in this configuration and environment: nothing on the way is called "learnin_rate". Did you mean "learning_rate"?',
    );
  });

  it('shows the way round a circle', async () => {
    const error = await errorOf({ x: '${a}', a: '${b.c}', b: { c: '${a}' } });
    expect(error.reason).toContain('a → b.c → a');
  });

  it('says that a key with dots cannot be referred to', async () => {
    const error = await errorOf({ 'data.raw': 1, x: '${data.raw}' });
    expect(error.reason).toContain('the key "data.raw" holds dots itself');
  });

  it('is found before anything is resolved when its syntax is bad', async () => {
    const error = await errorOf({ a: '${nope}', b: '${fail:1}', c: ['${a b}'] });
    expect(error).toMatchObject({ kind: 'syntax', keyPath: 'c.0' });
    expect(error.reason).toContain('from character 4 on');
  });

  it('keeps the error of a resolver as its cause, out of its own text', async () => {
    const error = await errorOf({ password: 's3cret', x: '${fail:${password}}' });
    expect(error.cause).toBeInstanceOf(TypeError);
    expect(error.message).toContain('TypeError');
    expect(error.message).not.toContain('s3cret');
  });

  it.each<[ConfigMapping]>([
    [{ s: 's3cret', x: '${s3.${s}}', s3: {} }],
    [{ s: 's3cret', x: '${${s}}' }],
    [{ s: 's3cret', x: '${${s}.${s}:1}' }],
    [{ s: 's3cret', x: '${s.a}' }],
    [{ s: 's3cret', x: '${oc.dict.keys:${s}}' }],
    [{ s: '{s3cret', x: '${oc.decode:${s}}' }],
    [{ s: 's3cret', x: '${oc.create:${s}}' }],
    [{ s: 's3cret', x: '${fail:s3cret' }],
    [{ l: [], s: 's3cret', x: '${l.${s}}' }],
  ])('never quotes a value: %j', async (config) => {
    const error = await errorOf(config);
    expect(error.message).not.toContain('s3cret');
  });

  it('is told when interpolations lead on and on', async () => {
    const links = Array.from({ length: 5000 }, (_, index): [string, string] => [
      `k${index}`,
      `\${k${index + 1}}`,
    ]);
    expect(await errorOf(Object.fromEntries(links))).toMatchObject({ kind: 'too-deep' });
    expect(await errorOf({ x: '${'.repeat(5000) })).toMatchObject({ kind: 'syntax' });
    expect(await errorOf({ x: `\${identity:${'['.repeat(5000)}` })).toMatchObject({ kind: 'syntax' });
  });

  it('is an InterpolationError whatever the text', async () => {
    const pieces = fc.array(
      fc.constantFrom(
        ...['${', '}', '{', '[', ']', ',', ':', "'", '"', '\\', '$', ' ', '.', 'a', 'b', '1', '1.5', 'null'],
        ...['identity:', 'oc.select:', 'oc.decode:', '${a}', '~', '\t', '\n'],
      ),
      { maxLength: 10 },
    );
    await fc.assert(
      fc.asyncProperty(pieces, async (parts) => {
        const config = { a: 1, b: { a: 'x' }, text: `\${${parts.join('')}` };
        await resolveInterpolations(config, { resolvers }).catch((error: unknown) => {
          expect(error).toBeInstanceOf(InterpolationError);
        });
      }),
      { numRuns: 500 },
    );
  });
});

async function errorOf(config: ConfigMapping): Promise<InterpolationError> {
  const error: unknown = await resolveInterpolations(config, { resolvers }).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof InterpolationError))
    throw new Error('An InterpolationError was expected.', { cause: error });
  return error;
}
