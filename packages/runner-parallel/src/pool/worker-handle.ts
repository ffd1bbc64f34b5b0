import { isPromiseLike } from '@kedro-ts/io';
import { decodeError, NodeTimeoutError, RunCancelledError } from '@kedro-ts/runner';
import { WorkerNotStartedError, type WorkerDiedError } from '../errors.js';
import type { RunTask, WorkerInit } from '../protocol/main-message.js';
import { unpackAll } from '../protocol/shared-entry.js';
import type { DatasetUse, WorkerMessage, WorkerProblem } from '../protocol/worker-message.js';
import { GivenTask } from './given-task.js';
import { LastWords } from './last-words.js';
import { NodeClock } from './node-clock.js';
import type { Pace } from './pace.js';
import type { Task } from './task.js';
import { TasksAhead } from './tasks-ahead.js';
import type { WorkerConnection } from './worker-connection.js';
import { WorkerEnding } from './worker-ending.js';
import type { SharedWords, WorkerListener } from './worker-listener.js';
import { WorkerStock } from './worker-stock.js';

interface Pending<T> {
  resolve(value: T): void;
  reject(error: Error): void;
}

/** One worker, from its start to its end: start, give*, stop. It runs one node at a time, and may have more ahead. */
export class WorkerHandle {
  readonly #ending: WorkerEnding;
  readonly #stock: WorkerStock;
  readonly #lastWords = new LastWords();
  #start: Pending<readonly WorkerProblem[]> | undefined;
  #current: GivenTask | undefined;
  /** Absent when nothing can be given ahead. */
  readonly #ahead: TasksAhead | undefined;
  #unsent: RunTask[] = [];
  readonly #clock: NodeClock;
  #death: WorkerDiedError | undefined;
  #isReady = false;
  /** After the failure of a node, nothing more is started here. */
  #hasFailed = false;

