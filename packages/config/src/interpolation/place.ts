import { InterpolationError, type InterpolationProblem } from '../errors.js';
import type { ConfigNode } from './config-node.js';

/** Where an interpolation stands: a container, and the key in it. */
export interface Place {
  readonly node: ConfigNode;
  readonly key: string;
}

/** The error of an interpolation that stands at a place. */
export function failureAt(
  place: Place,
  kind: InterpolationProblem,
  reason: string,
  options?: ErrorOptions & { readonly missingPath?: string },
): InterpolationError {
  return new InterpolationError(kind, [...place.node.path, place.key], reason, options);
}
