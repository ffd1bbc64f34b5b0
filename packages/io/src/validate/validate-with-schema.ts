import type { StandardSchemaV1 } from '@standard-schema/spec';
import { isPromiseLike, type MaybePromise } from '../dataset.js';

/** One thing that a schema has against a value. */
export interface ValidationIssue {
  /** Where in the value, such as `model.rate` or `rows.3.name`; empty for the value itself. */
  readonly path: string;
  /** The same as a list of keys. */
  readonly keys: readonly PropertyKey[];
  /** What the schema says of it. */
  readonly message: string;
}

/** What a schema makes of a value, or what it has against it. */
export type ValidationResult<T = unknown> =
  | { readonly valid: true; readonly value: T }
  | { readonly valid: false; readonly issues: readonly ValidationIssue[] };

/**
 * Validates a value with a schema of any library that follows Standard Schema v1 (https://standardschema.dev), such as zod,
 * valibot or arktype. The result is a promise only where the schema's is.
 */
export function validateWithSchema<Schema extends StandardSchemaV1>(
  schema: Schema,
  value: unknown,
): MaybePromise<ValidationResult<StandardSchemaV1.InferOutput<Schema>>> {
  type Output = StandardSchemaV1.InferOutput<Schema>;
  const result = schema['~standard'].validate(value) as MaybePromise<StandardSchemaV1.Result<Output>>;
  return isPromiseLike(result) ? result.then(toResult<Output>) : toResult(result);
}

/** Tells whether a value is a schema; with some libraries it is a function. */
export function isStandardSchema(value: unknown): value is StandardSchemaV1 {
  if (value === null || (typeof value !== 'object' && typeof value !== 'function')) return false;
  const standard = (value as { readonly '~standard'?: { readonly validate?: unknown } })['~standard'];
  return typeof standard?.validate === 'function';
}

function toResult<T>(result: StandardSchemaV1.Result<T>): ValidationResult<T> {
  return result.issues === undefined
    ? { valid: true, value: result.value }
    : { valid: false, issues: result.issues.map(toIssue) };
}

function toIssue({ message, path = [] }: StandardSchemaV1.Issue): ValidationIssue {
  const keys = path.map((segment) => (typeof segment === 'object' ? segment.key : segment));
  return { path: keys.map(String).join('.'), keys, message };
}
