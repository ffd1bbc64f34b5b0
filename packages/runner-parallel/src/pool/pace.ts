import { MOST_CLAIMS } from '../protocol/claims.js';

/** More nodes than this never wait in one worker; one that runs and one that was taken back may have a claim beside them. */
export const MOST_AHEAD = MOST_CLAIMS / 2;

/** How long main may take until it has given a worker its next node. */
const ANSWER_MS = 1;

/** How much the latest node counts. */
const WEIGHT = 1 / 16;

/**
 * How many nodes are to wait in each worker: one, so that who ends a node goes on with the next, and more where nodes are so
 * short that main could not answer in time.
 */
export class Pace {
  #mean = ANSWER_MS;

  /** Notes how long a node took, in milliseconds. */
  note(durationMs: number): void {
    this.#mean += (durationMs - this.#mean) * WEIGHT;
  }

  get depth(): number {
    return Math.max(1, Math.min(MOST_AHEAD, Math.floor(ANSWER_MS / this.#mean)));
  }
}
