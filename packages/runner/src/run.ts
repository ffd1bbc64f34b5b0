import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { isPromiseLike, type Catalog } from '@kedro-ts/io';
import { applyPlugins, type PluginHost, type Skip } from '@kedro-ts/hooks';
import { retryDelay, type Node, type Pipeline } from '@kedro-ts/pipeline';
import type { OnFailure } from './failures.js';
import { InputGuard } from './guard/input-guard.js';
import { checkNotAborted } from './or-aborted.js';
import { ReleaseCounter } from './release-counter.js';
import type { RunEvent } from './run-event.js';
import { runNode, type NodeScope } from './run-node.js';
import type { DataUse, RunOptions } from './run-options.js';
import { planRun, type RunPlan } from './run-plan.js';
import type { Retrial } from './run-ready-nodes.js';
import { encodeError, type TransferredError } from './transfer-error.js';
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
  readonly #scope: NodeScope;
  readonly #stopped: AbortController | undefined;
  readonly #failedAttempts = new Map<Node, number>();
  readonly #releases: ReleaseCounter;
  #isOver = false;
  /** That ends the run: it is no failure of the node in which it happened, which could be tried again. */
  #hasListenerThrown = false;

  constructor(
    readonly pipeline: Pipeline,
    readonly catalog: Catalog,
    readonly isAsync: boolean,
    private readonly options: RunOptions,
  ) {
    this.id = options.runId ?? createRunId();
    this.plugins = options.plugins ?? applyPlugins();
    this.#stopped = options.onFailure === 'stop' ? new AbortController() : undefined;
    this.signal = anySignal(options.signal, this.#stopped?.signal);
    this.bootstrap = options.bootstrap;
    this.#onEvent = options.onEvent;
    this.plan = planRun(pipeline, options);
    this.guard = process.env['NODE_ENV'] === 'production' ? undefined : guardOf(pipeline, this.plan);
    this.#releases = new ReleaseCounter(this.plan);
    this.#scope = this.#createScope();
  }

  /** The same run of a part of its pipeline. */
  of(pipeline: Pipeline): Run {
    const { id: runId, plugins, options } = this;
    return new Run(pipeline, this.catalog, this.isAsync, { ...options, runId, plugins });
  }

  get onFailure(): OnFailure {
    return this.options.onFailure ?? 'finish-running';
  }

  /** Whether anybody wants events; when not, nothing needs to be measured. */
  get isObserved(): boolean {
    return this.#onEvent !== undefined;
  }

  /** Tells the listener what happened, and when; nothing any more once the run is over. */
  emit(event: EventDetails, time = Date.now()): void {
    if (this.#isOver) return;
    this.#isOver = event.type === 'run-finished' || event.type === 'run-failed';
    try {
      this.#onEvent?.({ runId: this.id, time: Math.round(time), ...event });
    } catch (error) {
      this.#hasListenerThrown = true;
      throw error;
    }
  }

  /**
   * Runs a node in this process, from its start to the release of what it frees.
   *
   * @returns when to try it again, if it failed and is to be
   * @throws RunCancelledError, or what made it fail for good.
   */
  async runHere(node: Node): Promise<Retrial | void> {
    checkNotAborted(this.signal);
    const attempt = this.attemptOf(node);
    const start = this.start(node);
    let canRetry = true;
    let skip: Skip | undefined;
    try {
      // Most nodes are not tried again, for which the shared scope will do.
      const scope =
        node.retry === undefined
          ? this.#scope
          : { ...this.#scope, attempt, onChunkSaved: () => void (canRetry = false) };
      skip = await runNode(node, scope);
    } catch (error) {
      const delay = canRetry ? retryDelay(node.retry, attempt, error) : undefined;
      return this.fail(node, error, { start, delay });
    }
    for (const dataset of skip ? this.skip(node, skip) : this.finish(node, start)) {
      const freed = this.catalog.release(dataset);
      if (isPromiseLike(freed)) await freed;
    }
  }

  /** How often the node has been tried, the try that is under way or comes next included. */
  attemptOf(node: Node): number {
    return this.#failedAttempts.size === 0 ? 1 : (this.#failedAttempts.get(node) ?? 0) + 1;
  }

  /** Says that running nodes are not waited for any more, if a failure is to have that consequence; those of this process hear it. */
  stop(): void {
    this.#stopped?.abort(new Error('another node failed'));
  }

  /** Notes that a node starts, or started at `time`; gives the time to hand to `finish` or `fail`. */
  start(node: Node, workerId?: number, time?: number): number {
    if (!this.isObserved) return this.options.onDuration ? performance.now() : 0;
    const attempt = this.attemptOf(node);
    this.emit(
      {
        type: 'node-started',
        node: node.name,
        ...(attempt > 1 && { attempt }),
        ...(workerId && { workerId }),
      },
      time,
    );
    return performance.now();
  }

  #createScope(): NodeScope {
    const { catalog, plugins, id, isAsync, signal, guard } = this;
    return {
      catalog,
      hooks: plugins.hooks,
      runId: id,
      where: 'main',
      isAsync,
      signal,
      guard,
      ...(this.isObserved && {
        onDataset: (type, { name }, dataset, durationMs) =>
          this.emit({ type, node: name, dataset, durationMs }),
        onWarning: ({ name }, dataset, { code, message }) =>
          this.emit({ type: 'warning', node: name, dataset, code, message }),
      }),
    };
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

  /** Counts a node as done that a plugin kept from running, and names the datasets that are to be released now. */
  skip(node: Node, { plugin, reason }: Skip, workerId?: number): string[] {
    this.done.add(node);
    const released = this.#releases.releasedBy(node);
    const [done, total] = [this.done.size, this.plan.nodes.length];
    this.emit({
      type: 'node-skipped',
      node: node.name,
      plugin,
      reason,
      done,
      total,
      ...(workerId && { workerId }),
    });
    for (const dataset of released) this.emit({ type: 'dataset-released', dataset });
    return released;
  }

  /**
   * Notes that a node failed; one that was abandoned because the run was cancelled, or is to stop, did not.
   *
   * @returns when to try it again
   * @throws the error, when it is not to be tried again.
   */
  fail(node: Node, error: unknown, { start, delay, workerId }: Failure): Retrial {
    if (this.signal?.aborted) throw error;
    const details = {
      node: node.name,
      durationMs: start === undefined ? 0 : performance.now() - start,
      error: this.isObserved ? encodeError(error) : NOT_LOOKED_AT,
      ...(workerId && { workerId }),
    };
    if (delay === undefined || this.#hasListenerThrown) {
      this.emit({ type: 'node-failed', ...details });
      throw error;
    }
    const attempt = this.attemptOf(node);
    this.#failedAttempts.set(node, attempt);
    this.emit({ type: 'node-retried', ...details, attempt, delayMs: delay });
    return { retryAfter: delay };
  }
}

/** What is to be known of the failure of a node. */
export interface Failure {
  /** When the node started, on the clock of `performance.now()`; absent when it has not. */
  readonly start?: number | undefined;
  /** How long to wait before it is tried again, in milliseconds; absent when it is not. */
  readonly delay?: number | undefined;
  /** Where it ran; absent in main. */
  readonly workerId?: number | undefined;
}

const NOT_LOOKED_AT: TransferredError = { name: 'Error', message: '' };

/** A signal of our own, to which every running node may listen without Node's warning of a leak. */
function anySignal(...signals: readonly (AbortSignal | undefined)[]): AbortSignal | undefined {
  const given = signals.filter((signal) => signal !== undefined);
  if (given.length === 0) return undefined;
  const signal = AbortSignal.any(given);
  setMaxListeners(0, signal);
  return signal;
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
