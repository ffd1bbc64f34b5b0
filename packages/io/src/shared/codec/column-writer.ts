import { types } from 'node:util';
import { isDense } from './is-dense.js';
import { isBare, isOf, isPlain } from './kinds.js';
import { grow, integersOf, numbersIn, timesOf } from './numbers-in.js';
import { fits, type Kin, type Shape } from './shapes.js';
import { transpose } from './transpose.js';
import * as tag from './tags.js';
import type { ValueWriter } from './value-writer.js';

/** Shorter arrays are not worth a column. */
export const SHORTEST_COLUMN = 32;

/** Items of a column are kept by their different values while there are at least so many items per value, on average. */
const FEWEST_PER_VALUE = 4;

/** How many items are looked at to tell whether they repeat. */
const SAMPLES = 256;

/** Objects of more shapes than this go one by one, and those of which there are not at least so many per shape, on average. */
const MOST_SHAPES = 32;
const FEWEST_PER_SHAPE = 8;

/** All texts of a column are joined into one. */
const MOST_TEXT = 2 ** 27;

type Row = Readonly<Record<string, unknown>>;

/** Writes many values side by side, such as the items of an array or what many objects have under one key. */
export class ColumnWriter {
  constructor(private readonly values: ValueWriter) {}

  write(items: readonly unknown[]): void {
    if (!this.#uniform(items)) this.#mixed(items);
  }

  /** Writes items of one kind that is easy to tell; returns false for others. */
  #uniform(items: readonly unknown[]): boolean {
    const first = items[0];
    if (typeof first === 'number') {
      const numbers = numbersIn(items);
      if (!numbers) return false;
      this.#numbers(numbers);
    } else if (typeof first === 'string') {
      if (!areAll('string', items)) return false;
      this.#texts(items as readonly string[]);
    } else if (typeof first === 'boolean') {
      if (!areAll('boolean', items)) return false;
      this.#booleans(items as readonly boolean[]);
    } else if (typeof first === 'object' && first !== null) {
      if (this.#repeating(items)) return true;
      const shape = isPlain(first)
        ? this.values.shapes.of(first, Object.getPrototypeOf(first) === null)
        : undefined;
      if (!shape || !haveShape(items, shape)) return false;
      this.#rows(shape, items);
    } else return false;
    return true;
  }

  #numbers(numbers: Float64Array): void {
    const integers = integersOf(numbers);
    if (integers) this.#block(tag.INT32_COLUMN, integers);
    else this.#block(tag.FLOAT64_COLUMN, numbers);
  }

