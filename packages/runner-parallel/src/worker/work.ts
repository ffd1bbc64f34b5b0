import { applyPlugins, type PluginHost } from '@kedro-ts/hooks';
import type { SharedMemoryDataset } from '@kedro-ts/io';
import { encodeError, InputGuard, runNode, type WorkerScope } from '@kedro-ts/runner';
import type { MainMessage, SharedEntry, WorkerInit } from '../protocol/main-message.js';
import type { WorkerMessage } from '../protocol/worker-message.js';
import { captureOutput } from './capture-output.js';
import { setUp } from './set-up.js';

/** How a worker talks to main, whatever it is made of. */
export interface MainConnection {
  send(message: WorkerMessage): void;
  onMessage(listener: (message: MainMessage) => void): void;
}

/** A worker's life: init once, then run nodes one at a time until told to stop. Messages but `cancel` are handled in order. */
export function work(main: MainConnection): void {
  process.setSourceMapsEnabled(true);
  let currentNode: string | undefined;
  const flush = captureOutput((stream, text) =>
    main.send({ type: 'line', stream, text, ...(currentNode !== undefined && { node: currentNode }) }),
  );
  let worker: Worker | undefined;
  const cancellation = new AbortController();
  const handle = async (message: Exclude<MainMessage, { type: 'cancel' }>): Promise<void> => {
    switch (message.type) {
      case 'init':
        try {
          worker = await Worker.create(message.init, main);
          flush();
        } catch (error) {
          flush();
          main.send({ type: 'not-started', error: encodeError(error) });
        }
        return;
      case 'run':
        currentNode = message.node;
        try {
          const outputs = await worker!.run(message.node, message.inputs, cancellation.signal);
          flush();
          main.send({ type: 'done', outputs });
        } catch (error) {
          flush();
          main.send({ type: 'failed', error: encodeError(error) });
        } finally {
          currentNode = undefined;
        }
        return;
      case 'release':
        try {
          await worker!.release(message.datasets);
        } catch (error) {
          main.send({ type: 'not-released', error: encodeError(error) });
        }
        return;
      case 'stop':
        try {
          await worker?.dispose();
        } catch (error) {
          process.stderr.write(`${(error as Error).stack}\n`);
        }
        flush();
        main.send({ type: 'stopped' });
    }
  };
  let last: Promise<void> = Promise.resolve();
  main.onMessage((message) => {
    if (message.type === 'cancel') cancellation.abort();
    else last = last.then(() => handle(message));
  });
}

/** The project as it is in this worker. */
class Worker {
  /** Every value that is loaded here was decoded for it: nothing in it belongs to anybody else. */
  readonly #guard: InputGuard | undefined;

  private constructor(
    readonly init: WorkerInit,
    readonly main: MainConnection,
    readonly scope: WorkerScope,
    readonly plugins: PluginHost,
    readonly exchanged: ReadonlyMap<string, SharedMemoryDataset>,
  ) {
    this.#guard = init.isGuarded ? new InputGuard() : undefined;
  }

  static async create(init: WorkerInit, main: MainConnection): Promise<Worker> {
    const { scope, exchanged, problems } = await setUp(init, (message) =>
      main.send({ type: 'plugin', message }),
    );
    main.send({ type: 'ready', problems });
    return new Worker(init, main, scope, scope.plugins ?? applyPlugins(), exchanged);
  }

  /** Runs a node on these values; gives the handles of what it made, and keeps none. */
  async run(name: string, inputs: readonly SharedEntry[], signal: AbortSignal): Promise<SharedEntry[]> {
    const { init, main, scope, plugins, exchanged } = this;
    const node = scope.findNode(name)!;
    try {
      for (const [dataset, handle] of inputs) exchanged.get(dataset)!.handle = handle;
      await runNode(node, {
        catalog: scope.catalog,
        hooks: plugins.hooks,
        runId: init.runId,
        where: 'worker',
        isAsync: init.isAsync,
        signal,
        guard: this.#guard,
        onDataset: init.isObserved
          ? (type, _node, dataset, durationMs) => main.send({ type, node: name, dataset, durationMs })
          : undefined,
      });
      return node.outputs.flatMap((dataset) => {
        const handle = exchanged.get(dataset)?.handle;
        return handle ? [[dataset, handle] as const] : [];
      });
    } finally {
      for (const dataset of [...node.inputs, ...node.outputs]) exchanged.get(dataset)?.release();
    }
  }

  async release(datasets: readonly string[]): Promise<void> {
    for (const dataset of datasets) await this.scope.catalog.release(dataset);
  }

  async dispose(): Promise<void> {
    await this.scope.dispose?.();
    await this.plugins[Symbol.asyncDispose]();
  }
}
