import { rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import { sharedBuffers, SharedMemoryDataset, storeInMemory, type CopyMode, type Dataset } from '@kedro-ts/io';
import type { Pipeline } from '@kedro-ts/pipeline';
import {
  AbstractRunner,
  encodeError,
  orAborted,
  refuseUnknownOptions,
  RunCancelledError,
  RunnerOptionError,
  workersNeeded,
  type Run,
  type RunnerOptions,
  type WorkerBootstrap,
} from '@kedro-ts/runner';
import { WorkersRefusedError, type Refusal } from './errors.js';
import { Exchange, storeInFolder } from './exchange.js';
import { Lookahead } from './lookahead.js';
import { resolveMaxWorkers } from './max-workers.js';
import { checkMemoryLimits, type MemoryLimits } from './pool/memory-limits.js';
import { connectProcess } from './pool/process-connection.js';
import { connectThread } from './pool/thread-connection.js';
import type { WorkerConnection } from './pool/worker-connection.js';
import { WorkerPool, type PoolListener } from './pool/worker-pool.js';
import { makeRunFolder } from './run-folder.js';
import { runNodes } from './run-nodes.js';

/** What a {@link ParallelRunner} may be given. */
export interface ParallelRunnerOptions extends RunnerOptions {
  /** The most workers to start; fewer are started when fewer can be busy. Default: all available cores. At most 61 on Windows. */
  readonly maxWorkers?: number;
  /** Whether workers are threads of this process or processes of their own. Default: `thread`. */
  readonly isolation?: 'thread' | 'process';
  /** How much memory each worker may take. Default: what Node chooses. */
  readonly resourceLimits?: MemoryLimits;
  /** How workers come to know the nodes, for use without a project; a project supplies its own. */
  readonly bootstrap?: WorkerBootstrap;
}

/**
 * Runs nodes in worker threads or processes, each as soon as what it needs is there. Every worker makes the project anew
 * before its first node, so that configuration, plugins and all node and dataset hooks work there as they do in main.
 *
 * When a node fails, nothing more starts, but the nodes that are running are let finish, so that their outputs are whole.
 */
export class ParallelRunner extends AbstractRunner {
  readonly name = 'parallel';
  readonly maxWorkers: number;
  readonly isolation: 'thread' | 'process';
  readonly resourceLimits: MemoryLimits;
  readonly #bootstrap: WorkerBootstrap | undefined;
  readonly #prepared: WorkerConnection[] = [];

  /** @throws RunnerOptionError for options that it does not take, or values without meaning. */
  constructor(options: ParallelRunnerOptions = {}) {
    refuseUnknownOptions(options, ['isAsync', 'maxWorkers', 'isolation', 'resourceLimits', 'bootstrap']);
    super(options);
    this.maxWorkers = resolveMaxWorkers(options.maxWorkers ?? availableParallelism(), process.platform);
    this.isolation = resolveIsolation(options.isolation);
    this.resourceLimits = checkMemoryLimits(options.resourceLimits);
    this.#bootstrap = options.bootstrap;
  }

  protected override createDefaultDataset(_name: string): Dataset {
    return new SharedMemoryDataset();
  }

  protected override countWorkers(pipeline: Pipeline): number {
    return Math.min(workersNeeded(pipeline), this.maxWorkers);
  }

  protected override validate(run: Run): void {
    // With a bootstrap the workers are asked too, so that all reasons are listed at once.
    const bootstrap = this.#bootstrapOf(run);
    if (bootstrap !== undefined) return checkModule(bootstrap.module);
    throw new WorkersRefusedError([{ kind: 'no-bootstrap', name: '' }, ...findSingleProcess(run)]);
  }

  /** Starts workers, which import the module that will make the project anew in them. */
  override prepare(module: string | URL): void {
    const count = Math.min(this.maxWorkers, mostAtFirst(), MOST_PREPARED) - this.#prepared.length;
    for (let i = 0; i < count; i++) {
      const connection = this.#connect();
      connection.send({ type: 'prepare', module: moduleUrl(module) });
      this.#prepared.push(connection);
    }
  }

  override discard(): void {
    for (const connection of this.#prepared.splice(0)) connection.kill();
  }

  protected override async execute(run: Run): Promise<void> {
    if (run.plan.nodes.length === 0) return;
    const lookahead = new Lookahead(run.plan);
    const stopsOnFailure = run.onFailure !== 'continue';
    const most = this.countWorkers(run.pipeline);
    const pool = new WorkerPool(this.#takeConnections(Math.min(most, mostAtFirst())), listenFor(run), {
      most,
      sharesMemory: this.isolation === 'thread',
      mayFollow: (index, running) => lookahead.mayFollow(index, running),
      connect: () => this.#connect(),
      stopsOnFailure,
    });
    const folder = await this.#makeFolder().catch(async (error: unknown) => {
      await pool.cancel();
      throw error;
    });
    const exchange = new Exchange(
      exchangedDatasets(run),
      run.catalog,
      folder === undefined ? storeInMemory : storeInFolder(folder),
    );
    try {
      await this.#start(run, pool, exchange, folder);
      await runNodes(run, pool, exchange, lookahead);
      await pool.stop();
      pool.check();
      await exchange.settle();
      run.data = exchange.uses;
    } catch (error) {
      const isUrgent = error instanceof RunCancelledError || run.onFailure === 'stop';
      await (isUrgent ? pool.cancel() : pool.stop());
      // What was finished is kept; that this fails too must not hide why the run failed.
      await exchange.settle().catch((other: unknown) => process.emitWarning(other as Error));
      throw error;
    } finally {
      sharedBuffers.clear();
      if (folder !== undefined) await rm(folder, { recursive: true, force: true });
    }
  }

  /** Where processes put values for each other. */
  async #makeFolder(): Promise<string | undefined> {
    return this.isolation === 'process' ? makeRunFolder() : undefined;
  }

  #connect(): WorkerConnection {
    const connect = this.isolation === 'process' ? connectProcess : connectThread;
    return connect(this.resourceLimits);
  }

  /** Those that were prepared come first; those that are too many are ended. */
  #takeConnections(count: number): WorkerConnection[] {
    const taken = this.#prepared.splice(0, count);
    this.discard();
    while (taken.length < count) taken.push(this.#connect());
    return taken;
  }

  #bootstrapOf(run: Run): WorkerBootstrap | undefined {
    return run.bootstrap ?? this.#bootstrap;
  }

  async #start(run: Run, pool: WorkerPool, exchange: Exchange, folder: string | undefined): Promise<void> {
    const bootstrap = this.#bootstrapOf(run)!;
    const init = {
      runId: run.id,
      module: moduleUrl(bootstrap.module),
      export: bootstrap.export ?? 'bootstrap',
      data: bootstrap.data,
      nodes: run.plan.nodes.map(
        ({ name, inputs, outputs }) => [name, inputs.length, ...inputs, ...outputs] as const,
      ),
      exchanged: [...exchange.datasets].map((name) => [name, copyModeOf(name, run)] as const),
      own: [...run.pipeline.datasets].filter((name) => !exchange.datasets.has(name)),
      isAsync: this.isAsync,
      isGuarded: run.guard !== undefined,
      isObserved: run.isObserved,
      pluginData: run.plugins.forWorkers(),
      stopsOnFailure: run.onFailure !== 'continue',
      ...(folder !== undefined && { folder }),
    };
    const started = pool.start((workerId) => ({ ...init, workerId }));
    const problems = await orAborted(started, run.signal);
    const refusals = [...findSingleProcess(run), ...problems];
    if (refusals.length > 0) throw new WorkersRefusedError(refusals);
  }
}

