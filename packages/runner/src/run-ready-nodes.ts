import { RunCancelledError, StalledRunError } from './errors.js';
import { Failures, type OnFailure } from './failures.js';
import { ReadyQueue } from './ready-queue.js';
import type { RunPlan } from './run-plan.js';

/** A node is to be tried again. */
export interface Retrial {
  /** In milliseconds. */
  readonly retryAfter: number;
}

/** How {@link runReadyNodes} runs nodes. */
export interface ReadyNodesOptions {
  /** How many nodes may run at once. */
  readonly slots: number;
  /**
   * Runs the node of this index; resolves when its outputs are saved and what it frees is released, with false when it did not
   * start after all, or with when to try it again.
   */
  readonly runNode: (index: number) => Promise<void | false | Retrial>;
  /** Whether there is a place for the node that would be next; asked again when another has ended. Default: always. */
  readonly hasPlaceFor?: (index: number) => boolean;
  /** What happens to the other nodes when one fails. Default: `finish-running`. */
  readonly onFailure?: OnFailure | undefined;
  /** Is told that no more nodes are to start, those that were given out but have not started neither. */
  readonly onStop?: () => void;
  /** Cancels: nothing more starts, and running nodes are not waited for. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Runs every node as soon as the nodes that it waits for are done, and the resources that it needs are free, the longest
 * remaining path first.
 *
 * Counts down what each node waits for, so that the cost is linear in nodes and edges. After a failure nothing more
 * starts, unless `onFailure` says otherwise, but running nodes are let finish: their outputs are then whole, and need not be made
 * again on resuming.
 *
 * @throws the failure, or NodesFailedError for several; RunCancelledError; StalledRunError when nodes are left that wait for ever.
 */
export async function runReadyNodes(plan: RunPlan, options: ReadyNodesOptions): Promise<void> {
  const { slots, runNode, hasPlaceFor = () => true, onStop, signal } = options;
  const { nodes, children } = plan;
  const waitsFor = [...plan.waitsFor];
  const done = new Set<number>();
  const failures = new Failures(options.onFailure);
  const timers = new Set<NodeJS.Timeout>();
  const ready = new ReadyQueue(plan);
  waitsFor.forEach((count, index) => count === 0 && ready.push(index));

  await new Promise<void>((resolve, reject) => {
    let running = 0;
    let isStopped = false;
    const stop = (): void => {
      if (isStopped) return;
      isStopped = true;
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
      onStop?.();
    };
    const cancel = (): void => {
      stop();
      reject(failures.first ?? new RunCancelledError(signal?.reason));
    };
    const next = (): void => {
      while (!isStopped && running < slots) {
        const index = ready.peek();
        if (index === undefined || !hasPlaceFor(index)) break;
        ready.pop();
        void start(index);
      }
      if (running > 0 || timers.size > 0) return;
      signal?.removeEventListener('abort', cancel);
      const failure = failures.error;
      if (failure !== undefined) reject(failure);
      else if (done.size < nodes.length) reject(stalled());
      else resolve();
    };
    const start = async (index: number): Promise<void> => {
      running++;
      try {
        const ended = await runNode(index);
        if (ended === false) ready.push(index);
        else if (ended !== undefined) waitFor(index, ended.retryAfter);
        else {
          done.add(index);
          for (const child of children[index]!) if (--waitsFor[child]! === 0) ready.push(child);
        }
      } catch (error) {
        failures.add(nodes[index]!.name, error);
        if (failures.areFinal) stop();
        if (failures.areUrgent) reject(failures.first!);
      }
      running--;
      ready.release(index);
      next();
    };
    const waitFor = (index: number, milliseconds: number): void => {
      if (isStopped) return;
      const timer = setTimeout(() => {
        timers.delete(timer);
        ready.push(index);
        next();
      }, milliseconds);
      timers.add(timer);
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