  constructor(
    readonly id: number,
    private readonly connection: WorkerConnection,
    readonly listener: WorkerListener,
    private readonly shared: SharedWords,
    private readonly pace: Pace,
  ) {
    this.#ending = new WorkerEnding(connection);
    this.#ahead = shared.claims && new TasksAhead(id, shared.claims, pace);
    this.#clock = new NodeClock(() => connection.kill());
    this.#stock = new WorkerStock((datasets) => {
      if (!this.#death && !this.#ending.isWanted) connection.send({ type: 'release', datasets });
    });
    connection.listen({
      message: (message) => this.#guard(() => this.#receive(message)),
      line: (stream, text) => this.#guard(() => this.#printed(stream, text, this.#current?.task.node)),
      exit: (exit, error) => {
        this.#guard(() => this.#died(exit, error));
        this.#ending.exited();
      },
    });
  }

  /** Lets the worker make the project anew; gives what it cannot run. */
  start(init: WorkerInit): Promise<readonly WorkerProblem[]> {
    return new Promise((resolve, reject) => {
      if (this.#death) return reject(this.#death);
      this.#start = { resolve, reject };
      const { claims, stages } = this.shared;
      this.connection.send({
        type: 'init',
        init: { ...init, claims: claims?.words, stages: stages?.words },
      });
    });
  }

  /** Whether it can run a node at once. */
  get isIdle(): boolean {
    return this.#isReady && this.#current === undefined && !this.#hasFailed && !this.#death;
  }

  /** Whether it can run nodes, now or after those that it has. */
  get isReady(): boolean {
    return this.#isReady && !this.#death;
  }

  /** Whether it will be able to run a node soon. */
  get isStarting(): boolean {
    return !this.#isReady && !this.#death;
  }

  /** How many nodes wait in it. */
  get aheadCount(): number {
    return this.#ahead?.length ?? 0;
  }

  /** Whether another node can be put behind those that it has, each of which passes the test. */
  hasRoomAhead(test: (task: Task) => boolean): boolean {
    if (!this.#ahead?.hasRoom || this.#current === undefined || this.#death) return false;
    return test(this.#current.task) && this.#ahead.every(test);
  }

  /** Runs a node, at once or, if it has room ahead, after the one that it is running. */
  give(task: Task): void {
    const given = new GivenTask(task);
    if (this.#death) return given.fail({ error: this.#death, workerId: undefined });
    if (this.#current === undefined) {
      this.#setCurrent(given);
      given.begin(this.id);
      if (given.isOver) {
        // Whoever listens has thrown.
        this.#setCurrent(undefined);
        this.#hasFailed = true;
        return;
      }
    } else {
      this.#ahead!.push(given, this.#current);
    }
    // Who listens may have taken long.
    if (given === this.#current) this.#clock.start(task.timeout);
    this.#unsent.push(this.#stock.packTask(task, given.claim));
    // Those that are given in one go cross in one message.
    if (this.#unsent.length === 1) queueMicrotask(() => this.#guard(() => this.#sendTasks()));
  }

  #sendTasks(): void {
    const tasks = this.#unsent;
    this.#unsent = [];
    if (!this.#death && !this.#ending.isWanted) this.connection.send(this.#stock.packMessage(tasks));
  }

  /** Takes back the first node that waits here and that the worker has not claimed. */
  takeBack(): Task | undefined {
    return this.#ahead?.takeBack();
  }

  /** Frees datasets that the worker's catalog may hold. */
  release(datasets: readonly string[]): void {
    this.#stock.release(datasets);
  }

  /** Frees a value that passed through main, if the worker knows it. */
  forget(dataset: string): void {
    this.#stock.forget(dataset);
  }

  /** Lets the worker dispose of what it holds, then ends it; resolves when it is gone. */
  async stop(): Promise<void> {
    this.#stock.flush();
    await this.#ending.end({ isStarting: this.isStarting });
    this.#clock.start(undefined);
  }

  /** Lets the worker abandon its node, or bring to its end what it is saving, then ends it; resolves when it is gone. */
  async cancel(): Promise<void> {
    await this.#ending.end({ isStarting: this.isStarting, isCancelled: true });
    this.#clock.start(undefined);
  }

  #receive(message: WorkerMessage): void {
    switch (message.type) {
      case 'ready':
        this.#isReady = true;
        return this.#started()?.resolve(message.problems);
      case 'not-started':
        return this.#started()?.reject(new WorkerNotStartedError(this.id, decodeError(message.error)));
      case 'datasets-used':
        return this.#used(message.uses);
      case 'warning':
        this.#current?.begin(this.id);
        return this.listener.warned(message, this.id);
      case 'stage':
        this.#lastWords.stage = message.stage;
        return;
      case 'done':
        return this.#done(message);
      case 'failed':
        return this.#failed(message);
      case 'not-released':
        return this.listener.failedIdle(decodeError(message.error));
      case 'crashed':
        this.#lastWords.crash = { error: decodeError(message.error), node: message.node };
        return;
      case 'stopped':
        return this.#ending.stopped();
      case 'line':
        return this.#printed(message.stream, message.text, message.node);
      case 'plugin':
        return this.listener.pluginSpoke(message.message);
    }
  }

  #printed(stream: 'stdout' | 'stderr', text: string, node: string | undefined): void {
    this.#lastWords.add(text);
    this.listener.linePrinted({ stream, text, workerId: this.id, ...(node !== undefined && { node }) });
  }

  #used(uses: readonly DatasetUse[] = []): void {
    const given = this.#current;
    if (given === undefined || given.isOver) return;
    given.begin(this.id, uses[0]?.time);
    for (const use of uses) this.listener.datasetUsed(use, given.task.node, this.id);
  }

  #done({ outputs, start, end, uses, skip }: Extract<WorkerMessage, { type: 'done' }>): void {
    const given = this.#current;
    if (given === undefined) return;
    given.begin(this.id, start);
    this.#used(uses);
    const entries = unpackAll(given.task.outputs, outputs);
    this.#stock.learn(entries);
    this.pace.note(end - start);
    const next = this.#ahead?.shift();
    const finished = given.finish({ outputs: entries, start, end, skip }, this.id);
    this.#goOn(next, finished, end);
  }

  #failed({ error, uses, retryAfter }: Extract<WorkerMessage, { type: 'failed' }>): void {
    const given = this.#current;
    if (given === undefined) return;
    this.#used(uses);
    given.begin(this.id);
    given.fail({ error: decodeError(error), workerId: this.id, retryAfter });
    if (retryAfter === undefined && this.listener.stopsOnFailure) {
      // What is ahead is not started any more, and will be taken back.
      this.#setCurrent(undefined);
      this.#hasFailed = true;
    } else this.#goOn(this.#ahead?.shift());
  }

  /** The worker goes on with the next node by itself, if it has one. */
  #goOn(next: GivenTask | undefined, after?: unknown, time?: number): void {
    const begin = (): void => next?.begin(this.id, time);
    if (isPromiseLike(after)) void after.then(() => this.#guard(begin));
    else begin();
    this.#setCurrent(next);
    if (next === undefined) this.listener.becameIdle(this);
  }

  #setCurrent(given: GivenTask | undefined): void {
    this.#current = given;
    this.#lastWords.stage = undefined;
    this.#clock.start(given?.task.timeout);
  }

  #started(): Pending<readonly WorkerProblem[]> | undefined {
    const pending = this.#start;
    this.#start = undefined;
    return pending;
  }

  #died(exit: string, error: Error | undefined): void {
    const { claims, stages } = this.shared;
    const current = this.#current;
    // Those before the last one had ended, and could not say so any more.
    const claimed = [current, ...(this.#ahead?.claimed ?? [])].filter(
      (given) => given?.isOver === false && given.isClaimed(claims, this.id),
    ) as GivenTask[];
    const running = claimed.at(-1)?.task;
    const seen = { node: running?.node, stage: stages?.get(this.id) };
    const death = this.#lastWords.toError(this.id, exit, seen, error);
    this.#death = death;
    const starting = this.#started();
    const isExpected = this.#ending.isWanted || starting !== undefined;
    starting?.reject(new WorkerNotStartedError(this.id, death));
    const lost = this.#ending.isCancelled ? new RunCancelledError() : death;
    for (const given of claimed) {
      given.begin(this.id);
      const isLate = this.#clock.hasRunOut && given.task === running;
      given.fail({
        error: isLate ? new NodeTimeoutError(running.node, running.timeout!, { cause: death }) : lost,
        workerId: this.id,
        isLost: true,
      });
    }
    // It was next, but had not started.
    if (current && !claimed.includes(current)) current.takeBack();
    this.#setCurrent(undefined);
    if (!isExpected) {
      if (claimed.length === 0 || death.node !== running?.node) this.listener.failedIdle(death);
      this.listener.died(this, death);
    }
  }

  /** Listeners belong to users: what they throw must end the run, not the process. */
  #guard(action: () => void): void {
    try {
      action();
    } catch (error) {
      this.#fail(error as Error);
    }
  }

  /** Part of a message is lost, so that nothing more can be told of what the worker has. */
  #fail(error: Error): void {
    this.#started()?.reject(error);
    if (!this.#ending.isWanted) this.listener.failedIdle(error);
    for (let task = this.takeBack(); task; task = this.takeBack()) task.takenBack();
    for (let given = this.#current; given; given = this.#ahead?.shift())
      given.fail({ error, workerId: this.id });
    this.#setCurrent(undefined);
    this.#hasFailed = true;
  }
}
