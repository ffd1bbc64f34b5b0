type Row = Record<string, unknown>;

/** Many values side by side that have been found, and not been made yet. Items have to be asked for in order, each once. */
export interface Column {
  /** Puts the items from a place up to another into an array, at the same places. */
  putInto(target: unknown[], from: number, to: number): void;
  /** Puts them under a key of objects. */
  putUnder(key: string, rows: readonly Row[], from: number, to: number): void;
}

// The loops look alike, but engines make one that sees a single kind of items several times faster.

export class NumberColumn implements Column {
  constructor(private readonly items: Int32Array | Float64Array | BigInt64Array) {}

  putInto(target: unknown[], from: number, to: number): void {
    const { items } = this;
    for (let i = from; i < to; i++) target[i] = items[i];
  }

  putUnder(key: string, rows: readonly Row[], from: number, to: number): void {
    const { items } = this;
    for (let i = from; i < to; i++) rows[i]![key] = items[i];
  }
}

export class BooleanColumn implements Column {
  constructor(private readonly items: Uint8Array) {}

  putInto(target: unknown[], from: number, to: number): void {
    for (let i = from; i < to; i++) target[i] = this.items[i] === 1;
  }

  putUnder(key: string, rows: readonly Row[], from: number, to: number): void {
    for (let i = from; i < to; i++) rows[i]![key] = this.items[i] === 1;
  }
}

/** Texts are cut out of one, which stays in memory as long as one of them. */
export class TextColumn implements Column {
  #end = 0;

  constructor(
    private readonly text: string,
    private readonly lengths: Int32Array,
  ) {}

  putInto(target: unknown[], from: number, to: number): void {
    const { text, lengths } = this;
    let end = this.#end;
    for (let i = from; i < to; i++) target[i] = text.slice(end, (end += lengths[i]!));
    this.#end = end;
  }

  putUnder(key: string, rows: readonly Row[], from: number, to: number): void {
    const { text, lengths } = this;
    let end = this.#end;
    for (let i = from; i < to; i++) rows[i]![key] = text.slice(end, (end += lengths[i]!));
    this.#end = end;
  }
}

export class RepeatingColumn implements Column {
  constructor(
    private readonly different: readonly unknown[],
    private readonly indices: Uint8Array | Uint32Array,
  ) {}

  putInto(target: unknown[], from: number, to: number): void {
    const { different, indices } = this;
    for (let i = from; i < to; i++) target[i] = different[indices[i]!];
  }

  putUnder(key: string, rows: readonly Row[], from: number, to: number): void {
    const { different, indices } = this;
    for (let i = from; i < to; i++) rows[i]![key] = different[indices[i]!];
  }
}

/** Items that had to be made at once. */
export class ItemColumn implements Column {
  constructor(readonly items: readonly unknown[]) {}

  putInto(target: unknown[], from: number, to: number): void {
    const { items } = this;
    if (target === items) return;
    for (let i = from; i < to; i++) if (items[i] !== undefined || i in items) target[i] = items[i];
  }

  putUnder(key: string, rows: readonly Row[], from: number, to: number): void {
    const { items } = this;
    for (let i = from; i < to; i++) rows[i]![key] = items[i];
  }
}
