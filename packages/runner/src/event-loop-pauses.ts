import { setImmediate } from 'node:timers/promises';

/** How long nodes may follow each other without a pause, in milliseconds. */
const LONGEST_BREATH_MS = 50;

/**
 * Pauses for a runner whose nodes run in this process: synchronous ones would keep out everything else that happens in it, Ctrl-C
 * among it.
 */
export class EventLoopPauses {
  #last = performance.now();

  /** Whether it is time for a pause. */
  get isDue(): boolean {
    return performance.now() - this.#last > LONGEST_BREATH_MS;
  }

  /** Lets everything else have its turn. */
  async take(): Promise<void> {
    await setImmediate();
    this.#last = performance.now();
  }
}
