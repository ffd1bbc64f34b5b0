import type { Node } from '@kedro-ts/pipeline';
import type { RunPlan } from './run-plan.js';

/** Counts down how often each dataset is still to be loaded. */
export class ReleaseCounter {
  readonly #left: Map<string, number>;
  readonly #kept: ReadonlySet<string>;

  constructor(plan: RunPlan) {
    this.#left = new Map(plan.loadCounts);
    this.#kept = plan.kept;
  }

  /** The datasets that nobody needs any more once this node is done, in the order of its inputs, then outputs. */
  releasedBy(node: Node): string[] {
    const released: string[] = [];
    for (const dataset of node.inputs) {
      const left = this.#left.get(dataset)! - 1;
      this.#left.set(dataset, left);
      if (left === 0 && !this.#kept.has(dataset)) released.push(dataset);
    }
    for (const dataset of node.outputs) {
      if (!this.#left.get(dataset) && !this.#kept.has(dataset)) released.push(dataset);
    }
    return released;
  }
}
