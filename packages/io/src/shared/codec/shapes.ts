/** Objects that may be one and the same. */
export interface Kin {
  /** Columns of such objects, known to differ from each other, of which the numbers have not been noted one by one. */
  readonly unnoted: { readonly objects: readonly object[]; readonly firstId: number }[];
  /** Whether one of them has been met. */
  met: boolean;
}

/** The keys of plain objects, in their order. */
export interface Shape extends Kin {
  readonly id: number;
  readonly keys: readonly string[];
  /** Whether the objects have no prototype. */
  readonly bare: boolean;
}

/** Objects with more keys are taken for dictionaries, which have none of their keys in common. */
const MOST_KEYS = 128;

interface Branch {
  readonly next: Map<string, Branch>;
  shape?: Shape;
}

/** Finds the shape of an object. A shape has its number in the order in which they are found. */
export class Shapes {
  readonly #root: Branch = { next: new Map() };
  readonly #bareRoot: Branch = { next: new Map() };
  #count = 0;
  #last: Shape | undefined;

  /** Undefined when there are too many keys. */
  of(object: object, bare: boolean): Shape | undefined {
    if (this.#last && fits(object, bare, this.#last)) return this.#last;
    let branch = bare ? this.#bareRoot : this.#root;
    let count = 0;
    for (const key in object) {
      if (++count > MOST_KEYS) return undefined;
      let next = branch.next.get(key);
      if (!next) branch.next.set(key, (next = { next: new Map() }));
      branch = next;
    }
    // Enumerating is several times faster than asking for the keys, which are needed once.
    branch.shape ??= { id: this.#count++, keys: Object.keys(object), bare, unnoted: [], met: false };
    return (this.#last = branch.shape);
  }
}

/** Tells an object of a shape. */
export function fits(object: object, bare: boolean, { keys, bare: ofShape }: Shape): boolean {
  if (bare !== ofShape) return false;
  let i = 0;
  for (const key in object) if (key !== keys[i++]) return false;
  return i === keys.length;
}
