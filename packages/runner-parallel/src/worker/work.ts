import { AsyncLocalStorage } from 'node:async_hooks';
import { collectUnused } from '@kedro-ts/io';
import { encodeError } from '@kedro-ts/runner';
import type { MainMessage, RunTask } from '../protocol/main-message.js';
import type { WorkerMessage } from '../protocol/worker-message.js';
import { captureOutput } from './capture-output.js';
import { Worker } from './worker.js';

/** How a worker talks to main, whatever it is made of. */
export interface MainConnection {
  send(message: WorkerMessage): void;
  /** Ends the worker when main is sure to get the message. */
  sendLast(message: WorkerMessage): void;
  onMessage(listener: (message: MainMessage) => void): void;
}

const { timeOrigin } = performance;

/** From which node something comes that happens when the node is perhaps over. */
const origins = new AsyncLocalStorage<string>();

/** A worker's life: init once, then run nodes one at a time until told to stop. Messages but `cancel` are handled in order. */
export function work(main: MainConnection): void {
  let currentNode: string | undefined;
  let worker: Worker | undefined;
  const flushOutput = captureOutput((stream, text) => {
    worker?.uses.flush();
    main.send({ type: 'line', stream, text, ...(currentNode !== undefined && { node: currentNode }) });
  });
  const cancellation = new AbortController();
  process.on('uncaughtException', (error) => {
    const node = origins.getStore();
    flushOutput();
    main.sendLast({ type: 'crashed', error: encodeError(error), ...(node !== undefined && { node }) });
  });

  const run = async (task: RunTask): Promise<void> => {
    if (cancellation.signal.aborted || !worker!.claim(task)) return;
    const node = worker!.nodes[task.node]!;
    const { attempt = 1 } = task;
    collectUnused();
    currentNode = node.name;
    const start = timeOrigin + performance.now();
    try {
      const made = await origins.run(node.name, () => worker!.run(node, attempt));
      flushOutput();
      const end = timeOrigin + performance.now();
      const result = Array.isArray(made) ? { outputs: made } : { outputs: [], skip: made };
      main.send({ type: 'done', ...result, start, end, ...worker!.uses.take() });
    } catch (error) {
      const retryAfter = worker!.retryDelay(node, attempt, error);
      if (retryAfter === undefined) worker!.stopClaims();
      flushOutput();
      main.send({
        type: 'failed',
        error: encodeError(error),
        ...(retryAfter !== undefined && { retryAfter }),
        ...worker!.uses.take(),
      });
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
  let idle: NodeJS.Timeout | undefined;
  main.onMessage((message) => {
    if (message.type === 'cancel') return cancellation.abort();
    clearTimeout(idle);
    last = last
      .then(() => handle(message))
      .then(() => {
        clearTimeout(idle);
        // It may take milliseconds, in which main would perhaps have had a node for this worker.
        if (message.type === 'run') idle = setTimeout(() => collectUnused({ isIdle: true }), IDLE_MS);
      });
  });
}

/** After so long without a node, none is about to come. */
const IDLE_MS = 1;
