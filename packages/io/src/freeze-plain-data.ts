import { refuseChanges } from './freeze-collection.js';
import { isBytes, walkPlainData, type Bytes } from './walk-plain-data.js';

/** What can be told to have changed only by looking at it again. */
export type Unfreezable = Bytes | Date;

/** To make one date refuse changes takes 6 µs, as there are 16 ways to change it; rows may have a million of them. */
const MOST_REFUSING_DATES = 1000;

/**
 * Freezes plain data in place, and as deep as `copyPlainData` copies: arrays and plain objects are frozen, maps, sets and
 * dates refuse what would change them. Class instances, functions and Arrow tables are left alone. It cannot be undone, but a
 * copy (`copyPlainData`, `structuredClone`) is not frozen.
 *
 * @returns what cannot be frozen: bytes, and dates beyond the first thousand
 */
export function freezePlainData(value: unknown): readonly Unfreezable[] {
  const unfreezable: Unfreezable[] = [];
  let dates = 0;
  walkPlainData(value, (part) => {
    switch (Object.getPrototypeOf(part)) {
      case Object.prototype:
      case Array.prototype:
      case null:
        Object.freeze(part);
        break;
      case Map.prototype:
      case Set.prototype:
        refuseChanges(part);
        break;
      case Date.prototype:
        if (dates++ < MOST_REFUSING_DATES) refuseChanges(part);
        else unfreezable.push(part as Date);
        break;
      default:
        if (isBytes(part)) unfreezable.push(part);
    }
    return false;
  });
  return unfreezable;
}

/** Tells whether a value is frozen, or any plain data in it. */
export function holdsFrozen(value: unknown): boolean {
  return walkPlainData(value, (part) => isPlainData(part) && Object.isFrozen(part));
}

const PLAIN: ReadonlySet<unknown> = new Set([
  Object.prototype,
  Array.prototype,
  Map.prototype,
  Set.prototype,
  Date.prototype,
  null,
]);

/** Tells what `copyPlainData` copies and {@link freezePlainData} freezes. */
export function isPlainData(value: object): boolean {
  return PLAIN.has(Object.getPrototypeOf(value));
}
