import { randomUUID } from 'node:crypto';
import { isPromiseLike, type Catalog } from '@kedro-ts/io';
import { applyPlugins, type PluginHost } from '@kedro-ts/hooks';
import type { Node, Pipeline } from '@kedro-ts/pipeline';
import { RunCancelledError } from './errors.js';
import { InputGuard } from './guard/input-guard.js';
import { ReleaseCounter } from './release-counter.js';
import type { RunEvent } from './run-event.js';
import { runNode } from './run-node.js';
import type { DataUse, RunOptions } from './run-options.js';
import { planRun, type RunPlan } from './run-plan.js';
import { encodeError } from './transfer-error.js';
import type { WorkerBootstrap } from './worker-bootstrap.js';

/** An event without what every event has. */
export type EventDetails = { [E in RunEvent as E['type']]: Omit<E, 'runId' | 'time'> }[RunEvent['type']];

/** One run under way: its plan, who listens, and what is done. */
export class Run {
  readonly id: string;
  readonly plugins: PluginHost;
  readonly signal: AbortSignal | undefined;
  readonly bootstrap: WorkerBootstrap | undefined;
  readonly plan: RunPlan;
  /** In development; not with NODE_ENV=production, where nodes are trusted. */
  readonly guard: InputGuard | undefined;
  readonly done = new Set<Node>();
  /** Names that the catalog did not have, and that got a default dataset. */
  readonly defaults = new Set<string>();
  readonly startTime = performance.now();
  /** What was handed from worker to worker, for the result of the run. */
  data: Readonly<Record<string, DataUse>> = {};
  readonly #onEvent: ((event: RunEvent) => void) | undefined;
  readonly #releases: ReleaseCounter;
  #isOver = false;

  constructor(
    readonly pipeline: Pipeline,
    readonly catalog: Catalog,
    readonly isAsync: boolean,
    private readonly options: RunOptions,
  ) {
    this.id = options.runId ?? createRunId();
    this.plugins = options.plugins ?? applyPlugins();
    this.signal = options.signal;
    this.bootstrap = options.bootstrap;
    this.#onEvent = options.onEvent;
    this.plan = planRun(pipeline, options);
    this.guard = process.env['NODE_ENV'] === 'production' ? undefined : guardOf(pipeline, this.plan);
    this.#releases = new ReleaseCounter(this.plan);
  }

  /** The same run of a part of its pipeline. */
  of(pipeline: Pipeline): Run {
    const { id: runId, plugins, options } = this;
    return new Run(pipeline, this.catalog, this.isAsync, { ...options, runId, plugins });
  }

  /** Whether anybody wants events; when not, nothing needs to be measured. */
  get isObserved(): boolean {
    return this.#onEvent !== undefined;
  }

  /** Tells the listener what happened, and when; nothing any more once the run is over. */
  emit(event: EventDetails, time = Date.now()): void {
    if (this.#isOver) return;
    this.#isOver = event.type === 'run-finished' || event.type === 'run-failed';
    this.#onEvent?.({ runId: this.id, time: Math.round(time), ...event });
  }

  /** Runs a node in this process, from its start to the release of what it frees. */
  async runHere(node: Node): Promise<void> {
    if (this.signal?.aborted) throw new RunCancelledError(this.signal.reason);
    const start = this.start(node);
    try {
      await runNode(node, {
        catalog: this.catalog,
        hooks: this.plugins.hooks,
        runId: this.id,
        where: 'main',
        isAsync: this.isAsync,
        signal: this.signal,
        guard: this.guard,
        onDataset:
          this.#onEvent &&
          ((type, { name }, dataset, durationMs) => this.emit({ type, node: name, dataset, durationMs })),
        onWarning:
          this.#onEvent &&
          (({ name }, dataset, { code, message }) =>
            this.emit({ type: 'warning', node: name, dataset, code, message })),
      });
    } catch (error) {
      this.fail(node, error, start);
      throw error;
    }
    for (const dataset of this.finish(node, start)) {
      const released = this.catalog.release(dataset);
      if (isPromiseLike(released)) await released;
    }
  }

  /** Notes that a node starts, or started at `time`; gives the time to hand to `finish` or `fail`. */
  start(node: Node, workerId?: number, time?: number): number {
    if (!this.isObserved) return this.options.onDuration ? performance.now() : 0;
    this.emit({ type: 'node-started', node: node.name, ...(workerId && { workerId }) }, time);
    return performance.now();
  }

  /**
   * Counts a node as done, and names the datasets that are to be released now.
   *
   * @param start - on the clock of `performance.now()`, as is `end`
   * @param end - when it was done, if that is not now
   */
  finish(node: Node, start: number, workerId?: number, end?: number): string[] {
    this.done.add(node);
    const released = this.#releases.releasedBy(node);
    const { onDuration } = this.options;
    if (!this.isObserved && !onDuration) return released;
    const durationMs = (end ?? performance.now()) - start;
    onDuration?.(node.name, durationMs);
    if (this.isObserved) {
      const [done, total] = [this.done.size, this.plan.nodes.length];
      this.emit(
        { type: 'node-finished', node: node.name, durationMs, done, total, ...(workerId && { workerId }) },
        end && performance.timeOrigin + end,
      );
      for (const dataset of released) this.emit({ type: 'dataset-released', dataset });
    }
    return released;
  }

  /** Notes that a node failed; one that was abandoned because the run was cancelled did not. */
  fail(node: Node, error: unknown, start: number, workerId?: number): void {
    if (!this.isObserved || (error as { code?: unknown } | null)?.code === 'KEDRO_RUN_CANCELLED') return;
    const durationMs = performance.now() - start;
    this.emit({
      type: 'node-failed',
      node: node.name,
      durationMs,
      error: encodeError(error),
      ...(workerId && { workerId }),
    });
  }
}

function guardOf({ inputs, outputs }: Pipeline, { loadCounts }: RunPlan): InputGuard {
  return new InputGuard({
    given: new Map([...inputs].map((name) => [name, loadCounts.get(name)!])),
    results: new Set(outputs),
  });
}

/** A run id that sorts by time: `2026-03-01T09.30.00.000Z-1f2e3d4c`. */
export function createRunId(): string {
  return `${new Date().toISOString().replaceAll(':', '.')}-${randomUUID().slice(0, 8)}`;
}
