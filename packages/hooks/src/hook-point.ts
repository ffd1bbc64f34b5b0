import { isPromiseLike, type MaybePromise } from '@kedro-ts/io';
import { AsyncSeriesBailHook } from 'tapable';
import { HookError } from './errors.js';

/**
 * The name of the plugin, or the name with the place among the taps: lower stages come first, `before` comes before the
 * plugin of that name, tapped already or not. Default stage: 0.
 */
export type TapOptions =
  string | { readonly name: string; readonly stage?: number; readonly before?: string };

/** One registered tap. */
export interface HookTap {
  readonly name: string;
  readonly stage?: number;
}

interface CallableTap<Payload> extends HookTap {
  readonly fn: (payload: Payload) => unknown;
}

/** Given by {@link Receive}, it keeps the taps that are left from being called. */
export const STOP = Symbol('stop');

/**
 * Is handed what a tap returned, the name of its plugin, and what the tap was given; gives what the next one is given, if that is
 * to be something else.
 */
type Receive<Payload> = (result: unknown, plugin: string, payload: Payload) => Payload | typeof STOP | void;

/** A moment of a run. Plugins tap it; whoever reaches the moment fires it. */
export class HookPoint<Payload, Result = void> {
  // tapable keeps the taps in order (stage, before); calling them is done here, so that a tap may be synchronous or not
  // without saying so, and an error names its plugin.
  readonly #hook: AsyncSeriesBailHook<[Payload], unknown>;
  // A new list with every tap, so that one that is added while the hook fires is called from the next time on.
  #taps: readonly CallableTap<Payload>[] = [];

  constructor(readonly name: string) {
    this.#hook = new AsyncSeriesBailHook(['payload'], name);
  }

  /** The taps in the order of calling. */
  get taps(): readonly HookTap[] {
    return this.#taps;
  }

  /** Whether anybody listens; when not, nobody needs to make a payload. */
  isUsed(): boolean {
    return this.#taps.length > 0;
  }

  /** Registers a function, synchronous or not; the next tap is called when it is done. */
  tap(options: TapOptions, tap: (payload: Payload) => Result | Promise<Result>): void {
    this.#hook.tap(options, tap);
    this.#taps = [...this.#hook.taps] as unknown as readonly CallableTap<Payload>[];
  }

  /**
   * Calls all taps, one after another; a promise only if one of them gave a promise.
   *
   * @param payload - what the taps are given
   * @param receive - is handed what each tap returned, and may change what the next one is given
   * @returns what one more tap would have been given
   * @throws HookError with the name of the plugin that threw.
   */
  fire(payload: Payload, receive?: Receive<Payload>): MaybePromise<Payload> {
    return this.#callFrom(0, this.#taps, payload, receive);
  }

  #callFrom(
    start: number,
    taps: readonly CallableTap<Payload>[],
    payload: Payload,
    receive: Receive<Payload> | undefined,
  ): MaybePromise<Payload> {
    for (let i = start; i < taps.length; i++) {
      const { name, fn } = taps[i]!;
      let next: Payload | typeof STOP | void;
      try {
        const result = fn(payload);
        if (isPromiseLike(result)) return this.#callAfter(result, i, taps, payload, receive);
        next = receive?.(result, name, payload);
      } catch (cause) {
        throw new HookError(this.name, name, cause);
      }
      if (next === STOP) break;
      if (next !== undefined) payload = next;
    }
    return payload;
  }

  async #callAfter(
    pending: PromiseLike<unknown>,
    index: number,
    taps: readonly CallableTap<Payload>[],
    payload: Payload,
    receive: Receive<Payload> | undefined,
  ): Promise<Payload> {
    const { name } = taps[index]!;
    let next: Payload | typeof STOP | void;
    try {
      // Apart from the call: what is not called does not wait for its arguments either.
      const result = await pending;
      next = receive?.(result, name, payload);
    } catch (cause) {
      throw new HookError(this.name, name, cause);
    }
    return next === STOP ? payload : this.#callFrom(index + 1, taps, next ?? payload, receive);
  }
}
