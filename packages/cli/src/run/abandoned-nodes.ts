import type { RunEvent } from '@kedro-ts/runner';

/** Finds out whether a run has left nodes of this process to themselves: what they do may go on for ever. */
export class AbandonedNodes {
  readonly #underWay = new Set<string>();
  #hasTimedOut = false;

  /** To be told of every event. */
  note(event: RunEvent): void {
    if (!('node' in event) || event.node === undefined || ('workerId' in event && event.workerId)) return;
    switch (event.type) {
      case 'node-started':
        this.#underWay.add(event.node);
        break;
      case 'node-failed':
      case 'node-retried':
        this.#hasTimedOut ||= event.error.code === 'KEDRO_NODE_TIMEOUT';
        this.#underWay.delete(event.node);
        break;
      case 'node-finished':
      case 'node-skipped':
        this.#underWay.delete(event.node);
        break;
      default:
      // Nothing about the beginning or the end of a node.
    }
  }

  /** Whether there are any, now that the run is over. */
  get areThere(): boolean {
    return this.#hasTimedOut || this.#underWay.size > 0;
  }
}
