import { isPromiseLike, type MaybePromise } from '@kedro-ts/io';
import { AsyncSeriesHook } from 'tapable';
import { HookError } from './errors.js';

/** The name of the plugin, or the name with the place among the taps: lower stages come first. Default stage: 0. */
export type TapOptions =
  string | { readonly name: string; readonly stage?: number; readonly before?: string };

/** One registered tap. */
export interface HookTap {
  readonly name: string;
  readonly stage?: number;
}

/** A moment of a run. Plugins tap it; whoever reaches the moment fires it. */
export class HookPoint<Payload, Result = void> {
  // tapable keeps the taps in order (stage, before); calling them is done here, so that a tap may be synchronous or not
  // without saying so, and an error names its plugin.
  readonly #hook: AsyncSeriesHook<[Payload]>;

  constructor(readonly name: string) {
    this.#hook = new AsyncSeriesHook(['payload'], name);
  }

  /** The taps in the order of calling. */
  get taps(): readonly HookTap[] {
    return this.#hook.taps;
  }

  /** Whether anybody listens; when not, nobody needs to make a payload. */
  isUsed(): boolean {
    return this.#hook.taps.length > 0;
  }

  /** Registers a function, synchronous or not; the next tap is called when it is done. */
  tap(options: TapOptions, tap: (payload: Payload) => Result | Promise<Result>): void {
    this.#hook.tap(options, tap);
  }

  /**
   * Calls all taps, one after another; a promise only if one of them gave a promise.
   *
   * @param payload - what every tap gets
   * @param receive - is handed what a tap returned, and may give another payload for the taps that follow
   * @throws HookError with the name of the plugin that threw.
   */
  fire(payload: Payload, receive?: (result: unknown, payload: Payload) => Payload): MaybePromise<Payload> {
    const { taps } = this.#hook;
    const step = (from: number, current: Payload): MaybePromise<Payload> => {
      for (let i = from; i < taps.length; i++) {
        const { name, fn } = taps[i] as unknown as { name: string; fn: (payload: Payload) => unknown };
        try {
          const result = fn(current);
          if (isPromiseLike(result)) {
            return result.then(
              (settled) => step(i + 1, this.#received(name, settled, current, receive)),
              (cause: unknown) => {
                throw new HookError(this.name, name, cause);
              },
            ) as Promise<Payload>;
          }
          current = this.#received(name, result, current, receive);
        } catch (cause) {
          throw cause instanceof HookError ? cause : new HookError(this.name, name, cause);
        }
      }
      return current;
    };
    return step(0, payload);
  }

  #received(
    plugin: string,
    result: unknown,
    payload: Payload,
    receive: ((result: unknown, payload: Payload) => Payload) | undefined,
  ): Payload {
    if (receive === undefined) return payload;
    try {
      return receive(result, payload);
    } catch (cause) {
      throw new HookError(this.name, plugin, cause);
    }
  }
}
