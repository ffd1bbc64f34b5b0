import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';
import type { MainMessage } from '../protocol/main-message.js';
import type { WorkerMessage } from '../protocol/worker-message.js';
import { inheritedOptions } from './inherited-options.js';
import { Mailbox } from './mailbox.js';
import type { MemoryLimits } from './memory-limits.js';
import type { WorkerConnection } from './worker-connection.js';

/** Starts a worker in a thread of this process. */
export function connectThread(memory: MemoryLimits = {}): WorkerConnection {
  // A channel of our own: all that has arrived by the time of an event can be taken at once, which costs a fraction of as many events.
  const { port1: port, port2: workerPort } = new MessageChannel();
  const options = inheritedOptions();
  const worker = new Worker(new URL('./worker/thread-entry.js', import.meta.url), {
    workerData: workerPort,
    transferList: [workerPort],
    resourceLimits: memory,
    // Threads inherit all options by themselves, and may not be given all of them.
    ...(options.length < process.execArgv.length && { execArgv: options }),
  });
  const mailbox = new Mailbox();
  const receive = (message: WorkerMessage): void => mailbox.tell((listener) => listener.message(message));
  const receiveAll = (): void => {
    for (let next = receiveMessageOnPort(port); next; next = receiveMessageOnPort(port))
      receive(next.message as WorkerMessage);
  };
  let error: Error | undefined;
  port.on('message', (message: WorkerMessage) => {
    receive(message);
    receiveAll();
  });
  worker.on('error', (thrown: unknown) => {
    error = thrown instanceof Error ? thrown : new Error(String(thrown));
  });
  worker.on('exit', (code) => {
    receiveAll();
    port.close();
    mailbox.tell((listener) => listener.exit(`exit code ${code}`, error));
  });
  port.unref();
  worker.unref();
  return {
    listen: (listener) => {
      worker.ref();
      mailbox.listen(listener);
    },
    send: (message: MainMessage) => port.postMessage(message),
    kill: () => void worker.terminate(),
  };
}
