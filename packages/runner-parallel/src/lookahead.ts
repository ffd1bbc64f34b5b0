import type { RunPlan } from '@kedro-ts/runner';

/**
 * Tells whether a node may wait in a worker behind the one that runs there. It must not where that one is the last thing that
 * a more urgent node waits for: this would then have to wait for the node in between, which nobody can call back once it runs.
 */
export class Lookahead {
  readonly #waitsFor: number[];

  constructor(private readonly plan: RunPlan) {
    this.#waitsFor = [...plan.waitsFor];
  }

  /** Notes that a node is done. */
  done(index: number): void {
    for (const child of this.plan.children[index]!) this.#waitsFor[child]!--;
  }

  mayFollow(index: number, running: number): boolean {
    const { children, remainingPath } = this.plan;
    return !children[running]!.some(
      (child) => this.#waitsFor[child] === 1 && remainingPath[child]! > remainingPath[index]!,
    );
  }
}
