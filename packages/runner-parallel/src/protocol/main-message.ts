import type { CopyMode, SharedValue } from '@kedro-ts/io';

/** A dataset's name and the handle to its value. */
export type SharedEntry = readonly [dataset: string, value: SharedValue];

/** A node as main knows it, for the worker to find it again and compare. */
export interface ExpectedNode {
  readonly name: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

/** A dataset in memory as main has it. */
export interface ExpectedDataset {
  readonly name: string;
  readonly copyMode: CopyMode | undefined;
}

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
}

/** Everything that main says to a worker. */
export type MainMessage =
  | { readonly type: 'init'; readonly init: WorkerInit }
  | { readonly type: 'run'; readonly node: string; readonly inputs: readonly SharedEntry[] }
  | { readonly type: 'release'; readonly datasets: readonly string[] }
  /** Overtakes what was said before: the node under way is abandoned, unless it is saving already. */
  | { readonly type: 'cancel' }
  | { readonly type: 'stop' };
