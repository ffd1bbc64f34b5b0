import type { RunEvent } from '@kedro-ts/runner';
import type { Renderer, TextStreams } from './renderer.js';

/** For programs: every event as one line of JSON on stdout. */
export class JsonRenderer implements Renderer {
  readonly #streams: TextStreams;
  #closed = false;

  constructor({ streams }: { readonly streams: TextStreams }) {
    this.#streams = streams;
  }

  event(event: RunEvent): void {
    if (!this.#closed) this.#streams.stdout.write(`${JSON.stringify(event)}\n`);
  }

  close(): void {
    this.#closed = true;
  }
}
