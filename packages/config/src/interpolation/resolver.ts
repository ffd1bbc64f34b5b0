import type { ConfigMapping } from '../deep-merge.js';
import type { InterpolationProblem } from '../errors.js';
import type { ConfigNode, ResolvedValue } from './config-node.js';
import type { Selection } from './selection.js';

/** A function that `${name:arguments}` in a configuration calls with plain values; it may return a promise. */
export type Resolver = (...args: readonly never[]) => unknown;

/**
 * A resolver that works on the configuration itself: containers among its arguments are not resolved yet, and
 * containers that it returns (as nodes) can be looked into by other interpolations, which those of a `Resolver` cannot.
 * It may return a promise.
 */
export class NodeResolver {
  readonly resolve: (call: ResolverCall) => ResolvedValue;

  constructor(resolve: (call: ResolverCall) => ResolvedValue) {
    this.resolve = resolve;
  }
}

/** One `${name:arguments}` that is being resolved, as a `NodeResolver` sees it. */
export interface ResolverCall {
  readonly name: string;
  readonly args: readonly ResolvedValue[];
  /** The container in which the interpolation stands. */
  readonly parent: ConfigNode;
  /** The key under which it stands there. */
  readonly key: string;
  /** An argument for messages; undefined when it came from another value, which messages do not show. */
  shown(index: number): string | undefined;
  /** What stands at a path, which may be relative to the parent. */
  select(path: string): Promise<Selection>;
  /** What stands at a path of another configuration. */
  selectIn(config: ConfigMapping, path: string): Promise<Selection>;
  /** The value of a text that is written the way an argument is. */
  decode(text: string): Promise<ResolvedValue>;
}

/**
 * Why a resolver gives no value, in words that may be shown: thrown by a resolver, it becomes an InterpolationError at
 * the place of the interpolation. Other errors become one too, but their messages are not shown.
 */
export class ResolverFailure extends Error {
  readonly code = 'KEDRO_RESOLVER_FAILURE' as const;
  readonly kind: InterpolationProblem;
  readonly reason: string;

  constructor(kind: InterpolationProblem, reason: string) {
    super(reason);
    this.kind = kind;
    this.reason = reason;
  }

  override readonly name = 'ResolverFailure';
}
