import { sharedBuffers, type SharedValue } from '@kedro-ts/io';
import type { RunMessage, RunTask } from '../protocol/main-message.js';
import { pack, type PackedValue, type SharedEntry } from '../protocol/shared-entry.js';
import type { Task } from './task.js';

/**
 * What main knows of the values and the spare memory that a worker has, so that it is told only what is new to it, and with the
 * next node rather than in messages of its own.
 */
export class WorkerStock {
  readonly #known = new Set<string>();
  #released: string[] = [];
  #flush: NodeJS.Immediate | undefined;
  /** In bytes: the largest values that a node made, and the spare memory that the worker has for them. */
  #needed = 0;
  #lent = 0;

  /** @param sendReleased - tells the worker what was released, when there is no node to tell it with */
  constructor(private readonly sendReleased: (datasets: readonly string[]) => void) {}

  /** What the worker has to know of a node. */
  packTask({ index, inputs, attempt }: Task, claim: number): RunTask {
    const news: [string, PackedValue][] = [];
    for (const [dataset, value] of inputs) {
      if (this.#known.has(dataset)) continue;
      this.#known.add(dataset);
      news.push([dataset, pack(value)]);
    }
    return {
      node: index,
      inputs: news,
      ...(claim > 0 && { claim }),
      ...(attempt > 1 && { attempt }),
    };
  }

  /** The message that gives nodes to the worker. */
  packMessage(tasks: readonly RunTask[]): RunMessage {
    const released = this.#takeReleased();
    const spare = this.#lend();
    return {
      type: 'run',
      tasks,
      ...(released.length > 0 && { released }),
      ...(spare.length > 0 && { spare }),
    };
  }

  /** Notes what the worker has made, and keeps. */
  learn(outputs: readonly SharedEntry[]): void {
    let made = 0;
    for (const [dataset, value] of outputs) {
      this.#known.add(dataset);
      made += memoryOf(value);
    }
    this.#needed = Math.max(this.#needed, made);
    this.#lent = Math.max(0, this.#lent - made);
  }

  /** A value that passed through main is needed no more. */
  forget(dataset: string): void {
    if (this.#known.delete(dataset)) this.#released.push(dataset);
  }

  /** Datasets of the worker's own are needed no more: it is told soon, because they may hold much. */
  release(datasets: readonly string[]): void {
    this.#released.push(...datasets);
    this.#flush ??= setImmediate(() => this.flush());
  }

  /** Tells the worker now. */
  flush(): void {
    const released = this.#takeReleased();
    if (released.length > 0) this.sendReleased(released);
  }

  #takeReleased(): readonly string[] {
    clearImmediate(this.#flush);
    this.#flush = undefined;
    if (this.#released.length === 0) return NONE;
    const released = this.#released;
    this.#released = [];
    return released;
  }

  /** As much as a node made at most, so that no worker hoards what others need. */
  #lend(): readonly SharedArrayBuffer[] {
    if (sharedBuffers.idleBytes === 0 || this.#lent >= this.#needed) return NONE;
    const spare = sharedBuffers.lend(this.#needed - this.#lent);
    for (const { byteLength } of spare) this.#lent += byteLength;
    return spare;
  }
}

/** In bytes. */
function memoryOf({ storage, foreign }: SharedValue): number {
  const outside = foreign.reduce((sum, { buffer }) => sum + buffer.byteLength, 0);
  return outside + (storage.kind === 'memory' ? storage.buffer.byteLength : 0);
}

const NONE: readonly never[] = [];
