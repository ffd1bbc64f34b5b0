import { isMainThread } from 'node:worker_threads';
import { InputChangedError } from '../errors.js';
import { findChangedInputs } from './find-changed-inputs.js';
import type { Sample } from './sample.js';

/** The guarded inputs of a node that is running. */
export class GuardedInputs {
  readonly #values = new Map<string, object>();
  readonly #readings: { readonly name: string; readonly sample: Sample; readonly before: Uint8Array }[] = [];

  constructor(readonly node: string) {}

  /** @param sample - of what could be changed in the value, if there is anything */
  add(name: string, value: object, sample: Sample | undefined): void {
    if (this.#values.has(name)) return;
    this.#values.set(name, value);
    if (sample !== undefined) this.#readings.push({ name, sample, before: sample.read() });
  }

  /** @throws InputChangedError when something has changed since it was added. */
  check(): void {
    const changed = this.#readings.filter(
      ({ sample, before }) => Buffer.compare(before, sample.read()) !== 0,
    );
    if (changed.length === 0) return;
    throw new InputChangedError(
      this.node,
      changed.map(({ name }) => name),
      NOTICED,
    );
  }

  /** The error of the node: an InputChangedError in place of one that says no more than that something is frozen. */
  explain(thrown: unknown): unknown {
    if (thrown instanceof InputChangedError) return thrown;
    const changed = findChangedInputs(thrown, this.#values);
    if (changed.length === 0) return thrown;
    return new InputChangedError(this.node, changed, (thrown as Error).message, { cause: thrown });
  }
}

/** In threads, the bytes that nodes get are the very same. */
const NOTICED =
  'bytes or dates in it are not what they were before' +
  (isMainThread ? '' : '; a node that ran at the same time in another thread may have done it');
