import type { MaybePromise } from '@kedro-ts/io';
import type { DatasetDataPayload } from './hook-payloads.js';
import { HookPoint } from './hook-point.js';

/** Data in place of those that a tap was given; nothing to leave them as they are. */
export type ReplacedData = { readonly data: unknown } | null | undefined | void;

/** A moment at which data are on their way between a dataset and a node: what a tap returns as `data` goes on in place of them. */
export class DataHookPoint extends HookPoint<DatasetDataPayload, ReplacedData> {
  /**
   * Each tap is given what the one before has left.
   *
   * @returns the payload with the data that go on
   * @throws HookError for a tap that returned something else than an object with `data`.
   */
  override fire(payload: DatasetDataPayload): MaybePromise<DatasetDataPayload> {
    return super.fire(payload, (result, _plugin, given) => {
      if (result === undefined || result === null) return;
      if (typeof result !== 'object' || !('data' in result))
        throw new TypeError(
          `it returned ${typeof result === 'object' ? 'an object without data' : `a ${typeof result}`}; ` +
            'return nothing, or { data } to replace what was loaded or is to be saved',
        );
      return { ...given, data: result.data };
    });
  }
}
