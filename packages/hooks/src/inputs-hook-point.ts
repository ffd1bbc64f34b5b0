import { isPromiseLike, type MaybePromise } from '@kedro-ts/io';
import { HookError } from './errors.js';
import type { BeforeNodeRun } from './hook-payloads.js';
import { HookPoint } from './hook-point.js';

/** Values that replace some of a node's inputs, by dataset name; nothing to leave them as they are. */
export type ReplacedInputs = Readonly<Record<string, unknown>> | null | undefined | void;

/** The moment before a node's function is called: what taps return replaces inputs of the node. */
export class InputsHookPoint extends HookPoint<BeforeNodeRun, ReplacedInputs> {
  /**
   * Fires with replacement, as Kedro does: every tap sees the inputs as they were loaded; what the taps return is laid over
   * them when all have been called, the later over the earlier. The payload that comes back has the inputs for the node.
   * Changing the object that taps are given changes nothing for the node.
   *
   * @throws HookError for a tap that returned something else than an object.
   */
  override fire(payload: BeforeNodeRun): MaybePromise<BeforeNodeRun> {
    if (!this.isUsed()) return payload;
    const returned: [plugin: string, result: unknown][] = [];
    const fired = super.fire({ ...payload, inputs: { ...payload.inputs } }, (result, plugin) => {
      if (result !== undefined && result !== null) returned.push([plugin, result]);
    });
    const finish = (): BeforeNodeRun => {
      const replaced = returned.map(([plugin, result]) => this.#checkInputs(plugin, result));
      return {
        ...payload,
        inputs: Object.assign({}, payload.inputs, ...replaced) as BeforeNodeRun['inputs'],
      };
    };
    return isPromiseLike(fired) ? fired.then(finish) : finish();
  }

  #checkInputs(plugin: string, result: unknown): object {
    if (typeof result === 'object' && result !== null && !Array.isArray(result)) return result;
    const problem = new TypeError(
      `it returned ${Array.isArray(result) ? 'a list' : `a ${typeof result}`}; ` +
        'return nothing, or an object of the inputs to replace by dataset name',
    );
    throw new HookError(this.name, plugin, problem);
  }
}
