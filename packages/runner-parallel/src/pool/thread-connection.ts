import { Worker } from 'node:worker_threads';
import type { MainMessage } from '../protocol/main-message.js';
import type { WorkerMessage } from '../protocol/worker-message.js';
import type { ConnectionListener, WorkerConnection } from './worker-connection.js';

/** Starts a worker in a thread of this process. */
export function connectThread(listener: ConnectionListener): WorkerConnection {
  const worker = new Worker(new URL('./worker/thread-entry.js', import.meta.url));
  let error: Error | undefined;
  worker.on('message', (message: WorkerMessage) => listener.message(message));
  worker.on('error', (thrown: unknown) => {
    error = thrown instanceof Error ? thrown : new Error(String(thrown));
  });
  worker.on('exit', (code) => listener.exit(`exit code ${code}`, error));
  return {
    send: (message: MainMessage) => worker.postMessage(message),
    kill: () => void worker.terminate(),
  };
}
