import { unreachable, type LinePrinted, type RunEvent } from '@kedro-ts/runner';
import { formatDuration } from './format-duration.js';
import { DEFAULT_COLUMNS, LiveLine } from './live-line.js';
import { Pace } from './pace.js';
import { progressLine } from './progress-line.js';
import type { Renderer, RenderOptions } from './renderer.js';
import { RunTexts } from './run-texts.js';
import { chooseSymbols, type Symbols } from './symbols.js';

/** How the display of a terminal is drawn. */
export interface ProgressOptions extends RenderOptions {
  /** Tells the time in milliseconds since the Unix epoch. Default: `Date.now`. */
  readonly now?: () => number;
}

/** For terminals: finished nodes line by line, below them a live line that says how far the run is. */
export class ProgressRenderer implements Renderer {
  readonly #options: ProgressOptions;
  readonly #texts: RunTexts;
  readonly #symbols: Symbols;
  readonly #live: LiveLine;
  readonly #now: () => number;
  readonly #pace: Pace;
  readonly #running = new Set<string>();
  #lines: string[] = [];
  #progress: { done: number; total: number; startTime: number } | undefined;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(options: ProgressOptions) {
    this.#options = options;
    this.#texts = new RunTexts(options);
    this.#symbols = chooseSymbols(options.env);
    this.#live = new LiveLine(options.streams.stdout);
    this.#now = options.now ?? Date.now;
    this.#pace = new Pace(this.#now());
  }

  event(event: RunEvent): void {
    if (this.#closed) return;
    switch (event.type) {
      case 'run-started':
        this.#lines.push(this.#texts.runStarted(event));
        this.#progress = { done: 0, total: event.nodes.length, startTime: event.time };
        this.#timer = setInterval(() => this.#draw(), TICK).unref();
        break;
      case 'node-started':
        this.#running.add(event.node);
        break;
      case 'node-finished':
        this.#running.delete(event.node);
        // A cancelled run does not wait for its nodes: some finish after its end.
        if (this.#progress !== undefined) this.#progress.done = event.done;
        this.#lines.push(this.#finished(event.node, event.durationMs, event.workerId));
        break;
      case 'node-failed':
        this.#running.delete(event.node);
        return this.#warn(this.#texts.nodeFailed(event, `${this.#symbols.failed} failed`));
      case 'node-retried':
        this.#running.delete(event.node);
        return this.#warn([`${this.#symbols.again} ${this.#texts.nodeRetried(event)}`]);
      case 'node-skipped':
        this.#running.delete(event.node);
        if (this.#progress !== undefined) this.#progress.done = event.done;
        this.#lines.push(`${this.#symbols.skipped} ${this.#texts.nodeSkipped(event)}`);
        break;
      case 'worker-lost':
        return this.#warn([`${this.#symbols.failed} lost ${this.#texts.workerLost(event)}`]);
      case 'worker-started':
      case 'dataset-loaded':
      case 'dataset-saved':
      case 'dataset-released': {
        const line = this.#texts.detail(event);
        if (line !== undefined) this.#lines.push(`  ${line}`);
        break;
      }
      case 'warning':
        return this.#warn(this.#texts.warning(event));
      case 'line-printed':
        return this.#printed(event);
      case 'run-finished':
        this.#stop();
        return this.#live.draw([this.#texts.runFinished(event)], '');
      case 'run-failed':
        this.#stop();
        return this.#warn(this.#texts.runFailed(event));
      default:
        return unreachable(event);
    }
    if (this.#pace.take(this.#now())) this.#draw();
  }

  close(): void {
    if (this.#closed) return;
    this.#stop();
    this.#closed = true;
  }

  #finished(node: string, durationMs: number, workerId: number | undefined): string {
    const { out } = this.#texts;
    const worker = workerId !== undefined && this.#options.verbose ? `  worker ${workerId}` : '';
    return `${out.good(this.#symbols.done)} ${node}  ${out.faint(formatDuration(durationMs) + worker)}`;
  }

  #printed(event: LinePrinted): void {
    const line = this.#texts.linePrinted(event);
    if (event.stream === 'stderr') return this.#warn([line]);
    this.#lines.push(line);
    if (this.#pace.take(this.#now())) this.#draw();
  }

  /** Lines for stderr, which may be the same terminal: the live line makes way for them. */
  #warn(lines: readonly string[]): void {
    this.#live.draw(this.#takeLines(), '');
    this.#options.streams.stderr.write(lines.map((line) => `${line}\n`).join(''));
    this.#draw();
  }

  #draw(): void {
    this.#live.draw(this.#takeLines(), this.#progressLine());
  }

  #takeLines(): string[] {
    const lines = this.#lines;
    this.#lines = [];
    return lines;
  }

  #progressLine(): string {
    if (this.#progress === undefined) return '';
    const { done, total, startTime } = this.#progress;
    const progress = { done, total, elapsedMs: this.#now() - startTime, running: [...this.#running] };
    const columns = this.#options.streams.stdout.columns ?? DEFAULT_COLUMNS;
    return progressLine(progress, columns, this.#texts.out, this.#symbols);
  }

  #stop(): void {
    clearInterval(this.#timer);
    this.#progress = undefined;
    this.#draw();
  }
}

/** Milliseconds between looks at whether anything has changed. */
const TICK = 50;
