import { fork } from 'node:child_process';
import type { Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { MainMessage } from '../protocol/main-message.js';
import type { WorkerMessage } from '../protocol/worker-message.js';
import { inheritedOptions } from './inherited-options.js';
import { Mailbox } from './mailbox.js';
import { nodeOptionsFor, type MemoryLimits } from './memory-limits.js';
import type { WorkerConnection } from './worker-connection.js';

/** How long the streams of a dead process may stay open, held by a process that it started itself. */
const STREAMS_TIMEOUT_MS = 1000;

/** Starts a worker in a process of its own. */
export function connectProcess(memory: MemoryLimits = {}): WorkerConnection {
  const child = fork(
    fileURLToPath(new URL('./worker/process-entry.js', import.meta.url)),
    [String(process.pid)],
    {
      serialization: 'advanced',
      execArgv: [...inheritedOptions(), ...nodeOptionsFor(memory)],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    },
  );
  const streams = [child.stdout!, child.stderr!];
  // Pipes of a child are sockets, and its channel is one too.
  const handles = [child, child.channel!, ...(streams as Socket[])];
  const mailbox = new Mailbox();
  let error: Error | undefined;
  let timer: NodeJS.Timeout | undefined;
  child.on('message', (message) => mailbox.tell((listener) => listener.message(message as WorkerMessage)));
  child.on('error', (thrown) => (error = thrown));
  child.on('exit', () => {
    timer = setTimeout(() => streams.forEach((stream) => stream.destroy()), STREAMS_TIMEOUT_MS);
  });
  // 'close' comes when the streams have ended too, so that the last lines of a crash are not lost.
  child.on('close', (code, signal) => {
    clearTimeout(timer);
    const exit = signal ? `signal ${signal}` : `exit code ${code}`;
    mailbox.tell((listener) => listener.exit(exit, error));
  });
  for (const stream of ['stdout', 'stderr'] as const) {
    createInterface({ input: child[stream]! }).on('line', (text) =>
      mailbox.tell((listener) => listener.line(stream, text)),
    );
  }
  for (const handle of handles) handle.unref();
  return {
    listen: (listener) => {
      for (const handle of handles) handle.ref();
      mailbox.listen(listener);
    },
    send: (message: MainMessage) => {
      // A failure to send means that the child is dying; its exit is reported anyway.
      child.send(message, () => {});
    },
    kill: () => void child.kill('SIGKILL'),
  };
}
