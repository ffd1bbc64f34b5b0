import type { ConnectionListener } from './worker-connection.js';

/** Keeps what happens until somebody listens. */
export class Mailbox {
  #kept: ((listener: ConnectionListener) => void)[] = [];
  #listener: ConnectionListener | undefined;

  /** Tells the listener, or keeps it for the one to come. */
  tell(event: (listener: ConnectionListener) => void): void {
    if (this.#listener) event(this.#listener);
    else this.#kept.push(event);
  }

  listen(listener: ConnectionListener): void {
    this.#listener = listener;
    for (const event of this.#kept.splice(0)) event(listener);
  }
}
