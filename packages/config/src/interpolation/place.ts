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
  cause?: unknown,
): InterpolationError {
  const path = [...place.node.path, place.key];
  return new InterpolationError(kind, path, reason, cause === undefined ? undefined : { cause });
}
