import type { Node } from '@kedro-ts/pipeline';
import type { RunPlan } from './run-plan.js';

/** Counts down how often each dataset is still to be loaded. */
export class ReleaseCounter {
  readonly #loadCounts: ReadonlyMap<string, number>;
  readonly #kept: ReadonlySet<string>;
  /** Of datasets that are loaded more than once, how often they still are; none that nobody has loaded yet. */
  readonly #left = new Map<string, number>();

  constructor({ loadCounts, kept }: RunPlan) {
    this.#loadCounts = loadCounts;
    this.#kept = kept;
  }

  /** The datasets that nobody needs any more once this node is done, in the order of its inputs, then outputs. */
  releasedBy(node: Node): string[] {
    const released: string[] = [];
    for (const dataset of node.inputs)
      if (this.#isLastLoad(dataset) && !this.#kept.has(dataset)) released.push(dataset);
    for (const dataset of node.outputs)
      if (!this.#loadCounts.has(dataset) && !this.#kept.has(dataset)) released.push(dataset);
    return released;
  }

  #isLastLoad(dataset: string): boolean {
    const count = this.#loadCounts.get(dataset)!;
    if (count === 1) return true;
    const left = (this.#left.get(dataset) ?? count) - 1;
    this.#left.set(dataset, left);
    return left === 0;
  }
}
