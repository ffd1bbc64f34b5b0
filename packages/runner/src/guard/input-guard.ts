import {
  copyPlainData,
  freezePlainData,
  holdsFrozen,
  sharesValue,
  type Dataset,
  type Unfreezable,
} from '@kedro-ts/io';
import type { Node } from '@kedro-ts/pipeline';
import { GuardedInputs } from './guarded-inputs.js';
import { Sample } from './sample.js';

/** Which datasets an {@link InputGuard} treats apart. */
export interface InputGuardOptions {
  /** The datasets whose values belong to who started the run, and how often each is loaded. Default: none. */
  readonly given?: ReadonlyMap<string, number>;
  /** The datasets whose values who started the run gets. Default: none. */
  readonly results?: ReadonlySet<string>;
}

/**
 * Keeps the nodes of a run from changing values in memory that others have too, and finds out who does: plain data are frozen in
 * place when a node first loads them, bytes are compared before and after a node. Values that were given to the run are copied
 * first, once, and nothing is frozen in those that it leaves, because they belong to others. For development: it costs time.
 */
export class InputGuard {
  readonly #given: Map<string, GivenValue>;
  readonly #results: ReadonlySet<string>;
  readonly #samples = new WeakMap<object, Sample | undefined>();

  constructor({ given = new Map(), results = new Set() }: InputGuardOptions = {}) {
    this.#given = new Map([...given].map(([name, loads]) => [name, { loadsLeft: loads, value: undefined }]));
    this.#results = results;
  }

  /** What a node is given in place of a value that was loaded for it. */
  guard(name: string, dataset: Dataset | undefined, loaded: object): object {
    if (dataset === undefined || !sharesValue(dataset)) return loaded;
    const value = this.#copyIfGiven(name, loaded);
    if (!this.#samples.has(value)) this.#samples.set(value, sampleOf(freezePlainData(value)));
    return value;
  }

  /** What is stored in place of a value that a node made: a copy, if it has parts of inputs in it that a user could not change. */
  thaw(name: string, dataset: Dataset | undefined, made: object): object {
    if (dataset === undefined || !this.#results.has(name) || !sharesValue(dataset)) return made;
    return holdsFrozen(made) ? copyPlainData(made) : made;
  }

  /** Looks after the guarded ones of the inputs with which a node is called; undefined if there are none. */
  watch(node: Node, inputs: Readonly<Record<string, unknown>>): GuardedInputs | undefined {
    let guarded: GuardedInputs | undefined;
    for (const name of node.inputs) {
      const value = inputs[name];
      if (typeof value !== 'object' || value === null || !this.#samples.has(value)) continue;
      guarded ??= new GuardedInputs(node.name);
      guarded.add(name, value, this.#samples.get(value));
    }
    return guarded;
  }

  #copyIfGiven(name: string, loaded: object): object {
    const given = this.#given.get(name);
    if (given === undefined) return loaded;
    const isKnown = given.value?.original === loaded;
    const value = isKnown ? given.value! : { original: loaded, copy: copyPlainData(loaded) };
    // Nobody needs it after the last.
    given.value = --given.loadsLeft > 0 ? value : undefined;
    return value.copy;
  }
}

interface GivenValue {
  loadsLeft: number;
  value: { readonly original: object; readonly copy: object } | undefined;
}

function sampleOf(unfreezable: readonly Unfreezable[]): Sample | undefined {
  return unfreezable.length === 0 ? undefined : new Sample(unfreezable);
}
