/** More lines are not shown of what a worker printed before it ended. */
const MOST_LINES = 10;

/** What a worker printed last. */
export class LastLines {
  #lines: string[] = [];

  add(line: string): void {
    this.#lines.push(line);
    // Not at every line: that would shift the list each time.
    if (this.#lines.length >= 2 * MOST_LINES) this.#lines = this.#lines.slice(-MOST_LINES);
  }

  get all(): readonly string[] {
    return this.#lines.slice(-MOST_LINES);
  }
}
