import { types } from 'node:util';
import { ColumnWriter, SHORTEST_COLUMN } from './column-writer.js';
import { isDense } from './is-dense.js';
import { builtInErrorClass, isBare, isBareBox, isOf, isPlain } from './kinds.js';
import { NotEncodable } from './not-encodable.js';
import { Shapes, type Kin, type Shape } from './shapes.js';
import * as tag from './tags.js';
import { ViewTable } from './view-table.js';
import { Writer } from './writer.js';

/**
 * Writes a value depth first. Objects are numbered in the order in which they are met, so that one that is met again, in a circle or
 * not, is written as its number.
 *
 * To note the number of each of a million rows would take longer than to write them. So a column of objects that differ for certain
 * only reserves their numbers, which are noted when another object turns up that might be one of them.
 */
export class ValueWriter {
  readonly out = new Writer();
  readonly shapes = new Shapes();
  readonly dates: Kin = { unnoted: [], met: false };
  readonly #views: ViewTable;
  readonly #ids = new Map<object, number>();
  #nextId = 0;
  readonly #writtenShapes: boolean[] = [];
  readonly #columns = new ColumnWriter(this);

  /** @param stays - tells whether bytes are to stay where they are */
  constructor(stays: (buffer: ArrayBufferLike) => boolean) {
    this.#views = new ViewTable(stays);
  }

  write(value: unknown): void {
    switch (typeof value) {
      case 'number':
        return this.#number(value);
      case 'string':
        return this.#text(value);
      case 'boolean':
        return this.out.byte(value ? tag.TRUE : tag.FALSE);
      case 'undefined':
        return this.out.byte(tag.UNDEFINED);
      case 'bigint':
        this.out.byte(tag.BIGINT);
        return this.out.shortText(value.toString(16));
      case 'object':
        return value === null ? this.out.byte(tag.NULL) : this.#object(value);
      default:
        throw new NotEncodable();
    }
  }

  /** To be called once, when the value has been written. */
  finish(): ViewTable {
    this.out.finish(this.#views.finish(this.out), this.#views.size);
    return this.#views;
  }

  /** Writes which shape objects have, and its keys when it is new to the reader. */
  shape(shape: Shape): void {
    this.out.count(shape.id);
    if (this.#writtenShapes[shape.id]) return;
    this.#writtenShapes[shape.id] = true;
    this.out.byte(shape.bare ? 1 : 0);
    this.out.count(shape.keys.length);
    for (const key of shape.keys) this.write(key);
  }

  /** Reserves numbers for objects that differ from each other and from all that were met. */
  reserve(kin: Kin, objects: readonly object[]): void {
    kin.unnoted.push({ objects, firstId: this.#nextId });
    this.#nextId += objects.length;
  }

  /** Notes the numbers that were reserved. */
  noteReserved(kin: Kin): void {
    for (const { objects, firstId } of kin.unnoted.splice(0))
      for (let i = 0; i < objects.length; i++) this.#ids.set(objects[i]!, firstId + i);
  }

  /** Numbers those that are new; returns, if some are not, for each place 0 or one more than the number that it has already. */
  number(objects: readonly object[]): Uint32Array | undefined {
    let known: Uint32Array | undefined;
    for (let i = 0; i < objects.length; i++) {
      const id = this.#ids.get(objects[i]!);
      if (id === undefined) this.#ids.set(objects[i]!, this.#nextId++);
      else (known ??= new Uint32Array(objects.length))[i] = id + 1;
    }
    return known;
  }

  #number(value: number): void {
    if (Number.isSafeInteger(value) && !Object.is(value, -0)) {
      this.out.byte(value < 0 ? tag.NEGATIVE_INTEGER : tag.INTEGER);
      this.out.count(Math.abs(value));
    } else {
      this.out.byte(tag.DOUBLE);
      this.out.double(value);
    }
  }

  #text(value: string): void {
    if (this.out.isShort(value)) {
      this.out.byte(tag.TEXT);
      this.out.shortText(value);
    } else {
      this.out.byte(tag.LONG_TEXT);
      this.out.count(value.length);
      this.out.textBlock(value);
    }
  }

  #object(value: object): void {
    if (this.#isReference(value)) return;
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype === Object.prototype || prototype === null) this.#plain(value, prototype === null);
    else if (Array.isArray(value)) this.#array(value);
    else if (isPlain(value)) this.#plain(value, false);
    else this.#builtIn(value);
  }

  /** Writes the number of an object that was met before. */
  #isReference(value: object): boolean {
    const id = this.#ids.get(value);
    if (id === undefined) return false;
    this.out.byte(tag.REFERENCE);
    this.out.count(id);
    return true;
  }

