import { haveOneWord, type Claims } from '../protocol/claims.js';
import type { GivenTask } from './given-task.js';
import type { Pace } from './pace.js';
import type { Task } from './task.js';

/** What waits in one worker behind the node that it runs, in order. */
export class TasksAhead {
  readonly #tasks: GivenTask[] = [];
  #lastClaim = 0;
  /** It is filled up when half of it is gone, so that several nodes cross in one message. */
  #isFilling = true;

  constructor(
    private readonly workerId: number,
    private readonly claims: Claims,
    private readonly pace: Pace,
  ) {}

  get length(): number {
    return this.#tasks.length;
  }

  get hasRoom(): boolean {
    return this.#isFilling;
  }

  /** Whether all of them pass the test. */
  every(test: (task: Task) => boolean): boolean {
    return this.#tasks.every(({ task }) => test(task));
  }

  /** Adds a node, which the worker is to claim before it starts it. */
  push(given: GivenTask, current: GivenTask): void {
    do this.#lastClaim++;
    while ([current, ...this.#tasks].some(({ claim }) => claim > 0 && haveOneWord(claim, this.#lastClaim)));
    given.claim = this.#lastClaim;
    this.claims.offer(this.workerId, given.claim);
    this.#tasks.push(given);
    if (this.#tasks.length >= this.pace.depth) this.#isFilling = false;
  }

  /** Takes out the first node, for the worker to start: from now on nobody else may have it. */
  shift(): GivenTask | undefined {
    const given = this.#tasks.shift();
    if (given) this.claims.settle(this.workerId, given.claim);
    if (this.#tasks.length <= this.pace.depth / 2) this.#isFilling = true;
    return given;
  }

  /** Takes out the first node that the worker has not claimed. */
  takeBack(): Task | undefined {
    const index = this.#tasks.findIndex(({ claim }) => this.claims.takeBack(this.workerId, claim));
    if (index < 0) return undefined;
    const [{ task }] = this.#tasks.splice(index, 1) as [GivenTask];
    this.#isFilling = true;
    return task;
  }

  /** Those that the worker has started already. */
  get claimed(): readonly GivenTask[] {
    return this.#tasks.filter((given) => given.isClaimed(this.claims, this.workerId));
  }
}
