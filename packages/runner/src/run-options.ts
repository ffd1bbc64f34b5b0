import type { Dataset } from '@kedro-ts/io';
import type { PluginHost } from '@kedro-ts/hooks';
import type { Resources } from '@kedro-ts/pipeline';
import type { Durations } from './expected-durations.js';
import type { OnFailure } from './failures.js';
import type { RunEvent } from './run-event.js';
import type { WorkerBootstrap } from './worker-bootstrap.js';

/** What a run may be given beside pipeline and catalog. */
export interface RunOptions {
  /** The plugins of this process, and their hooks. Default: none. */
  readonly plugins?: PluginHost;
  /** What hooks and events call the run. Default: a time and a random part. */
  readonly runId?: string;
  /** Leaves out nodes whose outputs are all there already, and that nobody who runs needs. Default: false. */
  readonly onlyMissingOutputs?: boolean;
  /** Cancels the run: nothing more is started or saved, error hooks fire. */
  readonly signal?: AbortSignal;
  /** What happens to the other nodes when one fails. Default: `finish-running`. */
  readonly onFailure?: OnFailure;
  /** Is told everything that happens. A listener that throws ends the run. */
  readonly onEvent?: (event: RunEvent) => void;
  /**
   * How much there is of what nodes need while they run, as in `{ memory: '8GB', gpu: 1, 'api:openai': 8 }`: they never take
   * more at once. Default: no limit, nor is there one for what is not named here.
   */
  readonly resources?: Resources;
  /** How long nodes took in earlier runs: what then took longest is started first. Default: each node counts the same. */
  readonly durations?: Durations;
  /** Is told the name of each node that is done, and how long it took, in milliseconds. Costs less than `onEvent`. */
  readonly onDuration?: (node: string, durationMs: number) => void;
  /** How workers come to know the project; runners without workers ignore it. */
  readonly bootstrap?: WorkerBootstrap;
}

/** How the value of a dataset came to the nodes that needed it. */
export interface DataUse {
  /** Bytes that all readers see in place. */
  readonly sharedBytes: number;
  /** Bytes that each reader decodes into objects of its own. */
  readonly copiedBytes: number;
  /** How many nodes read it. */
  readonly readers: number;
}

/** What a successful run leaves. */
export interface RunResult {
  readonly runId: string;
  /** The datasets that the pipeline makes and does not use itself, by name. */
  readonly outputs: Readonly<Record<string, Dataset>>;
  /** What was handed from worker to worker, by dataset; empty when all nodes ran in this process. */
  readonly data: Readonly<Record<string, DataUse>>;
}