/** One core is for main, which is busy too while workers start. */
function mostAtFirst(): number {
  return Math.max(1, availableParallelism() - 1);
}

/** More workers than this are not started before it is known how many can be busy. */
const MOST_PREPARED = 8;

/** What workers say beside the results of nodes goes to whoever follows the run. */
function listenFor(run: Run): PoolListener {
  const startTime = performance.now();
  return {
    workerStarted: (workerId) =>
      run.emit({ type: 'worker-started', workerId, durationMs: performance.now() - startTime }),
    workerLost: (workerId, death) => {
      const { node } = death;
      run.emit({
        type: 'worker-lost',
        workerId,
        error: encodeError(death),
        ...(node !== undefined && { node }),
      });
    },
    datasetUsed: ({ type, dataset, durationMs, time }, node, workerId) =>
      run.emit({ type, node, dataset, durationMs, workerId }, time),
    warned: (warning, workerId) => run.emit({ ...warning, workerId }),
    linePrinted: (line) => {
      if (run.isObserved) run.emit({ type: 'line-printed', ...line });
      // What nobody else shows is not to be lost.
      else process[line.stream].write(`${line.text}\n`);
    },
    pluginSpoke: (message) => run.plugins.receive(message),
  };
}

function findSingleProcess({ pipeline, catalog }: Run): Refusal[] {
  return [...pipeline.datasets]
    .filter((name) => catalog.peek(name)?.singleProcess)
    .map((name) => ({ kind: 'single-process', name }));
}

/** Values that are only in memory go from worker to worker through shared bytes; so do those of default datasets. */
function exchangedDatasets({ pipeline, catalog, defaults }: Run): ReadonlySet<string> {
  return new Set(
    [...pipeline.datasets].filter((name) => defaults.has(name) || catalog.peek(name)?.ephemeral),
  );
}

function copyModeOf(name: string, { catalog }: Run): CopyMode | undefined {
  const { copyMode } = (catalog.peek(name) ?? {}) as { readonly copyMode?: CopyMode | null };
  return copyMode ?? undefined;
}

function resolveIsolation(isolation: 'thread' | 'process' = 'thread'): 'thread' | 'process' {
  if (isolation === 'thread' || isolation === 'process') return isolation;
  throw new RunnerOptionError('isolation', `it is ${JSON.stringify(isolation)}; give "thread" or "process".`);
}

function moduleUrl(module: string | URL): string {
  return typeof module === 'string' && isAbsolute(module) ? pathToFileURL(module).href : String(module);
}

/** A relative path would mean another file in every worker. */
function checkModule(module: string | URL): void {
  if (module instanceof URL || isAbsolute(module) || URL.canParse(module)) return;
  throw new RunnerOptionError(
    'bootstrap.module',
    `it is ${JSON.stringify(module)}; give a URL or an absolute path: new URL("./worker.js", import.meta.url).`,
  );
}
