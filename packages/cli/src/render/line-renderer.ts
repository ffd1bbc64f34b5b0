import { unreachable, type RunEvent } from '@kedro-ts/runner';
import { formatDuration } from './format-duration.js';
import type { Renderer, RenderOptions, TextStream } from './renderer.js';
import { LABEL_WIDTH, RunTexts } from './run-texts.js';

/** For files, pipes and continuous integration: one plain line after another, as soon as something happens. */
export class LineRenderer implements Renderer {
  readonly #options: RenderOptions;
  readonly #texts: RunTexts;
  #closed = false;

  constructor(options: RenderOptions) {
    this.#options = options;
    this.#texts = new RunTexts(options);
  }

  event(event: RunEvent): void {
    if (this.#closed) return;
    const texts = this.#texts;
    const { stdout, stderr } = this.#options.streams;
    switch (event.type) {
      case 'run-started':
        return this.#write(stdout, texts.runStarted(event));
      case 'node-started':
        return this.#write(stdout, this.#label('start', event.node + this.#worker(event.workerId)));
      case 'node-finished': {
        const { node, durationMs, done, total, workerId } = event;
        const text = `${node}  ${formatDuration(durationMs)}  (${done} of ${total})${this.#worker(workerId)}`;
        return this.#write(stdout, this.#label('done', text));
      }
      case 'node-failed':
        return this.#write(stderr, ...texts.nodeFailed(event, 'failed '));
      case 'node-retried':
        return this.#write(stderr, `${texts.err.warn('retry  ')} ${texts.nodeRetried(event)}`);
      case 'node-skipped': {
        const progress = `  (${event.done} of ${event.total})${this.#worker(event.workerId)}`;
        return this.#write(stdout, this.#label('skip', texts.nodeSkipped(event) + progress));
      }
      case 'worker-lost':
        return this.#write(stderr, `${texts.err.warn('lost   ')} ${texts.workerLost(event)}`);
      case 'worker-started':
      case 'dataset-loaded':
      case 'dataset-saved':
      case 'dataset-released':
        return this.#write(stdout, texts.detail(event));
      case 'warning':
        return this.#write(stderr, ...texts.warning(event));
      case 'line-printed':
        return this.#write(event.stream === 'stdout' ? stdout : stderr, texts.linePrinted(event));
      case 'run-finished':
        return this.#write(stdout, texts.runFinished(event));
      case 'run-failed':
        return this.#write(stderr, ...texts.runFailed(event));
      default:
        return unreachable(event);
    }
  }

  close(): void {
    this.#closed = true;
  }

  #label(label: string, text: string): string {
    return `${label.padEnd(LABEL_WIDTH)} ${text}`;
  }

  #worker(workerId: number | undefined): string {
    return workerId !== undefined && this.#options.verbose ? `  (worker ${workerId})` : '';
  }

  #write(stream: TextStream, ...lines: readonly (string | undefined)[]): void {
    const text = lines.filter((line) => line !== undefined).map((line) => `${line}\n`);
    if (text.length > 0) stream.write(text.join(''));
  }
}
