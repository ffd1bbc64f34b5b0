import { type } from 'arktype';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { isStandardSchema, validateWithSchema } from './validate-with-schema.js';

const zodSchema = z.object({ model: z.object({ rate: z.number() }), names: z.array(z.string()) });
const valibotSchema = v.object({ model: v.object({ rate: v.number() }), names: v.array(v.string()) });
const arktypeSchema = type({ model: { rate: 'number' }, names: 'string[]' });

const schemas = [
  ['zod', zodSchema],
  ['valibot', valibotSchema],
  ['arktype', arktypeSchema],
] as const;

describe.each(schemas)('a schema of %s', (_, schema) => {
  it('gives the value that fits, without a promise', () => {
    const value = { model: { rate: 0.1 }, names: ['x'] };
    expect(validateWithSchema(schema, value)).toEqual({ valid: true, value });
  });

  it('gives every issue with its path', async () => {
    const result = await validateWithSchema(schema, { model: { rate: 'fast' }, names: ['x', 1] });
    if (result.valid) throw new Error('it must not fit');
    expect(result.issues.map(({ path, keys }) => ({ path, keys: [...keys] }))).toEqual([
      { path: 'model.rate', keys: ['model', 'rate'] },
      { path: 'names.1', keys: ['names', 1] },
    ]);
    for (const { message } of result.issues) expect(message).toMatch(/number|string/);
  });

  it('is recognised as one', () => {
    expect(isStandardSchema(schema)).toBe(true);
  });
});

it('gives what a schema makes of a value', () => {
  const schema = z.object({ rate: z.coerce.number().default(1) });
  expect(validateWithSchema(schema, {})).toEqual({ valid: true, value: { rate: 1 } });
  expect(validateWithSchema(schema, { rate: '2' })).toEqual({ valid: true, value: { rate: 2 } });
});

it('waits for a schema that takes its time', async () => {
  const schema = v.pipeAsync(
    v.string(),
    v.checkAsync(async (text) => text === 'yes', 'it is not yes'),
  );
  expect(validateWithSchema(schema, 'yes')).toBeInstanceOf(Promise);
  expect(await validateWithSchema(schema, 'yes')).toEqual({ valid: true, value: 'yes' });
  expect(await validateWithSchema(schema, 'no')).toEqual({
    valid: false,
    issues: [{ path: '', keys: [], message: 'it is not yes' }],
  });
});

it.each([null, undefined, {}, () => 1, { '~standard': {} }, 'text'])('takes %s for no schema', (value) => {
  expect(isStandardSchema(value)).toBe(false);
});
