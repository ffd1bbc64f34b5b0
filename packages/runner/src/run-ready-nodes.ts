import { RunCancelledError, StalledRunError } from './errors.js';
import { ReadyQueue } from './ready-queue.js';
import type { RunPlan } from './run-plan.js';

/** How {@link runReadyNodes} runs nodes. */
export interface ReadyNodesOptions {
  /** How many nodes may run at once. */
  readonly slots: number;
  /**
   * Runs the node of this index; resolves when its outputs are saved and what it frees is released, or with false when it did not
   * start after all.
   */
  readonly runNode: (index: number) => Promise<void | false>;
  /** Whether there is a place for the node that would be next; asked again when another has ended. Default: always. */
  readonly hasPlaceFor?: (index: number) => boolean;
  /** Is told of the first failure: nodes that were given out, but have not started, are not to start any more. */
  readonly onFailure?: () => void;
  /** Cancels: nothing more starts, and running nodes are not waited for. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Runs every node as soon as the nodes that it waits for are done, and the resources that it needs are free, the longest
 * remaining path first.
 *
 * Counts down what each node waits for, so that the cost is linear in nodes and edges. After a failure nothing more
 * starts, but running nodes are let finish: their outputs are then whole, and need not be made again on resuming.
 *
 * @throws the first failure; RunCancelledError; StalledRunError when nodes are left that wait for ever.
 */
export async function runReadyNodes(plan: RunPlan, options: ReadyNodesOptions): Promise<void> {
  const { slots, runNode, hasPlaceFor = () => true, onFailure, signal } = options;
  const { nodes, children } = plan;
  const waitsFor = [...plan.waitsFor];
  const done = new Set<number>();
  const ready = new ReadyQueue(plan);
  waitsFor.forEach((count, index) => count === 0 && ready.push(index));

  await new Promise<void>((resolve, reject) => {
    let running = 0;
    let failure: { readonly error: Error } | undefined;
    const cancel = (): void => {
      failure ??= { error: new RunCancelledError(signal?.reason) };
      reject(failure.error);
    };
    const next = (): void => {
      while (failure === undefined && running < slots) {
        const index = ready.peek();
        if (index === undefined || !hasPlaceFor(index)) break;
        ready.pop();
        void start(index);
      }
      if (running > 0) return;
      signal?.removeEventListener('abort', cancel);
      if (failure !== undefined) reject(failure.error);
      else if (done.size < nodes.length) reject(stalled());
      else resolve();
    };
    const start = async (index: number): Promise<void> => {
      running++;
      try {
        if ((await runNode(index)) === false) ready.push(index);
        else {
          done.add(index);
          for (const child of children[index]!) if (--waitsFor[child]! === 0) ready.push(child);
        }
      } catch (error) {
        if (failure === undefined) {
          failure = { error: error as Error };
          onFailure?.();
        }
      }
      running--;
      ready.release(index);
      next();
    };
    const stalled = (): StalledRunError => {
      const names = (indices: Iterable<number>): string[] => [...indices].map((index) => nodes[index]!.name);
      return new StalledRunError(
        names([...nodes.keys()].filter((index) => !done.has(index))),
        names(done),
        names(ready.waiting),
      );
    };
    if (signal?.aborted) return cancel();
    signal?.addEventListener('abort', cancel, { once: true });
    next();
  });
}
