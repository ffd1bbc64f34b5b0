import { closestNames, didYouMean, type MaybePromise } from '@kedro-ts/io';
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
    if (!this.isUsed()) return payload;
    let { inputs } = payload;
    // Each tap gets an object of its own, so that what it does to it stays with it.
    const current = (): BeforeNodeRun => ({ ...payload, inputs: { ...inputs } });
    return super.fire(current(), (result) => {
      if (result !== undefined && result !== null)
        inputs = { ...inputs, ...checkInputs(result, payload.inputs) };
      return current();
    });
  }
}

function checkInputs(result: unknown, inputs: Readonly<Record<string, unknown>>): object {
  if (typeof result !== 'object' || result === null || Array.isArray(result)) {
    throw new TypeError(
      `it returned ${Array.isArray(result) ? 'a list' : `a ${typeof result}`}; ` +
        'return nothing, or an object of the inputs to replace by dataset name',
    );
  }
  const unknown = Object.keys(result).find((name) => !Object.hasOwn(inputs, name));
  if (unknown === undefined) return result;
  const near = didYouMean(closestNames(unknown, Object.keys(inputs)));
  throw new TypeError(`it returned "${unknown}", which is no input of the node.${near}`);
}
