import {
  BooleanColumn,
  ItemColumn,
  NumberColumn,
  RepeatingColumn,
  TextColumn,
  type Column,
} from './columns.js';
import * as tag from './tags.js';
import { HOLE, type ValueReader } from './value-reader.js';

type Row = Record<string, unknown>;

/** So many rows are made and filled before the next, while they are in the fast part of the memory. */
const ROWS_AT_ONCE = 1024;

/** Reads what a {@link ColumnWriter} has written. */
export class ColumnReader {
  constructor(private readonly values: ValueReader) {}

  /** The items of the next column, in the array given if there is one. */
  read(length: number, target = new Array<unknown>(length)): unknown[] {
    this.#next(length, target).putInto(target, 0, length);
    return target;
  }

  /** The next column; items that have to be made at once are put into the array given. */
  #next(length: number, target?: unknown[]): Column {
    const { source } = this.values;
    const kind = source.byte();
    switch (kind) {
      case tag.INT32_COLUMN:
        return new NumberColumn(source.block(Int32Array, length));
      case tag.FLOAT64_COLUMN:
        return new NumberColumn(source.block(Float64Array, length));
      case tag.BIGINT64_COLUMN:
        return new NumberColumn(source.block(BigInt64Array, length));
      case tag.BOOLEAN_COLUMN:
        return new BooleanColumn(source.block(Uint8Array, length));
      case tag.TEXT_COLUMN: {
        const lengths = source.block(Int32Array, length);
        return new TextColumn(source.textBlock(source.count()), lengths);
      }
      case tag.REPEATING_COLUMN: {
        const different = Array.from({ length: source.count() }, () => this.values.read());
        const indices =
          different.length <= 256 ? source.block(Uint8Array, length) : source.block(Uint32Array, length);
        return new RepeatingColumn(different, indices);
      }
      default: {
        const items = target ?? new Array<unknown>(length);
        this.#make(kind, items);
        return new ItemColumn(items);
      }
    }
  }

  /** Fills an array, which has holes only. */
  #make(kind: number, target: unknown[]): void {
    switch (kind) {
      case tag.DATE_COLUMN:
        return this.#dates(target as Date[]);
      case tag.STRUCT_COLUMN:
        return this.#rows(target as Row[]);
      case tag.ARRAY_COLUMN:
        return this.#arrays(target as unknown[][]);
      case tag.KNOWN_COLUMN:
        return this.#known(target);
      case tag.UNION_COLUMN:
        return this.#union(target);
      default:
        for (let i = 0; i < target.length; i++) {
          const item = this.values.read();
          if (item !== HOLE) target[i] = item;
        }
    }
  }

  #dates(target: Date[]): void {
    const times = this.values.source.block(Float64Array, target.length);
    for (let i = 0; i < target.length; i++) target[i] = new Date(times[i]!);
    this.values.addAll(target);
  }

  #rows(target: Row[]): void {
    const { length } = target;
    const shape = this.values.shape();
    // They must exist before what is in them is read, which may be they themselves.
    for (let i = 0; i < length; i++) target[i] = shape.make();
    this.values.addAll(target);
    const columns = shape.keys.map(() => this.#next(length));
    for (let from = 0; from < length; from += ROWS_AT_ONCE) {
      const to = Math.min(from + ROWS_AT_ONCE, length);
      for (let k = 0; k < columns.length; k++) shape.putAll(shape.keys[k]!, columns[k]!, target, from, to);
    }
  }

  #arrays(target: unknown[][]): void {
    const lengths = this.values.source.block(Int32Array, target.length);
    for (let i = 0; i < target.length; i++) target[i] = new Array<unknown>(lengths[i]!);
    this.values.addAll(target);
    const items = this.read(this.values.source.count());
    let start = 0;
    for (let i = 0; i < target.length; i++) start = copyItems(items, start, target[i]!);
  }

  #known(target: unknown[]): void {
    const { source } = this.values;
    const known = source.block(Uint32Array, target.length);
    const others = this.read(source.count());
    let next = 0;
    for (let i = 0; i < target.length; i++)
      target[i] = known[i] === 0 ? others[next++] : this.values.objectAt(known[i]! - 1);
  }

  #union(target: unknown[]): void {
    const { source } = this.values;
    const used = Array.from({ length: source.count() }, () => ({
      kind: source.byte(),
      count: source.count(),
    }));
    const kinds = source.block(Uint8Array, target.length);
    const parts: { readonly items: readonly unknown[]; next: number }[] = [];
    for (const { kind, count } of used)
      if (kind > tag.NULLS) parts[kind] = { items: this.read(count), next: 0 };
    for (let i = 0; i < target.length; i++)
      switch (kinds[i]) {
        case tag.HOLES:
          break;
        case tag.UNDEFINEDS:
          target[i] = undefined;
          break;
        case tag.NULLS:
          target[i] = null;
          break;
        default: {
          const part = parts[kinds[i]!]!;
          target[i] = part.items[part.next++];
        }
      }
  }
}

/** Fills an array with the items from a place on, holes left out, and returns the place behind them. */
function copyItems(items: readonly unknown[], start: number, target: unknown[]): number {
  const { length } = target;
  for (let i = 0; i < length; i++) {
    const item = items[start + i];
    if (item !== undefined || start + i in items) target[i] = item;
  }
  return start + length;
}
