import type { PluginMessage } from '@kedro-ts/hooks';
import type { TransferredError } from '@kedro-ts/runner';
import type { SharedEntry } from './main-message.js';

/** Why a worker cannot run something that main wants run. */
export interface WorkerProblem {
  readonly kind: 'node-missing' | 'node-differs' | 'dataset-missing' | 'dataset-in-memory';
  readonly name: string;
}

/** Everything that a worker says to main. */
export type WorkerMessage =
  | { readonly type: 'ready'; readonly problems: readonly WorkerProblem[] }
  | { readonly type: 'not-started'; readonly error: TransferredError }
  | {
      readonly type: 'dataset-loaded' | 'dataset-saved';
      readonly node: string;
      readonly dataset: string;
      readonly durationMs: number;
    }
  | {
      readonly type: 'line';
      readonly stream: 'stdout' | 'stderr';
      readonly text: string;
      readonly node?: string;
    }
  | { readonly type: 'plugin'; readonly message: PluginMessage }
  | { readonly type: 'done'; readonly outputs: readonly SharedEntry[] }
  | { readonly type: 'failed'; readonly error: TransferredError }
  | { readonly type: 'not-released'; readonly error: TransferredError }
  /** An exception that nobody caught; the worker ends. Threads report it by themselves. */
  | { readonly type: 'crashed'; readonly error: TransferredError }
  | { readonly type: 'stopped' };
