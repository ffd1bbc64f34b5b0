import type { MainMessage } from '../protocol/main-message.js';
import type { WorkerMessage } from '../protocol/worker-message.js';

/** What happens at the other end of a connection. */
export interface ConnectionListener {
  message(message: WorkerMessage): void;
  /** A line that did not come as a message: native code, or a crash. */
  line(stream: 'stdout' | 'stderr', text: string): void;
  /** The worker is gone. */
  exit(exit: string, error: Error | undefined): void;
}

/** A line to one worker, whatever it is made of. It does not keep this process alive until somebody listens. */
export interface WorkerConnection {
  /** Says who is told what happens, and has happened; called once. */
  listen(listener: ConnectionListener): void;
  send(message: MainMessage): void;
  /** Ends the worker at once, unless it is gone already; the listener is told when it is. */
  kill(): void;
}

/** Starts a worker. */
export type Connect = () => WorkerConnection;
