import { applyPlugins, type PluginHost, type Skip } from '@kedro-ts/hooks';
import { isPromiseLike, sharedBuffers, type MaybePromise, type SharedMemoryDataset } from '@kedro-ts/io';
import type { Node } from '@kedro-ts/pipeline';
import {
  encodeError,
  InputGuard,
  runNode,
  type NodeScope,
  type NodeStage,
  type WorkerScope,
} from '@kedro-ts/runner';
import { retryDelay } from '@kedro-ts/pipeline';
import { Claims } from '../protocol/claims.js';
import type { RunMessage, RunTask, WorkerInit } from '../protocol/main-message.js';
import { Stages } from '../protocol/stages.js';
import { pack, unpack, type PackedValue } from '../protocol/shared-entry.js';
import { setUp } from './set-up.js';
import { UsedDatasets } from './used-datasets.js';
import type { MainConnection } from './work.js';

/** The project as it is in this worker. */
export class Worker {
  readonly #claims: Claims | undefined;
  readonly #nodeScope: NodeScope;
  /** Of the node under way. */
  #isChunkSaved = false;

  private constructor(
    readonly init: WorkerInit,
    readonly main: MainConnection,
    readonly uses: UsedDatasets,
    readonly scope: WorkerScope,
    readonly plugins: PluginHost,
    readonly nodes: readonly (Node | undefined)[],
    readonly exchanged: ReadonlyMap<string, SharedMemoryDataset>,
    signal: AbortSignal,
  ) {
    this.#claims = init.claims && new Claims(init.claims);
    this.#nodeScope = {
      catalog: scope.catalog,
      hooks: plugins.hooks,
      runId: init.runId,
      where: 'worker',
      isAsync: init.isAsync,
      signal,
      onChunkSaved: () => void (this.#isChunkSaved = true),
      // Every value that is loaded here was decoded for it: nothing in it belongs to anybody else.
      guard: init.isGuarded ? new InputGuard() : undefined,
      onStage: createStageListener(init, main),
      ...(init.isObserved && {
        onDataset: (type, _node, dataset, durationMs) => this.uses.add(type, dataset, durationMs),
        onWarning: (node, dataset, { code, message }) => {
          this.uses.flush();
          main.send({ type: 'warning', node: node.name, dataset, code, message });
        },
      }),
    };
  }

  /** @param signal - abandons what runs */
  static async create(init: WorkerInit, main: MainConnection, signal: AbortSignal): Promise<Worker> {
    const uses = new UsedDatasets((used) => main.send({ type: 'datasets-used', uses: used }));
    const { scope, nodes, exchanged, problems } = await setUp(init, (message) => {
      uses.flush();
      main.send({ type: 'plugin', message });
    });
    main.send({ type: 'ready', problems });
    return new Worker(init, main, uses, scope, scope.plugins ?? applyPlugins(), nodes, exchanged, signal);
  }

  /** Takes over what comes with nodes, whether they are run here or not. */
  prepare({ tasks, released, spare }: RunMessage): MaybePromise<void> {
    if (spare) sharedBuffers.accept(spare);
    for (const { inputs } of tasks)
      for (const entry of inputs) {
        const [dataset, value] = entry;
        this.exchanged.get(dataset)!.handle = unpack(value);
      }
    if (released) return this.release(released);
  }

  /** Whether a node is to be run here. */
  claim({ claim }: RunTask): boolean {
    return claim === undefined || this.#claims!.claim(this.init.workerId, claim);
  }

  /** After a failure, nothing is to be claimed any more, unless the run goes on all the same. */
  stopClaims(): void {
    if (this.init.stopsOnFailure) this.#claims?.stop();
  }

  /** Runs a node on the values that are there; gives the handles of what it made, or why a plugin kept it from running. */
  async run(node: Node, attempt: number): Promise<Skip | (PackedValue | undefined)[]> {
    this.uses.begin(node.inputs.length);
    this.#isChunkSaved = false;
    this.#nodeScope.onStage?.('load');
    const skip = await runNode(node, attempt === 1 ? this.#nodeScope : { ...this.#nodeScope, attempt });
    if (skip) return skip;
    return node.outputs.map((dataset) => {
      const handle = this.exchanged.get(dataset)?.handle;
      return handle && pack(handle);
    });
  }

  /** How long to wait before a node is tried again that has failed here; undefined when it is not. */
  retryDelay(node: Node, attempt: number, error: unknown): number | undefined {
    return this.#isChunkSaved ? undefined : retryDelay(node.retry, attempt, error);
  }

  /** Frees datasets; what goes wrong is told to main. */
  release(datasets: readonly string[]): MaybePromise<void> {
    try {
      for (const [i, dataset] of datasets.entries()) {
        const exchanged = this.exchanged.get(dataset);
        const released = exchanged ? exchanged.release() : this.scope.catalog.release(dataset);
        if (isPromiseLike(released))
          return released.then(() => this.release(datasets.slice(i + 1))).catch(this.#reportRelease);
      }
    } catch (error) {
      this.#reportRelease(error);
    }
  }

  async dispose(): Promise<void> {
    await this.scope.dispose?.();
    await this.plugins[Symbol.asyncDispose]();
  }

  readonly #reportRelease = (error: unknown): void =>
    this.main.send({ type: 'not-released', error: encodeError(error) });
}

/** Main is told only when it changes, or sees it by itself. */
function createStageListener(init: WorkerInit, main: MainConnection): NodeScope['onStage'] {
  if (init.stages) {
    const stages = new Stages(init.stages);
    return (stage) => stages.set(init.workerId, stage);
  }
  let last: NodeStage | undefined;
  return (stage) => {
    if (stage !== last) main.send({ type: 'stage', stage });
    last = stage;
  };
}
