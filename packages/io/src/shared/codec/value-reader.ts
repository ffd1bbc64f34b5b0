import { ColumnReader } from './column-reader.js';
import type { Reader } from './reader.js';
import { RowMaker } from './row-maker.js';
import * as tag from './tags.js';
import { readViews } from './view-table.js';

/** Stands for an item that does not exist. */
export const HOLE = Symbol('hole');

/** Reads what a {@link ValueWriter} has written. */
export class ValueReader {
  /** Objects by number: those that came one after another are together. */
  readonly #runs: { readonly firstId: number; readonly objects: readonly object[] }[] = [];
  #run: object[] | undefined;
  #nextId = 0;
  readonly #shapes: RowMaker[] = [];
  readonly #views: ReturnType<typeof readViews>;
  #view = 0;
  readonly #columns: ColumnReader;

  constructor(
    readonly source: Reader,
    foreign: readonly SharedArrayBuffer[],
  ) {
    this.#views = readViews(source, foreign);
    this.#columns = new ColumnReader(this);
  }

  /** The next value; {@link HOLE} only among the items of a column. */
  read(): unknown {
    const { source } = this;
    switch (source.byte()) {
      case tag.UNDEFINED:
        return undefined;
      case tag.NULL:
        return null;
      case tag.FALSE:
        return false;
      case tag.TRUE:
        return true;
      case tag.INTEGER:
        return source.count();
      case tag.NEGATIVE_INTEGER:
        return -source.count();
      case tag.DOUBLE:
        return source.double();
      case tag.TEXT:
        return source.shortText();
      case tag.LONG_TEXT:
        return source.textBlock(source.count());
      case tag.BIGINT:
        return this.#bigint();
      case tag.REFERENCE:
        return this.objectAt(source.count());
      case tag.OBJECT:
        return this.#object();
      case tag.ARRAY:
        return this.#array();
      case tag.KEYED_ARRAY:
        return this.#keyedArray();
      case tag.COLUMN:
        return this.#column();
      case tag.MAP:
        return this.#map();
      case tag.MAP_COLUMNS:
        return this.#mapOfColumns();
      case tag.SET:
        return this.#set();
      case tag.SET_COLUMN:
        return this.#setOfColumn();
      case tag.DICTIONARY:
        return this.#dictionary();
      case tag.DATE:
        return this.#add(new Date(source.double()));
      case tag.REGEXP:
        return this.#regExp();
      case tag.ERROR:
        return this.#error();
      case tag.BOXED:
        return this.#add(Object(this.read()) as object);
      case tag.URL_TAG:
        return this.#add(new URL(this.read() as string));
      case tag.VIEW:
        return this.#add(this.#views[this.#view++]!);
      default:
        return HOLE;
    }
  }

  /** The shape that comes next, with its keys when it is new. */
  shape(): RowMaker {
    const id = this.source.count();
    const known = this.#shapes[id];
    if (known) return known;
    const bare = this.source.byte() === 1;
    const keys = Array.from({ length: this.source.count() }, () => this.read() as string);
    return (this.#shapes[id] = new RowMaker(keys, bare));
  }

  /** Gives objects the next numbers. */
  addAll(objects: readonly object[]): void {
    this.#runs.push({ firstId: this.#nextId, objects });
    this.#nextId += objects.length;
    this.#run = undefined;
  }

  /** The object with a number. */
  objectAt(id: number): object {
    let [low, high] = [0, this.#runs.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#runs[middle]!.firstId <= id) low = middle;
      else high = middle - 1;
    }
    const { firstId, objects } = this.#runs[low]!;
    return objects[id - firstId]!;
  }

  #add<Made extends object>(object: Made): Made {
    if (!this.#run) this.#runs.push({ firstId: this.#nextId, objects: (this.#run = []) });
    this.#run.push(object);
    this.#nextId++;
    return object;
  }

  #bigint(): bigint {
    const text = this.source.shortText();
    const negative = text.startsWith('-');
    const size = BigInt(`0x${negative ? text.slice(1) : text}`);
    return negative ? -size : size;
  }

  #object(): object {
    const shape = this.shape();
    const object = this.#add(shape.make());
    for (const key of shape.keys) shape.put(object, key, this.read());
    return object;
  }

  #array(): unknown[] {
    const length = this.source.count();
    const array: unknown[] = this.#add([]);
    for (let i = 0; i < length; i++) array.push(this.read());
    return array;
  }

  #keyedArray(): unknown[] {
    const array: unknown[] = this.#add([]);
    array.length = this.source.count();
    for (let left = this.source.count(); left > 0; left--) define(array, this.read() as string, this.read());
    return array;
  }

  #column(): readonly unknown[] {
    const length = this.source.count();
    const array = this.#add(new Array<unknown>(length));
    this.#columns.read(length, array);
    return array;
  }

  #map(): Map<unknown, unknown> {
    const size = this.source.count();
    const map = this.#add(new Map<unknown, unknown>());
    for (let i = 0; i < size; i++) map.set(this.read(), this.read());
    return map;
  }

  #set(): Set<unknown> {
    const size = this.source.count();
    const set = this.#add(new Set<unknown>());
    for (let i = 0; i < size; i++) set.add(this.read());
    return set;
  }

  #mapOfColumns(): Map<unknown, unknown> {
    const size = this.source.count();
    const map = this.#add(new Map<unknown, unknown>());
    const keys = this.#columns.read(size);
    const items = this.#columns.read(size);
    for (let i = 0; i < size; i++) map.set(keys[i], items[i]);
    return map;
  }

  #setOfColumn(): Set<unknown> {
    const size = this.source.count();
    const set = this.#add(new Set<unknown>());
    const items = this.#columns.read(size);
    for (let i = 0; i < size; i++) set.add(items[i]);
    return set;
  }

  #dictionary(): object {
    const bare = this.source.byte() === 1;
    const size = this.source.count();
    const object = this.#add((bare ? Object.create(null) : {}) as Record<string, unknown>);
    const keys = this.#columns.read(size) as string[];
    const items = this.#columns.read(size);
    for (let i = 0; i < size; i++)
      if (keys[i] === '__proto__') define(object, keys[i]!, items[i]);
      else object[keys[i]!] = items[i];
    return object;
  }

  #regExp(): object {
    const pattern = this.#add(new RegExp(this.read() as string, this.read() as string));
    pattern.lastIndex = this.read() as number;
    return pattern;
  }

  #error(): Error {
    // The number is that of the error, which must exist before what it holds is read; its class is a text.
    const error = this.#add(makeError(this.read() as string));
    define(error, 'stack', this.read(), false);
    for (let left = this.source.count(); left > 0; left--) {
      const key = this.read() as string;
      const enumerable = this.source.byte() === 1;
      define(error, key, this.read(), enumerable);
    }
    return error;
  }
}

function makeError(className: string): Error {
  // The stack is written over, and costs more than everything else.
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    if (className === 'AggregateError') return new AggregateError([]);
    return new (globalThis as unknown as Record<string, ErrorConstructor>)[className]!();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

function define(object: object, key: string, value: unknown, enumerable = true): void {
  Object.defineProperty(object, key, { value, enumerable, writable: true, configurable: true });
}
