/** How a node ends that is to be tried again at once. */
export const AT_ONCE = { retryAfter: 0 };

/** Holds every node that was started, and settles them one after another in an order of its own. */
export class NodeController {
  readonly started: number[] = [];
  readonly finished: number[] = [];
  readonly running = new Map<
    number,
    { resolve: (ended?: typeof AT_ONCE) => void; reject: (error: Error) => void }
  >();
  most = 0;

  readonly runNode = (index: number): Promise<void | typeof AT_ONCE> => {
    this.started.push(index);
    return new Promise((resolve, reject) => {
      this.running.set(index, { resolve, reject });
      this.most = Math.max(this.most, this.running.size);
    });
  };

  settle(index: number, error?: Error): Promise<void> {
    const held = this.running.get(index)!;
    this.running.delete(index);
    if (error) held.reject(error);
    else {
      this.finished.push(index);
      held.resolve();
    }
    return settled();
  }

  /** Ends a try of a node, which is to be tried again. */
  retry(index: number, ended = AT_ONCE): Promise<void> {
    const held = this.running.get(index)!;
    this.running.delete(index);
    held.resolve(ended);
    return settled();
  }

  /** Settles one running node after another until none is left. */
  async settleAll(pick: () => number, failing: ReadonlySet<number> = new Set()): Promise<void> {
    while (this.running.size > 0) {
      const choices = [...this.running.keys()];
      const index = choices[pick() % choices.length]!;
      await this.settle(index, failing.has(index) ? new Error(`node ${index}`) : undefined);
    }
  }
}

/** Long enough for everything that only waits for promises. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
