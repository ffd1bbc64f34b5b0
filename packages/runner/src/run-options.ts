import type { Dataset } from '@kedro-ts/io';
import type { PluginHost } from '@kedro-ts/hooks';
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
  /** Is told everything that happens. A listener that throws ends the run. */
  readonly onEvent?: (event: RunEvent) => void;
  /** How workers come to know the project; runners without workers ignore it. */
  readonly bootstrap?: WorkerBootstrap;
}

/** What a successful run leaves. */
export interface RunResult {
  readonly runId: string;
  /** The datasets that the pipeline makes and does not use itself, by name. */
  readonly outputs: Readonly<Record<string, Dataset>>;
}
