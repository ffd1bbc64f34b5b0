import type { Column } from './columns.js';

/** An object with more keys than this is made from a copy: engines turn one that gets them one by one into a slow dictionary. */
const MOST_KEYS_ADDED = 12;

/** Makes objects with the same keys. */
export class RowMaker {
  /** Keys that must not be assigned, as that would set the prototype. */
  readonly #special: boolean;
  readonly #template: object | undefined;

  constructor(
    readonly keys: readonly string[],
    readonly bare: boolean,
  ) {
    this.#special = keys.includes('__proto__');
    if (keys.length > MOST_KEYS_ADDED && !bare && !this.#special)
      this.#template = Object.fromEntries(keys.map((key) => [key, undefined]));
  }

  /** An object to which the keys are to be put in their order. */
  make(): Record<string, unknown> {
    if (this.bare) return Object.create(null) as Record<string, unknown>;
    // Spreading would take half the time, but Node 20 then reads the objects 40 times slower once they are frozen.
    return this.#template ? (Object.assign({}, this.#template) as Record<string, unknown>) : {};
  }

  put(object: object, key: string, value: unknown): void {
    if (this.#special)
      Object.defineProperty(object, key, { value, enumerable: true, writable: true, configurable: true });
    else (object as Record<string, unknown>)[key] = value;
  }

  /** Puts a part of a column under a key of objects at the same places. */
  putAll(key: string, column: Column, rows: Record<string, unknown>[], from: number, to: number): void {
    if (!this.#special) return column.putUnder(key, rows, from, to);
    const items = new Array<unknown>(to);
    column.putInto(items, from, to);
    for (let i = from; i < to; i++) this.put(rows[i]!, key, items[i]);
  }
}