  #booleans(items: readonly boolean[]): void {
    const bytes = new Uint8Array(items.length);
    for (let i = 0; i < items.length; i++) bytes[i] = items[i] ? 1 : 0;
    this.#block(tag.BOOLEAN_COLUMN, bytes);
  }

  #texts(items: readonly string[]): void {
    const { out } = this.values;
    if (this.#repeating(items)) return;
    const lengths = new Int32Array(items.length);
    let text = '';
    for (let i = 0; i < items.length; i++) {
      const item = items[i]!;
      lengths[i] = item.length;
      if (text.length + item.length > MOST_TEXT) return this.#oneByOne(items);
      text += item;
    }
    this.#block(tag.TEXT_COLUMN, lengths);
    out.count(text.length);
    out.textBlock(text);
  }

  /** Returns false unless few items come again and again. */
  #repeating(items: readonly unknown[]): boolean {
    const { length } = items;
    const most = length / FEWEST_PER_VALUE;
    const places = new Map<unknown, number>();
    let indices: Uint32Array | undefined;
    for (let i = 0; i < length; i++) {
      const item = items[i];
      // A map takes 0 and -0 for the same, and would take a hole for undefined.
      if (item === 0 || item === undefined) return false;
      let place = places.get(item);
      if (place === undefined) {
        if (places.size >= most || (i < SAMPLES && places.size >= SAMPLES / 2)) return false;
        places.set(item, (place = places.size));
      }
      indices ??= new Uint32Array(length);
      indices[i] = place;
    }
    if (!indices) return false;
    this.values.out.byte(tag.REPEATING_COLUMN);
    this.values.out.count(places.size);
    for (const item of places.keys()) this.values.write(item);
    this.values.out.block(places.size <= 256 ? new Uint8Array(indices) : indices);
    return true;
  }

  /** Items of several kinds, or of one that is not so frequent. */
  #mixed(items: readonly unknown[]): void {
    const kinds = new Uint8Array(items.length);
    const shapes = new Map<Shape, number>();
    let objects = 0;
    for (let i = 0; i < items.length; i++) {
      const kind = this.#kindOf(items[i], shapes);
      kinds[i] = kind === tag.UNDEFINEDS && !(i in items) ? tag.HOLES : kind;
      if (kind >= tag.FIRST_SHAPE) objects++;
    }
    if (shapes.size >= MOST_SHAPES || objects < shapes.size * FEWEST_PER_SHAPE)
      for (let i = 0; i < kinds.length; i++) if (kinds[i]! >= tag.FIRST_SHAPE) kinds[i] = tag.OTHERS;
    const parts = split(items, kinds);
    const used = parts.flatMap((part, kind) => (part ? [kind] : []));
    if (used.length === 1 && used[0]! > tag.NULLS) return this.#part(used[0]!, items, shapes);
    this.values.out.byte(tag.UNION_COLUMN);
    this.values.out.count(used.length);
    for (const kind of used) {
      this.values.out.byte(kind);
      this.values.out.count(parts[kind]!.length);
    }
    this.values.out.block(kinds);
    for (const kind of used) if (kind > tag.NULLS) this.#part(kind, parts[kind]!, shapes);
  }

  #kindOf(item: unknown, shapes: Map<Shape, number>): number {
    switch (typeof item) {
      case 'undefined':
        return tag.UNDEFINEDS;
      case 'boolean':
        return tag.BOOLEANS;
      case 'number':
        return tag.NUMBERS;
      case 'string':
        return tag.TEXTS;
      case 'bigint':
        return tag.BIGINTS;
      case 'object':
        return item === null ? tag.NULLS : this.#kindOfObject(item, shapes);
      default:
        return tag.OTHERS;
    }
  }

  #kindOfObject(item: object, shapes: Map<Shape, number>): number {
    if (Array.isArray(item)) return isOf(item, 'Array') && isDense(item) ? tag.ARRAYS : tag.OTHERS;
    if (!isPlain(item)) return types.isDate(item) && isBare(item, 'Date') ? tag.DATES : tag.OTHERS;
    if (shapes.size >= MOST_SHAPES) return tag.OTHERS;
    const shape = this.values.shapes.of(item, Object.getPrototypeOf(item) === null);
    if (!shape) return tag.OTHERS;
    let kind = shapes.get(shape);
    if (kind === undefined) shapes.set(shape, (kind = tag.FIRST_SHAPE + shapes.size));
    return kind;
  }

  /** Items of one kind. */
  #part(kind: number, items: readonly unknown[], shapes: ReadonlyMap<Shape, number>): void {
    switch (kind) {
      case tag.BOOLEANS:
        return this.#booleans(items as boolean[]);
      case tag.NUMBERS:
        return this.#numbers(numbersIn(items)!);
      case tag.TEXTS:
        return this.#texts(items as string[]);
      case tag.BIGINTS:
        return this.#bigints(items as bigint[]);
      case tag.DATES:
        return this.#dates(items as Date[]);
      case tag.ARRAYS:
        return this.#arrays(items as unknown[][]);
      case tag.OTHERS:
        return this.#oneByOne(items);
      default:
        return this.#rows([...shapes.keys()][kind - tag.FIRST_SHAPE]!, items as readonly Row[]);
    }
  }

  #bigints(items: readonly bigint[]): void {
    const short = items.every((item) => BigInt.asIntN(64, item) === item);
    if (short) this.#block(tag.BIGINT64_COLUMN, BigInt64Array.from(items));
    else this.#oneByOne(items);
  }

  #dates(items: readonly Date[]): void {
    const { dates } = this.values;
    if (!dates.met && grow(timesOf(items))) {
      dates.met = true;
      this.values.reserve(dates, items);
      this.#block(tag.DATE_COLUMN, timesOf(items));
    } else this.#block(tag.DATE_COLUMN, timesOf(this.#onlyNew(items, dates)));
  }

  #arrays(items: readonly (readonly unknown[])[]): void {
    const arrays = this.#onlyNew(items);
    const lengths = new Int32Array(arrays.length);
    let total = 0;
    for (let i = 0; i < arrays.length; i++) total += lengths[i] = arrays[i]!.length;
    const all = new Array<unknown>(total);
    let end = 0;
    for (const array of arrays)
      for (let i = 0; i < array.length; i++, end++) {
        const item = array[i];
        if (item !== undefined || i in array) all[end] = item;
      }
    this.#block(tag.ARRAY_COLUMN, lengths);
    this.values.out.count(total);
    this.write(all);
  }

  #rows(shape: Shape, rows: readonly Row[]): void {
    let columns = transpose(rows, shape.keys);
    // Rows of which some number grows are different ones.
    if (!shape.met && columns.some((column) => column instanceof Float64Array && grow(column))) {
      shape.met = true;
      this.values.reserve(shape, rows);
    } else {
      const others = this.#onlyNew(rows, shape);
      if (others !== rows) columns = transpose(others, shape.keys);
    }
    this.values.out.byte(tag.STRUCT_COLUMN);
    this.values.shape(shape);
    for (const column of columns)
      if (column instanceof Float64Array) this.#numbers(column);
      else this.write(column);
  }

  /** Those that were not met before; writes where the others are. */
  #onlyNew<Item extends object>(items: readonly Item[], kin?: Kin): readonly Item[] {
    if (kin) {
      kin.met = true;
      this.values.noteReserved(kin);
    }
    const known = this.values.number(items);
    if (!known) return items;
    const others = items.filter((_, i) => known[i] === 0);
    this.values.out.byte(tag.KNOWN_COLUMN);
    this.values.out.block(known);
    this.values.out.count(others.length);
    return others;
  }

  #oneByOne(items: readonly unknown[]): void {
    this.values.out.byte(tag.ANY_COLUMN);
    for (let i = 0; i < items.length; i++)
      if (items[i] === undefined && !(i in items)) this.values.out.byte(tag.HOLE);
      else this.values.write(items[i]);
  }

  #block(kind: number, content: ArrayBufferView): void {
    this.values.out.byte(kind);
    this.values.out.block(content);
  }
}

function areAll(type: 'string' | 'boolean', items: readonly unknown[]): boolean {
  for (let i = 0; i < items.length; i++) if (typeof items[i] !== type) return false;
  return true;
}

/** The items of each kind. */
function split(items: readonly unknown[], kinds: Uint8Array): unknown[][] {
  const counts = new Uint32Array(256);
  for (let i = 0; i < kinds.length; i++) counts[kinds[i]!]!++;
  const parts: unknown[][] = [];
  counts.forEach((count, kind) => {
    if (count > 0) parts[kind] = new Array<unknown>(count);
  });
  const ends = new Uint32Array(256);
  for (let i = 0; i < kinds.length; i++) parts[kinds[i]!]![ends[kinds[i]!]!++] = items[i];
  return parts;
}

function haveShape(items: readonly unknown[], shape: Shape): items is readonly Row[] {
  const prototype = shape.bare ? null : Object.prototype;
  for (let i = 0; i < items.length; i++) {
    const item = items[i];
    if (typeof item !== 'object' || item === null) return false;
    if (Object.getPrototypeOf(item) !== prototype || !fits(item, shape.bare, shape)) return false;
  }
  return true;
}
