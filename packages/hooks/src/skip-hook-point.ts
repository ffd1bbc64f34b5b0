import { isPromiseLike, type MaybePromise } from '@kedro-ts/io';
import type { SkipNode } from './hook-payloads.js';
import { HookPoint, STOP } from './hook-point.js';

/** Why a node is not to run, in words for people; nothing to let it run. */
export type SkipReason = string | null | undefined | void;

/** The word of a plugin that a node is not to run. */
export interface Skip {
  readonly plugin: string;
  readonly reason: string;
}

/** The moment at which a plugin may keep a node from running. */
export class SkipHookPoint extends HookPoint<SkipNode, SkipReason> {
  /**
   * Asks the taps in turn, until one of them gives a reason.
   *
   * @throws HookError for a tap that returned something else than a text.
   */
  decide(payload: SkipNode): MaybePromise<Skip | undefined> {
    let skip: Skip | undefined;
    const fired = this.fire(payload, (result, plugin) => {
      if (result === undefined || result === null) return;
      if (typeof result !== 'string' || result.trim() === '')
        throw new TypeError(
          `it returned ${typeof result === 'string' ? 'an empty text' : `a ${typeof result}`}; return nothing to let the node run, or the reason why it is not to`,
        );
      skip = { plugin, reason: result };
      return STOP;
    });
    return isPromiseLike(fired) ? fired.then(() => skip) : skip;
  }
}
