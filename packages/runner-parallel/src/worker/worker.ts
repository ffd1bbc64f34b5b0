import { applyPlugins, type PluginHost } from '@kedro-ts/hooks';
import { isPromiseLike, sharedBuffers, type MaybePromise, type SharedMemoryDataset } from '@kedro-ts/io';
import type { Node } from '@kedro-ts/pipeline';
import { encodeError, InputGuard, runNode, type NodeScope, type WorkerScope } from '@kedro-ts/runner';
import { Claims } from '../protocol/claims.js';
import type { RunMessage, RunTask, WorkerInit } from '../protocol/main-message.js';
import { pack, unpack, type PackedValue } from '../protocol/shared-entry.js';
import { setUp } from './set-up.js';
import { UsedDatasets } from './used-datasets.js';
import type { MainConnection } from './work.js';

/** The project as it is in this worker. */
export class Worker {
  readonly #claims: Claims | undefined;
  readonly #nodeScope: NodeScope;

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
      // Every value that is loaded here was decoded for it: nothing in it belongs to anybody else.
      guard: init.isGuarded ? new InputGuard() : undefined,
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

  /** After a failure, nothing is to be claimed any more. */
  stopClaims(): void {
    this.#claims?.stop();
  }

  /** Runs a node on the values that are there; gives the handles of what it made. */
  async run(node: Node): Promise<(PackedValue | undefined)[]> {
    this.uses.begin(node.inputs.length);
    await runNode(node, this.#nodeScope);
    return node.outputs.map((dataset) => {
      const handle = this.exchanged.get(dataset)?.handle;
      return handle && pack(handle);
    });
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
