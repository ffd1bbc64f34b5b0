import { expectTypeOf, it } from 'vitest';
import { z } from 'zod';
import type { MaybePromise } from '../dataset.js';
import { validateWithSchema, type ValidationResult } from './validate-with-schema.js';

it('knows the type that a schema makes of a value', () => {
  const schema = z.object({ rate: z.coerce.number() });
  expectTypeOf(validateWithSchema(schema, {})).toEqualTypeOf<
    MaybePromise<ValidationResult<{ rate: number }>>
  >();
});