  /** The same, for one that may be in a column of its kin. */
  #isAmong(kin: Kin, value: object): boolean {
    kin.met = true;
    if (kin.unnoted.length === 0) return false;
    this.noteReserved(kin);
    return this.#isReference(value);
  }

  /** Numbers an object, just before it is written. */
  #begin(value: object, kind: number): void {
    this.#ids.set(value, this.#nextId++);
    this.out.byte(kind);
  }

  #plain(value: object, bare: boolean): void {
    const shape = this.shapes.of(value, bare);
    if (!shape) return this.#dictionary(value, bare);
    if (this.#isAmong(shape, value)) return;
    this.#begin(value, tag.OBJECT);
    this.shape(shape);
    const { keys } = shape;
    for (let i = 0; i < keys.length; i++) this.write((value as Record<string, unknown>)[keys[i]!]);
  }

  #dictionary(value: object, bare: boolean): void {
    const keys = Object.keys(value);
    this.#begin(value, tag.DICTIONARY);
    this.out.byte(bare ? 1 : 0);
    this.out.count(keys.length);
    this.#columns.write(keys);
    this.#columns.write(keys.map((key) => (value as Readonly<Record<string, unknown>>)[key]));
  }

  #array(value: readonly unknown[]): void {
    if (!isOf(value, 'Array')) throw new NotEncodable();
    const { length } = value;
    if (!isDense(value)) return this.#keyedArray(value);
    if (length >= SHORTEST_COLUMN) {
      this.#begin(value, tag.COLUMN);
      this.out.count(length);
      return this.#columns.write(value);
    }
    this.#begin(value, tag.ARRAY);
    this.out.count(length);
    for (let i = 0; i < length; i++) this.write(value[i]);
  }

  #keyedArray(value: readonly unknown[]): void {
    const keys = Object.keys(value);
    this.#begin(value, tag.KEYED_ARRAY);
    this.out.count(value.length);
    this.out.count(keys.length);
    for (const key of keys) {
      this.write(key);
      this.write((value as unknown as Record<string, unknown>)[key]);
    }
  }

  #builtIn(value: object): void {
    const { out } = this;
    if (ArrayBuffer.isView(value) || types.isArrayBuffer(value)) {
      this.#begin(value, tag.VIEW);
      this.#views.add(value);
    } else if (types.isNativeError(value)) this.#error(value);
    else if (types.isMap(value) && isBare(value, 'Map')) this.#map(value);
    else if (types.isSet(value) && isBare(value, 'Set')) this.#set(value);
    else if (types.isDate(value) && isBare(value, 'Date')) {
      if (this.#isAmong(this.dates, value)) return;
      this.#begin(value, tag.DATE);
      out.double(value.getTime());
    } else if (types.isRegExp(value) && isBare(value, 'RegExp')) {
      this.#begin(value, tag.REGEXP);
      this.write(value.source);
      this.write(value.flags);
      this.write(value.lastIndex);
    } else if (types.isBoxedPrimitive(value) && !types.isSymbolObject(value) && isBareBox(value)) {
      this.#begin(value, tag.BOXED);
      this.write(value.valueOf());
    } else if (value instanceof URL && isBare(value, 'URL')) {
      this.#begin(value, tag.URL_TAG);
      this.write(value.href);
    } else throw new NotEncodable();
  }

  #map(map: ReadonlyMap<unknown, unknown>): void {
    const asColumns = map.size >= SHORTEST_COLUMN;
    this.#begin(map, asColumns ? tag.MAP_COLUMNS : tag.MAP);
    this.out.count(map.size);
    if (asColumns) {
      this.#columns.write([...map.keys()]);
      this.#columns.write([...map.values()]);
    } else
      for (const [key, item] of map) {
        this.write(key);
        this.write(item);
      }
  }

  #set(set: ReadonlySet<unknown>): void {
    const asColumn = set.size >= SHORTEST_COLUMN;
    this.#begin(set, asColumn ? tag.SET_COLUMN : tag.SET);
    this.out.count(set.size);
    if (asColumn) this.#columns.write([...set]);
    else for (const item of set) this.write(item);
  }

  /** All own properties, since libraries put codes and the like there; the stack is one that engines make when it is asked for. */
  #error(error: Error): void {
    const className = builtInErrorClass(error);
    if (className === undefined) throw new NotEncodable();
    const keys = Object.getOwnPropertyNames(error).filter((key) => key !== 'stack');
    this.#begin(error, tag.ERROR);
    this.write(className);
    this.write(error.stack);
    this.out.count(keys.length);
    for (const key of keys) {
      this.write(key);
      this.out.byte(Object.prototype.propertyIsEnumerable.call(error, key) ? 1 : 0);
      this.write((error as unknown as Record<string, unknown>)[key]);
    }
  }
}
