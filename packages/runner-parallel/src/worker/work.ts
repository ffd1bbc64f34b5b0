import { encodeError } from '@kedro-ts/runner';
import type { MainMessage, RunTask } from '../protocol/main-message.js';
import type { WorkerMessage } from '../protocol/worker-message.js';
import { captureOutput } from './capture-output.js';
import { Worker } from './worker.js';

/** How a worker talks to main, whatever it is made of. */
export interface MainConnection {
  send(message: WorkerMessage): void;
  onMessage(listener: (message: MainMessage) => void): void;
}

const { timeOrigin } = performance;

/** A worker's life: init once, then run nodes one at a time until told to stop. Messages but `cancel` are handled in order. */
export function work(main: MainConnection): void {
  let currentNode: string | undefined;
  let worker: Worker | undefined;
  const flushOutput = captureOutput((stream, text) => {
    worker?.uses.flush();
    main.send({ type: 'line', stream, text, ...(currentNode !== undefined && { node: currentNode }) });
  });
  const cancellation = new AbortController();

  const run = async (task: RunTask): Promise<void> => {
    if (cancellation.signal.aborted || !worker!.claim(task)) return;
    const node = worker!.nodes[task.node]!;
    currentNode = node.name;
    const start = timeOrigin + performance.now();
    try {
      const outputs = await worker!.run(node);
      flushOutput();
      const end = timeOrigin + performance.now();
      main.send({ type: 'done', outputs, start, end, ...worker!.uses.take() });
    } catch (error) {
      worker!.stopClaims();
      flushOutput();
      main.send({ type: 'failed', error: encodeError(error), ...worker!.uses.take() });
    } finally {
      currentNode = undefined;
    }
  };

  const handle = async (message: Exclude<MainMessage, { type: 'cancel' }>): Promise<void> => {
    switch (message.type) {
      case 'prepare':
        // What is wrong with it is told when it is needed.
        await import(message.module).catch(() => {});
        return;
      case 'init':
        // From here on code of users is imported, for which the maps are worth their time.
        process.setSourceMapsEnabled(true);
        try {
          worker = await Worker.create(message.init, main, cancellation.signal);
          flushOutput();
        } catch (error) {
          flushOutput();
          main.send({ type: 'not-started', error: encodeError(error) });
        }
        return;
      case 'run':
        await worker!.prepare(message);
        for (const task of message.tasks) await run(task);
        return;
      case 'release':
        return worker!.release(message.datasets);
      case 'stop':
        try {
          await worker?.dispose();
        } catch (error) {
          process.stderr.write(`${(error as Error).stack}\n`);
        }
        flushOutput();
        main.send({ type: 'stopped' });
    }
  };
  let last: Promise<void> = Promise.resolve();
  main.onMessage((message) => {
    if (message.type === 'cancel') cancellation.abort();
    else last = last.then(() => handle(message));
  });
}
