import TinyQueue from 'tinyqueue';
import { LimitedQueue } from './limited-queue.js';
import type { RunPlan } from './run-plan.js';

/** The nodes of a run that may start, the longest remaining path first; those that need resources only when these are free. */
export class ReadyQueue {
  readonly #plan: RunPlan;
  readonly #compare: (a: number, b: number) => number;
  /** Nodes that need no resources. */
  readonly #queue: TinyQueue<number>;
  readonly #limited: LimitedQueue | undefined;

  constructor(plan: RunPlan) {
    const { remainingPath, limits } = plan;
    this.#plan = plan;
    this.#compare = (a, b) => remainingPath[b]! - remainingPath[a]! || a - b;
    this.#queue = new TinyQueue<number>([], this.#compare);
    this.#limited = limits && new LimitedQueue(limits, this.#compare);
  }

  /** Adds a node that waits for no other. */
  push(index: number): void {
    (this.#limitedOf(index) ?? this.#queue).push(index);
  }

  /** The node to start next, while it stays here; undefined while none can start. */
  peek(): number | undefined {
    const limited = this.#limited?.peek();
    const other = this.#queue.peek();
    if (limited === undefined) return other;
    return other === undefined || this.#compare(limited, other) < 0 ? limited : other;
  }

  /** The node to start next, which then has its resources; undefined while none can start. */
  pop(): number | undefined {
    const next = this.peek();
    return next !== undefined && next === this.#limited?.peek() ? this.#limited.pop() : this.#queue.pop();
  }

  /** Gives back what a node took that has ended. */
  release(index: number): void {
    this.#limitedOf(index)?.release(index);
  }

  /** All nodes in it, in no order. */
  get waiting(): number[] {
    return [...this.#queue.data, ...(this.#limited?.waiting ?? [])];
  }

  #limitedOf(index: number): LimitedQueue | undefined {
    return this.#plan.limits?.needs[index] && this.#limited;
  }
}
