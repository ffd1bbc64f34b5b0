import { isPromiseLike, type MaybePromise } from '@kedro-ts/io';
import type { BeforeNodeRun } from './hook-payloads.js';
import { HookPoint } from './hook-point.js';

/** Values that replace some of a node's inputs, by dataset name; nothing to leave them as they are. */
export type ReplacedInputs = Readonly<Record<string, unknown>> | null | undefined | void;

/** The moment before a node's function is called: what a tap returns replaces inputs for later taps and for the node. */
export class InputsHookPoint extends HookPoint<BeforeNodeRun, ReplacedInputs> {
  /**
   * Fires with replacement; the payload that comes back has the inputs the node is to be called with. Only what a tap
   * returns counts: changing the object it was given changes nothing.
   */
  override fire(payload: BeforeNodeRun): MaybePromise<BeforeNodeRun> {
    let replaced: Record<string, unknown> = {};
    const fired = super.fire({ ...payload, inputs: { ...payload.inputs } }, (result, current) => {
      if (result === undefined || result === null) return current;
      replaced = { ...replaced, ...checkInputs(result) };
      return { ...payload, inputs: { ...payload.inputs, ...replaced } };
    });
    const finish = (): BeforeNodeRun => ({ ...payload, inputs: { ...payload.inputs, ...replaced } });
    return isPromiseLike(fired) ? fired.then(finish) : finish();
  }
}

function checkInputs(result: unknown): object {
  if (typeof result === 'object' && result !== null && !Array.isArray(result)) return result;
  throw new TypeError(
    `it returned ${Array.isArray(result) ? 'a list' : `a ${typeof result}`}; ` +
      'return nothing, or an object of the inputs to replace by dataset name',
  );
}
