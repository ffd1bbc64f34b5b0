/**
 * Says when to draw: on average not more often than every 50 ms, but several times in a row after a rest, so that what is
 * shown is right when a node then blocks the event loop.
 */
export class Pace {
  readonly #interval: number;
  readonly #burst: number;
  #saved: number;
  #last: number;

  constructor(now: number, { interval = 50, burst = 20 } = {}) {
    this.#interval = interval;
    this.#burst = burst;
    this.#saved = burst;
    this.#last = now;
  }

  /** Whether it is time; a yes is counted. */
  take(now: number): boolean {
    this.#saved = Math.min(this.#burst, this.#saved + (now - this.#last) / this.#interval);
    this.#last = now;
    if (this.#saved < 1) return false;
    this.#saved -= 1;
    return true;
  }
}
