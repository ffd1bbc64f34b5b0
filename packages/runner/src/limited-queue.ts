import TinyQueue from 'tinyqueue';
import type { ResourceLimits } from './resource-limits.js';

/** Sums of fractions are not exact: so much of a total may be missing. */
const ROUNDING = 1e-9;

/**
 * Ready nodes that need resources, the first in order first. Gives out only nodes for which there is enough free.
 *
 * Nodes that need the same resources, be it not as much of them, stand in one line. When the first of a line has to wait, it reserves
 * what it needs, as far as it is free, and nodes that come after it in order get what is left over. So nobody is overtaken for ever;
 * and as the first of all finds everything free once nothing runs, nobody waits for ever either. Who is further back in a line has to
 * wait with its first, because of what that lacks nothing is left over: looking at the first of each will do, and lines are few.
 */
export class LimitedQueue {
  readonly #limits: ResourceLimits;
  readonly #compare: (a: number, b: number) => number;
  readonly #lines = new Map<string, TinyQueue<number>>();
  readonly #free: number[];
  /** What {@link peek} found, as long as nothing has changed. */
  #found: { readonly line: TinyQueue<number> | undefined } | undefined;

  constructor(limits: ResourceLimits, compare: (a: number, b: number) => number) {
    this.#limits = limits;
    this.#compare = compare;
    this.#free = [...limits.totals];
  }

  push(index: number): void {
    const resources = this.#limits.needs[index]!.map(({ resource }) => resource).join();
    const line = this.#lines.get(resources) ?? new TinyQueue<number>([], this.#compare);
    line.push(index);
    this.#lines.set(resources, line);
    this.#found = undefined;
  }

  /** The first node for which there is enough; undefined when there is none. */
  peek(): number | undefined {
    this.#found ??= { line: this.#find() };
    return this.#found.line?.peek();
  }

  /** Takes out the node that {@link peek} gives, and what it needs. */
  pop(): number | undefined {
    if (this.peek() === undefined) return undefined;
    const index = this.#found!.line!.pop()!;
    for (const { resource, amount } of this.#limits.needs[index]!) this.#free[resource]! -= amount;
    this.#found = undefined;
    return index;
  }

  /** Gives back what a node took. */
  release(index: number): void {
    for (const { resource, amount } of this.#limits.needs[index]!) this.#free[resource]! += amount;
    this.#found = undefined;
  }

  /** All nodes in it, in no order. */
  get waiting(): number[] {
    return [...this.#lines.values()].flatMap(({ data }) => data);
  }

  #find(): TinyQueue<number> | undefined {
    const lines = [...this.#lines.values()].filter(({ length }) => length > 0);
    lines.sort((a, b) => this.#compare(a.peek()!, b.peek()!));
    const { needs, totals } = this.#limits;
    const left = [...this.#free];
    return lines.find((line) => {
      const needed = needs[line.peek()!]!;
      const isEnough = needed.every(
        ({ resource, amount }) => amount <= left[resource]! + totals[resource]! * ROUNDING,
      );
      if (!isEnough) for (const { resource, amount } of needed) left[resource]! -= amount;
      return isEnough;
    });
  }
}
