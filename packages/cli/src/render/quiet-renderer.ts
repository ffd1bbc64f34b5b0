import { unreachable, type RunEvent } from '@kedro-ts/runner';
import type { Renderer, RenderOptions } from './renderer.js';
import { RunTexts } from './run-texts.js';

/** Shows failures, warnings, and what user code writes to stderr; nothing on stdout. */
export class QuietRenderer implements Renderer {
  readonly #options: RenderOptions;
  readonly #texts: RunTexts;
  #closed = false;

  constructor(options: RenderOptions) {
    this.#options = options;
    this.#texts = new RunTexts(options);
  }

  event(event: RunEvent): void {
    if (this.#closed) return;
    for (const line of this.#lines(event)) this.#options.streams.stderr.write(`${line}\n`);
  }

  close(): void {
    this.#closed = true;
  }

  #lines(event: RunEvent): readonly string[] {
    switch (event.type) {
      case 'node-failed':
        return this.#texts.nodeFailed(event, 'failed ');
      case 'run-failed':
        return this.#texts.runFailed(event);
      case 'warning':
        return this.#texts.warning(event);
      case 'line-printed':
        return event.stream === 'stderr' ? [this.#texts.linePrinted(event)] : [];
      case 'run-started':
      case 'worker-started':
      case 'node-started':
      case 'dataset-loaded':
      case 'dataset-saved':
      case 'node-finished':
      case 'node-retried':
      case 'node-skipped':
      case 'worker-lost':
      case 'dataset-released':
      case 'run-finished':
        return [];
      default:
        return unreachable(event);
    }
  }
}
