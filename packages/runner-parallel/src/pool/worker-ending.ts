import { GRACE_MS } from '@kedro-ts/runner';
import type { WorkerConnection } from './worker-connection.js';

/** How long a worker may take to dispose of what it holds before it is ended. */
const STOP_TIMEOUT_MS = 5000;

/** How long a cancelled worker may take; one whose node never yields does not notice, and is ended in the middle of it. */
const CANCEL_TIMEOUT_MS = GRACE_MS + 500;

/** How a worker is brought to its end. */
export interface EndOptions {
  readonly isStarting: boolean;
  /** Default: false. */
  readonly isCancelled?: boolean;
}

/** Brings a worker to its end, and waits for that. */
export class WorkerEnding {
  /** Whether the worker is to end. */
  isWanted = false;
  isCancelled = false;
  readonly #gone: Promise<void>;
  #isGone = false;
  #setGone!: () => void;
  #setStopped: (() => void) | undefined;

  constructor(private readonly connection: WorkerConnection) {
    this.#gone = new Promise((resolve) => (this.#setGone = resolve));
  }

  /**
   * Lets the worker dispose of what it holds, and abandon its node if it is cancelled, then ends it; one that is still starting, and
   * so has run nothing, is ended at once. Resolves when it is gone.
   */
  async end({ isStarting, isCancelled = false }: EndOptions): Promise<void> {
    this.isWanted = true;
    this.isCancelled ||= isCancelled;
    if (!this.#isGone && !isStarting) {
      if (isCancelled) this.connection.send({ type: 'cancel' });
      let timer: NodeJS.Timeout | undefined;
      await new Promise<void>((resolve) => {
        this.#setStopped = resolve;
        timer = setTimeout(resolve, isCancelled ? CANCEL_TIMEOUT_MS : STOP_TIMEOUT_MS);
        this.connection.send({ type: 'stop' });
      });
      clearTimeout(timer);
    }
    this.connection.kill();
    await this.#gone;
  }

  /** The worker has disposed of what it held. */
  stopped(): void {
    this.#setStopped?.();
  }

  /** The worker is gone. */
  exited(): void {
    this.#isGone = true;
    this.#setStopped?.();
    this.#setGone();
  }
}
