import type { RecordedError } from '../oracle/oracle-case.js';
import { catalogErrors } from './catalog-errors.js';
import { configErrors } from './config-errors.js';
import type { KedroError } from './kedro-error.js';
import { optionErrors } from './option-errors.js';
import { pipelineErrors } from './pipeline-errors.js';
import { runErrors } from './run-errors.js';

const kedroErrors: readonly KedroError[] = [
  ...pipelineErrors,
  ...runErrors,
  ...catalogErrors,
  ...optionErrors,
  ...configErrors,
];

/** The situation of a recorded error, or undefined when it is not in the table. */
export function findKedroError(given: unknown, recorded: RecordedError): KedroError | undefined {
  return kedroErrors.find(
    ({ error, pattern, when }) =>
      error === recorded.error && pattern.test(recorded.message) && (when === undefined || when(given)),
  );
}
