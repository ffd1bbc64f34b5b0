import type { MaybePromise } from '@kedro-ts/io';
import type { Claims } from '../protocol/claims.js';
import type { Task, TaskFailure, TaskResult } from './task.js';

/** A task in the hands of one worker: everything about it is told once. */
export class GivenTask {
  /** The number by which it is claimed; 0 when it was not given ahead. */
  claim = 0;
  isOver = false;
  #hasBegun = false;

  constructor(readonly task: Task) {}

  /** Whether the worker has really started it, or was told to at once. */
  isClaimed(claims: Claims | undefined, workerId: number): boolean {
    return this.claim === 0 || (claims !== undefined && claims.isClaimed(workerId, this.claim));
  }

  /** @param time - in milliseconds since the Unix epoch, on the clock by which workers tell when nodes ended. Default: now */
  begin(workerId: number, time = performance.timeOrigin + performance.now()): void {
    if (this.#hasBegun) return;
    this.#hasBegun = true;
    try {
      this.task.started(workerId, time);
    } catch (error) {
      this.fail({ error: error as Error, workerId });
    }
  }

  finish(result: TaskResult, workerId: number): MaybePromise<void> {
    if (this.isOver) return;
    this.isOver = true;
    return this.task.finished(result, workerId);
  }

  /** Lets somebody else run it, who has not started here. */
  takeBack(): void {
    if (this.isOver) return;
    this.isOver = true;
    this.task.takenBack();
  }

  fail(failure: TaskFailure): void {
    if (this.isOver) return;
    this.isOver = true;
    this.task.failed(failure);
  }
}
