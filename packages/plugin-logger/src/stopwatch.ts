/** Measures things that overlap, each between its start and its end. */
export class Stopwatch {
  readonly #starts = new Map<string, number>();

  /** Notes that something begins. */
  start(what: string): void {
    this.#starts.set(what, performance.now());
  }

  /** How long it took in milliseconds; undefined when its beginning was not seen. */
  stop(what: string): number | undefined {
    const start = this.#starts.get(what);
    if (start === undefined) return undefined;
    this.#starts.delete(what);
    return performance.now() - start;
  }
}
