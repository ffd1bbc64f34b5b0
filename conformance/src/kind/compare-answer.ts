import type { Comparison } from '../compare/comparison.js';
import { compareError, show } from '../kedro-error/compare-error.js';
import { isRecordedError } from '../oracle/oracle-case.js';
import type { Attempt } from './attempt.js';

/** Compares a value with a recorded value, or an error with a recorded error. */
export function compareAnswer(
  comparison: Comparison,
  at: string,
  { value, thrown }: Attempt<unknown>,
  expected: unknown,
): void {
  if (isRecordedError(expected)) compareError(comparison, at, thrown, expected);
  else if (thrown !== undefined) comparison.differ(at, show(thrown), expected);
  else comparison.equal(at, value, expected);
}
