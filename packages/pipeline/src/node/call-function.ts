import { isNameList } from '../dataset-name.js';
import { NodeInputsError } from '../errors.js';
import { sortNames } from '../compare-code-points.js';
import type { NodeFields } from './resolve-node.js';

/** Calls a node's function with the values of its inputs: spread by position, or as one object by argument name. */
export function callFunction(
  name: string,
  fields: NodeFields,
  given: Readonly<Record<string, unknown>>,
): unknown {
  checkInputs(name, fields, given);
  const { inputNames, inputs } = fields;
  const func = fields.func as (...args: unknown[]) => unknown;
  if (inputs.length === 0) return func();
  if (typeof inputNames === 'string') return func(given[inputNames]);
  if (isNameList(inputNames)) return func(...inputNames.map((input) => given[input]));
  return func(
    Object.fromEntries(Object.entries(inputNames ?? {}).map(([key, input]) => [key, given[input]])),
  );
}

function checkInputs(name: string, { inputs }: NodeFields, given: Readonly<Record<string, unknown>>): void {
  const count = Object.keys(given).length;
  const isComplete = inputs.every((input) => Object.hasOwn(given, input));
  // The same dataset may be read twice; only then the plain count differs from the number of names.
  if (isComplete && (count === inputs.length || count === new Set(inputs).size)) return;
  throw new NodeInputsError(name, [...new Set(inputs)], sortNames(Object.keys(given)));
}
