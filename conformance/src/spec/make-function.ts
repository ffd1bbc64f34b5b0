import type { NodeFunction } from '@kedro-ts/pipeline';
import type { FunctionSpec } from './spec.js';

/**
 * The JavaScript function that stands for a Python one: it has its name and, unless a body is given, does nothing. What is
 * no function is handed on as it is.
 */
export function makeFunction(spec: FunctionSpec, body: NodeFunction = () => undefined): NodeFunction {
  if (spec.kind === 'not_callable') return spec.value as NodeFunction;
  return Object.defineProperty(body, 'name', { value: spec.name });
}
