import type { Catalog } from '@kedro-ts/io';
import type { Node, Pipeline } from '@kedro-ts/pipeline';

/** Which process or thread a hook fires in: the one that the user started, or a worker of a parallel run. */
export type Where = 'main' | 'worker';

/** What every payload says. */
export interface HookPayload {
  /** The run this belongs to, the same in main and in all its workers. */
  readonly runId: string;
  readonly where: Where;
}

/** The project as configured: what `afterContextCreated` hands over. */
export interface Context {
  /** Absolute path of the folder that holds `kedro.config.*`. */
  readonly projectPath: string;
  /** The environment in use, such as `local`. */
  readonly env: string;
  /** All parameters, runtime parameters included. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** The configuration under a key such as `catalog` or `parameters`, or a key of the project's own. */
  config(key: string): Promise<Readonly<Record<string, unknown>>>;
}

/** The context exists; the catalog does not yet. */
export interface AfterContextCreated extends HookPayload {
  readonly context: Context;
}

/** The catalog exists; datasets may be added to it. */
export interface AfterCatalogCreated extends HookPayload {
  readonly catalog: Catalog;
  /** The catalog configuration it was made from; credentials are not in it. */
  readonly config: Readonly<Record<string, unknown>>;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** What every payload about a pipeline run says. */
export interface PipelinePayload extends HookPayload {
  readonly pipeline: Pipeline;
  readonly catalog: Catalog;
  /** The name of the runner, such as `parallel`. */
  readonly runner: string;
}

/** No node has started yet. */
export type BeforePipelineRun = PipelinePayload;

/** All nodes are done. */
export interface AfterPipelineRun extends PipelinePayload {
  /** Names of the datasets that the pipeline leaves behind. */
  readonly outputs: readonly string[];
}

/** The run failed or was cancelled. */
export interface OnPipelineError extends PipelinePayload {
  readonly error: unknown;
  /** Names of the nodes from which the run can be resumed, nearest first; empty when nothing was finished. */
  readonly resumeFrom: readonly string[];
}

/** A node is about to start; a tap that returns a reason keeps it from running: it then loads and saves nothing. */
export interface SkipNode extends HookPayload {
  readonly node: Node;
  readonly catalog: Catalog;
}

/** What every payload about a node says. */
export interface NodePayload extends HookPayload {
  readonly node: Node;
  readonly catalog: Catalog;
  /** The node's inputs by dataset name. */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Whether the inputs were loaded, and the outputs are saved, concurrently. */
  readonly isAsync: boolean;
  /** 1, or more when the node is tried again. */
  readonly attempt: number;
}

/** The inputs are loaded; a tap may return other values for some of them, by dataset name. */
export type BeforeNodeRun = NodePayload;

/** The function has returned; the outputs are not saved yet. */
export interface AfterNodeRun extends NodePayload {
  /** The node's outputs by dataset name; for a generator node an async iterable of such records, not to be consumed. */
  readonly outputs: Readonly<Record<string, unknown>>;
}

/** The function, or what it was given or gave, failed. */
export interface OnNodeError extends NodePayload {
  readonly error: unknown;
  /** Whether the node is tried again. */
  readonly willRetry: boolean;
}

/** A node is about to load or save a dataset. */
export interface DatasetPayload extends HookPayload {
  /** The dataset's name. */
  readonly dataset: string;
  readonly node: Node;
}

/** A node has loaded, or is about to save, or has saved these data. */
export interface DatasetDataPayload extends DatasetPayload {
  readonly data: unknown;
}
