/** How long after the timeout of its node a worker may take to say so; one whose node never yields does not. */
const OVERDUE_MS = 1000;

/** Ends what nothing else ends: a worker whose node is over its time and does not notice. */
export class NodeClock {
  /** Whether it did. */
  hasRunOut = false;
  #timer: NodeJS.Timeout | undefined;
  #lastChance: NodeJS.Immediate | undefined;

  constructor(private readonly end: () => void) {}

  /** Starts anew for a node, in milliseconds; stops when there is none, or one that may take as long as it wants. */
  start(timeout: number | undefined): void {
    clearTimeout(this.#timer);
    clearImmediate(this.#lastChance);
    if (timeout === undefined) return;
    this.#timer = setTimeout(() => {
      // If main was busy, the worker may have said long ago that the node has ended: what has arrived is heard first.
      this.#lastChance = setImmediate(() => {
        this.hasRunOut = true;
        this.end();
      });
    }, timeout + OVERDUE_MS);
  }
}
