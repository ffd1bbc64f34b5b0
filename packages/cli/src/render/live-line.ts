import { stripVTControlCharacters } from 'node:util';
import type { TextStream } from './renderer.js';
import { textWidth } from './text-width.js';

/** A line that stays at the bottom of a terminal while others are written above it. */
export class LiveLine {
  readonly #stream: TextStream;
  #shown = '';

  constructor(stream: TextStream) {
    this.#stream = stream;
  }

  /** Writes whole lines above, and the live line anew; all in one write, so that nothing flickers. */
  draw(linesAbove: readonly string[], live: string): void {
    if (linesAbove.length === 0 && live === this.#shown) return;
    const above = linesAbove.map((line) => `${line}\n`).join('');
    this.#stream.write(this.#eraser() + above + live);
    this.#shown = live;
  }

  /** A terminal that has become narrower shows the line on several rows: all of them are erased. */
  #eraser(): string {
    if (this.#shown === '') return '';
    const width = textWidth(stripVTControlCharacters(this.#shown));
    const rows = Math.ceil(width / (this.#stream.columns ?? DEFAULT_COLUMNS));
    return `\r${rows > 1 ? `\u001b[${rows - 1}A` : ''}\u001b[J`;
  }
}

/** How wide a terminal is that does not say. */
export const DEFAULT_COLUMNS = 80;
