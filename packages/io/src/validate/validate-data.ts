import type { StandardSchemaV1 } from '@standard-schema/spec';
import { isPromiseLike, type MaybePromise } from '../dataset.js';
import type { Rows } from './rows.js';
import { validateWithSchema, type ValidationIssue, type ValidationResult } from './validate-with-schema.js';
import { ValidationReporter, type DataIssue, type ValidationReport } from './validation-report.js';

/** The data as the schema makes it, or what it has against it. */
export type DataValidation =
  | { readonly valid: true; readonly value: unknown }
  | { readonly valid: false; readonly report: ValidationReport };

/** How many rows are validated at the same time by a schema that takes its time. */
const TOGETHER = 256;

/** Validates data as a whole. Where it is an array, issues say which of its items they are in. */
export function validateWhole(schema: StandardSchemaV1, data: unknown): MaybePromise<DataValidation> {
  const conclude = (result: ValidationResult): DataValidation => {
    if (result.valid) return result;
    const reporter = new ValidationReporter();
    const items = Array.isArray(data) ? data.length : undefined;
    const issues = items === undefined ? result.issues : inRows(result.issues);
    for (const issue of issues) reporter.add(issue);
    return { valid: false, report: reporter.report(items) };
  };
  const result = validateWithSchema(schema, data);
  return isPromiseLike(result) ? result.then(conclude) : conclude(result);
}

/** Validates a table row by row; synchronous as long as the schema is. */
export function validateRows(schema: StandardSchemaV1, rows: Rows): MaybePromise<DataValidation> {
  const reporter = new ValidationReporter();
  const values: unknown[] = [];
  const take = (row: number, result: ValidationResult): void => {
    if (!result.valid) for (const issue of result.issues) reporter.add({ ...issue, row });
    // Once a row is bad the others are only looked at.
    else if (reporter.isClean) values.push(result.value);
  };
  const conclude = (): DataValidation =>
    reporter.isClean
      ? { valid: true, value: rows.rebuild(values) }
      : { valid: false, report: reporter.report(rows.count) };
  const finish = async (from: number, first: PromiseLike<ValidationResult>): Promise<DataValidation> => {
    take(from, await first);
    for (let start = from + 1; start < rows.count; start += TOGETHER) {
      const indexes = Array.from({ length: Math.min(TOGETHER, rows.count - start) }, (_, i) => start + i);
      const results = await Promise.all(indexes.map(async (i) => validateWithSchema(schema, rows.row(i))));
      results.forEach((result, i) => take(start + i, result));
    }
    return conclude();
  };

  for (let i = 0; i < rows.count; i++) {
    const result = validateWithSchema(schema, rows.row(i));
    if (isPromiseLike(result)) return finish(i, result);
    take(i, result);
  }
  return conclude();
}

/** In the order of the rows; issues of the array itself come first. */
function inRows(issues: readonly ValidationIssue[]): DataIssue[] {
  const placed = issues.map((issue): DataIssue => {
    const [row, ...keys] = issue.keys;
    if (typeof row !== 'number' && !(typeof row === 'string' && /^\d+$/.test(row))) return issue;
    return { ...issue, row: Number(row), keys, path: keys.map(String).join('.') };
  });
  return placed.sort((a, b) => (a.row ?? -1) - (b.row ?? -1));
}
