import { context, trace, type Context, type Span } from '@opentelemetry/api';

/** A node of a run, such as `currentNode()` gives it. */
export interface NodeOfRun {
  readonly name: string;
  readonly runId: string;
}

/** Of the thread, not of this module: a project may have a copy of its own. */
const KEY = Symbol.for('@kedro-ts/plugin-otel node contexts');
const contexts = ((globalThis as Record<symbol, unknown>)[KEY] ??= new Map()) as Map<string, Context>;

/** The span of a node that is under way in this process or thread; undefined when there is none. */
export function spanOf(node: NodeOfRun): Span | undefined {
  const known = contexts.get(keyOf(node));
  return known && trace.getSpan(known);
}

/**
 * The context of a node that is under way in this process or thread: spans that are started in it are children of the
 * node's span. The active context when there is none.
 *
 * @example
 * ```ts
 * async function download(url: string): Promise<unknown> {
 *   return context.with(contextOf(currentNode()), async () => (await fetch(url)).json());
 * }
 * ```
 */
export function contextOf(node: NodeOfRun): Context {
  return contexts.get(keyOf(node)) ?? context.active();
}

/** From now on, the node's function may ask for this context. */
export function enterContext(node: NodeOfRun, nodeContext: Context): void {
  contexts.set(keyOf(node), nodeContext);
}

/** Forgets the context, unless another try of the node has taken its place. */
export function leaveContext(node: NodeOfRun, nodeContext: Context): void {
  const key = keyOf(node);
  if (contexts.get(key) === nodeContext) contexts.delete(key);
}

function keyOf({ name, runId }: NodeOfRun): string {
  return `${runId} ${name}`;
}
