import { inSignatureOrder } from './signature.js';
import type { NodeSpec } from './spec.js';

/**
 * A record of inputs in the order of the parameters of the node's function; what is no record stays as it is.
 *
 * Kedro reads the order of a node's inputs from the signature of its function. A function that takes one object has no such
 * order, and here the order of the record is that of the inputs: so the translation of a Python node writes the record in
 * the order in which Kedro reads it.
 */
export function orderRecordInputs({ func, inputs }: Pick<NodeSpec, 'func' | 'inputs'>): unknown {
  if (typeof inputs !== 'object' || inputs === null || Array.isArray(inputs)) return inputs;
  const record = inputs as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    inSignatureOrder(func.params, Object.keys(record)).map((key) => [key, record[key]]),
  );
}
