import type { PluginMessage, Skip } from '@kedro-ts/hooks';
import type { NodeStage, TransferredError } from '@kedro-ts/runner';
import type { PackedValue } from './shared-entry.js';

/** Why a worker cannot run something that main wants run. */
export interface WorkerProblem {
  readonly kind: 'node-missing' | 'node-differs' | 'dataset-missing' | 'dataset-in-memory';
  readonly name: string;
}

/** One load or save of the node under way. */
export interface DatasetUse {
  readonly type: 'dataset-loaded' | 'dataset-saved';
  readonly dataset: string;
  readonly durationMs: number;
  /** When it was done, in milliseconds since the Unix epoch. */
  readonly time: number;
}

/** Everything that a worker says to main. */
export type WorkerMessage =
  | { readonly type: 'ready'; readonly problems: readonly WorkerProblem[] }
  | { readonly type: 'not-started'; readonly error: TransferredError }
  | { readonly type: 'datasets-used'; readonly uses: readonly DatasetUse[] }
  | {
      readonly type: 'warning';
      readonly node: string;
      readonly dataset: string;
      readonly code: string;
      readonly message: string;
    }
  | {
      readonly type: 'line';
      readonly stream: 'stdout' | 'stderr';
      readonly text: string;
      readonly node?: string;
    }
  | { readonly type: 'plugin'; readonly message: PluginMessage }
  | {
      readonly type: 'done';
      /** Of each output of the node; undefined where it does not pass through main, or was not made. */
      readonly outputs: readonly (PackedValue | undefined)[];
      /** When the node began and ended, in milliseconds since the Unix epoch. */
      readonly start: number;
      readonly end: number;
      /** What has not been told before. */
      readonly uses?: readonly DatasetUse[];
      /** Set when a plugin kept the node from running. */
      readonly skip?: Skip;
    }
  | {
      readonly type: 'failed';
      readonly error: TransferredError;
      readonly uses?: readonly DatasetUse[];
      /** How long to wait before the node is tried again, in milliseconds; absent when it is not. */
      readonly retryAfter?: number;
    }
  /** What the node is doing now; not told where main can see it. */
  | { readonly type: 'stage'; readonly stage: NodeStage }
  | { readonly type: 'not-released'; readonly error: TransferredError }
  /** An exception that nobody caught, and the node that it comes from, as far as that is known; the worker ends. */
  | { readonly type: 'crashed'; readonly error: TransferredError; readonly node?: string }
  | { readonly type: 'stopped' };
