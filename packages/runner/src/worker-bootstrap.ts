import type { Catalog, MaybePromise } from '@kedro-ts/io';
import type { PluginHost, PluginMessage } from '@kedro-ts/hooks';
import type { Node } from '@kedro-ts/pipeline';

/**
 * How a worker comes to know the project: a pointer to code, and plain data for it. Nothing else crosses to a worker, so
 * closures and datasets that cannot be serialised work there: each worker makes its own.
 */
export interface WorkerBootstrap {
  /** The URL (`import.meta.url`, `file:///…`) or absolute path of an ES module that Node can import. */
  readonly module: string | URL;
  /** The exported {@link BootstrapFunction}. Default: `bootstrap`. */
  readonly export?: string;
  /** What the function gets; anything structured clone takes. */
  readonly data?: unknown;
}

/** Makes the project anew inside a worker; called once, before the worker's first node. */
export type BootstrapFunction<Data = unknown> = (data: Data, host: WorkerHost) => MaybePromise<WorkerScope>;

/** What the worker tells the bootstrap function. */
export interface WorkerHost {
  readonly runId: string;
  /** Numbered from 1. */
  readonly workerId: number;
  /** Takes a plugin's message to its counterpart in main; hand it to `applyPlugins`. */
  readonly post: (message: PluginMessage) => void;
  /** What the plugins in main have for those in this worker, by name; hand it to `applyPlugins`. */
  readonly fromMain: Readonly<Record<string, unknown>>;
}

/** What a worker needs to run nodes. */
export interface WorkerScope {
  readonly catalog: Catalog;
  /** The worker's own plugins and hooks. Default: none. */
  readonly plugins?: PluginHost;
  /** Finds a node again by its name. */
  findNode(name: string): Node | undefined;
  /** Called once when the worker stops; plugins are disposed of after it. */
  dispose?(): MaybePromise<void>;
}
