import TinyQueue from 'tinyqueue';
import { RunCancelledError, StalledRunError } from './errors.js';
import type { RunPlan } from './run-plan.js';

/** How {@link runReadyNodes} runs nodes. */
export interface ReadyNodesOptions {
  /** How many nodes may run at once. */
  readonly slots: number;
  /** Runs the node of this index; resolves when its outputs are saved and what it frees is released. */
  readonly runNode: (index: number) => Promise<void>;
  /** Cancels: nothing more starts, and running nodes are not waited for. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Runs every node as soon as the nodes that it waits for are done, the longest remaining path first.
 *
 * Counts down what each node waits for, so that the cost is linear in nodes and edges. After a failure nothing more
 * starts, but running nodes are let finish: their outputs are then whole, and need not be made again on resuming.
 *
 * @throws the first failure; RunCancelledError; StalledRunError when nodes are left that wait for ever.
 */
export async function runReadyNodes(plan: RunPlan, options: ReadyNodesOptions): Promise<void> {
  const { slots, runNode, signal } = options;
  const { nodes, children, remainingPath } = plan;
  const waitsFor = [...plan.waitsFor];
  const done = new Set<number>();
  const ready = new TinyQueue<number>([], (a, b) => remainingPath[b]! - remainingPath[a]! || a - b);
  waitsFor.forEach((count, index) => count === 0 && ready.push(index));

  await new Promise<void>((resolve, reject) => {
    let running = 0;
    let failure: { readonly error: Error } | undefined;
    const cancel = (): void => {
      failure ??= { error: new RunCancelledError(signal?.reason) };
      reject(failure.error);
    };
    const next = (): void => {
      while (failure === undefined && running < slots && ready.length > 0) void start(ready.pop()!);
      if (running > 0) return;
      signal?.removeEventListener('abort', cancel);
      if (failure !== undefined) reject(failure.error);
      else if (done.size < nodes.length) reject(stalled());
      else resolve();
    };
    const start = async (index: number): Promise<void> => {
      running++;
      try {
        await runNode(index);
        done.add(index);
        for (const child of children[index]!) if (--waitsFor[child]! === 0) ready.push(child);
      } catch (error) {
        failure ??= { error: error as Error };
      }
      running--;
      next();
    };
    const stalled = (): StalledRunError => {
      const names = (indices: Iterable<number>): string[] => [...indices].map((index) => nodes[index]!.name);
      return new StalledRunError(
        names([...nodes.keys()].filter((index) => !done.has(index))),
        names(done),
        names(ready.data),
      );
    };
    if (signal?.aborted) return cancel();
    signal?.addEventListener('abort', cancel, { once: true });
    next();
  });
}
