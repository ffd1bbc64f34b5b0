import type { RecordedError } from '../oracle/oracle-case.js';
import { canBeCalled } from '../spec/signature.js';
import { collectNodeSpecs } from '../spec/spec.js';

/**
 * The rule `call-signatures`: Kedro refused a node because Python could not call its function with so many arguments, or
 * arguments of such names, and the case does describe such a node.
 */
export function isRefusedForItsSignature(given: unknown, { error, message }: RecordedError): boolean {
  if (error !== 'TypeError' || !/^Inputs of '.*' function expected/s.test(message)) return false;
  return collectNodeSpecs(given).some(({ func, inputs }) => !canBeCalled(func.params, inputs));
}
