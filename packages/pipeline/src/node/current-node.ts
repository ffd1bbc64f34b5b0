import { NoCurrentNodeError } from '../errors.js';

/** What a node's function may know of the run that called it. */
export interface CurrentNode {
  readonly name: string;
  readonly runId: string;
  /** 1, or more when the node is tried again. */
  readonly attempt: number;
  /** Aborted when the run is cancelled, or the node takes longer than its timeout; hand it to `fetch` and the like. */
  readonly signal: AbortSignal;
}

/** Of the thread, not of this module: a project may have a copy of its own. */
const KEY = Symbol.for('@kedro-ts/pipeline current node');
const holder = ((globalThis as Record<symbol, unknown>)[KEY] ??= {}) as { current?: CurrentNode | undefined };

/**
 * What the function that is being called may know of its run. To be called while the function starts, before it waits for
 * anything; it costs nothing where it is not called.
 *
 * @throws NoCurrentNodeError elsewhere.
 * @example
 * ```ts
 * async function download(url: string): Promise<unknown> {
 *   const { signal } = currentNode();
 *   const response = await fetch(url, { signal });
 *   return response.json();
 * }
 * ```
 */
export function currentNode(): CurrentNode {
  const { current } = holder;
  if (current === undefined) throw new NoCurrentNodeError();
  return current;
}

/** From now on, functions may ask for this node; gives what they could ask for before. */
export function enterNode(current: CurrentNode | undefined): CurrentNode | undefined {
  const outer = holder.current;
  holder.current = current;
  return outer;
}
