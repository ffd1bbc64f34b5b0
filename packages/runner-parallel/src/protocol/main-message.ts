import type { CopyMode } from '@kedro-ts/io';
import type { PackedValue } from './shared-entry.js';

/** A node as main knows it, for the worker to find it again and compare: its name, how many inputs it has, these, its outputs. */
export type ExpectedNode = readonly [name: string, inputCount: number, ...datasets: string[]];

/** A dataset in memory as main has it. */
export type ExpectedDataset = readonly [name: string, copyMode: CopyMode | undefined];

/** What a worker needs before it can run nodes. */
export interface WorkerInit {
  readonly runId: string;
  readonly workerId: number;
  readonly module: string;
  readonly export: string;
  readonly data: unknown;
  readonly nodes: readonly ExpectedNode[];
  /** Datasets whose values are exchanged through main. */
  readonly exchanged: readonly ExpectedDataset[];
  /** Datasets that the worker's own catalog has to have. */
  readonly own: readonly string[];
  readonly isAsync: boolean;
  /** Whether nodes are kept from changing their inputs. */
  readonly isGuarded: boolean;
  /** Whether main wants to be told of loads and saves. */
  readonly isObserved: boolean;
  /** The folder for exchanged values; absent when they stay in memory. */
  readonly folder?: string;
  /** What the plugins in main have for those in the worker, by name. */
  readonly pluginData: Readonly<Record<string, unknown>>;
  /** Whether nothing more is to be started after a node failed for good. */
  readonly stopsOnFailure: boolean;
  /** The words of the run's `Claims`; absent where workers do not share memory. */
  readonly claims?: Int32Array | undefined;
  /** The words of the run's `Stages`; absent where workers do not share memory. */
  readonly stages?: Int32Array | undefined;
}

/** A node to run. */
export interface RunTask {
  /** Where it stands among the nodes that the worker was told of. */
  readonly node: number;
  /** Handles of those inputs that the worker does not know yet. */
  readonly inputs: readonly (readonly [dataset: string, value: PackedValue])[];
  /** Set when the node is given ahead: it is to be claimed by this number before it starts, and is left when it cannot be. */
  readonly claim?: number;
  /** From 2 on, when the node is tried again. */
  readonly attempt?: number;
}

/** Nodes to run one after another, and what has changed for the worker since the last ones. */
export interface RunMessage {
  readonly type: 'run';
  readonly tasks: readonly RunTask[];
  /** Datasets that nobody needs any more. */
  readonly released?: readonly string[];
  /** Shared memory for what the worker makes. */
  readonly spare?: readonly SharedArrayBuffer[];
}

/** Everything that main says to a worker. */
export type MainMessage =
  /** Import this module, which will be needed. */
  | { readonly type: 'prepare'; readonly module: string }
  | { readonly type: 'init'; readonly init: WorkerInit }
  | RunMessage
  | { readonly type: 'release'; readonly datasets: readonly string[] }
  /** Overtakes what was said before: the node under way is abandoned, unless it is saving already. */
  | { readonly type: 'cancel' }
  | { readonly type: 'stop' };
