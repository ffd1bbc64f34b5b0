import { BYTES_CLASSES, bytesClassOf, isBytesKept } from './kinds.js';
import { NotEncodable } from './not-encodable.js';
import type { Reader } from './reader.js';
import type { Writer } from './writer.js';

type Bytes = ArrayBufferView | ArrayBufferLike;

/** Bytes that are laid down together. */
interface Cluster {
  readonly start: number;
  end: number;
  readonly views: readonly number[];
}

/** Per view: the number of its class, where its bytes are (see below), offset and length in bytes. */
const COLUMNS = 4;

/** In the storage; a view on buffer i that stayed where it was has i; one on the array buffer that is view i has -2 - i. */
const IN_STORAGE = -1;

/**
 * The typed arrays and buffers of a value. Those that overlap do so again when they are read; each part of a buffer that somebody
 * sees is laid down once.
 */
export class ViewTable {
  readonly #all: Bytes[] = [];
  /** The places of those that are buffers themselves. */
  readonly #whole = new Map<Bytes, number>();
  /** Shared memory that stays where it is, and how many bytes of it somebody sees. */
  readonly foreign: { readonly buffer: SharedArrayBuffer; readonly byteLength: number }[] = [];
  /** How many bytes that were laid down readers see in place. */
  inPlace = 0;

  constructor(private readonly stays: (buffer: ArrayBufferLike) => boolean) {}

  get size(): number {
    return this.#all.length;
  }

  /** Views are read in the order in which they are added. */
  add(bytes: Bytes): void {
    if (!isBytesKept(bytes)) throw new NotEncodable();
    const place = this.#all.push(bytes) - 1;
    if (!ArrayBuffer.isView(bytes)) this.#whole.set(bytes, place);
  }

  /** Lays the bytes down, and returns the table. */
  finish(out: Writer): Float64Array {
    const table = new Float64Array(this.#all.length * COLUMNS);
    const byBuffer = new Map<ArrayBufferLike, number[]>();
    this.#all.forEach((bytes, i) => {
      const buffer = bufferOf(bytes);
      const others = byBuffer.get(buffer);
      if (others) others.push(i);
      else byBuffer.set(buffer, [i]);
    });
    for (const [buffer, views] of byBuffer) {
      const whole = this.#whole.get(buffer);
      if (this.stays(buffer)) {
        const byteLength = this.#clusters(views).reduce((sum, { start, end }) => sum + end - start, 0);
        const place = this.foreign.push({ buffer: buffer as SharedArrayBuffer, byteLength }) - 1;
        for (const i of views) this.#put(table, i, place, offsetOf(this.#all[i]!));
      } else if (whole !== undefined) this.#layWhole(out, table, whole, views);
      else
        for (const { start, end, views: together } of this.#clusters(views)) {
          this.inPlace += end - start;
          const offset = out.blockLike(new Uint8Array(buffer, start, end - start));
          for (const i of together) this.#put(table, i, IN_STORAGE, offset + offsetOf(this.#all[i]!) - start);
        }
    }
    return table;
  }

  /** An array buffer cannot lie in shared memory: readers copy it, and the views on it are views on their copy. */
  #layWhole(out: Writer, table: Float64Array, whole: number, views: readonly number[]): void {
    const offset = out.blockLike(new Uint8Array(this.#all[whole] as ArrayBufferLike));
    for (const i of views)
      if (i === whole) this.#put(table, i, IN_STORAGE, offset);
      else this.#put(table, i, -2 - whole, offsetOf(this.#all[i]!));
  }

  #clusters(views: readonly number[]): readonly Cluster[] {
    if (views.length === 1) {
      const start = offsetOf(this.#all[views[0]!]!);
      return [{ start, end: start + this.#all[views[0]!]!.byteLength, views }];
    }
    const sorted = [...views].sort((a, b) => offsetOf(this.#all[a]!) - offsetOf(this.#all[b]!));
    const clusters: (Cluster & { views: number[] })[] = [];
    for (const i of sorted) {
      const start = offsetOf(this.#all[i]!);
      const end = start + this.#all[i]!.byteLength;
      const last = clusters.at(-1);
      if (last && start < last.end) {
        last.end = Math.max(last.end, end);
        last.views.push(i);
      } else clusters.push({ start, end, views: [i] });
    }
    return clusters;
  }

  #put(table: Float64Array, i: number, place: number, offset: number): void {
    const bytes = this.#all[i]!;
    const start = i * COLUMNS;
    table[start] = bytesClassOf(bytes);
    table[start + 1] = place;
    table[start + 2] = offset;
    table[start + 3] = bytes.byteLength;
  }
}

/** The typed arrays and buffers of a value, in their order. */
export function readViews(reader: Reader, foreign: readonly SharedArrayBuffer[]): readonly Bytes[] {
  const table = reader.viewTable(reader.viewCount * COLUMNS);
  const all = new Array<Bytes | undefined>(reader.viewCount);
  const read = (i: number): Bytes => (all[i] ??= make(i));
  const make = (i: number): Bytes => {
    const row = i * COLUMNS;
    const [kind, place, offset, byteLength] = [
      table[row]!,
      table[row + 1]!,
      table[row + 2]!,
      table[row + 3]!,
    ];
    const className = BYTES_CLASSES[kind]!;
    const inStorage = place === IN_STORAGE;
    const start = inStorage ? reader.start + offset : offset;
    if (className === 'ArrayBuffer') return new Uint8Array(reader.storage, start, byteLength).slice().buffer;
    const buffer = inStorage
      ? reader.storage
      : place >= 0
        ? foreign[place]!
        : (read(-2 - place) as ArrayBufferLike);
    return viewOn(className, buffer, start, byteLength);
  };
  for (let i = 0; i < all.length; i++) read(i);
  return all as Bytes[];
}

type ViewClasses = Readonly<
  Record<
    string,
    {
      readonly BYTES_PER_ELEMENT?: number;
      new (buffer: ArrayBufferLike, offset: number, length: number): ArrayBufferView;
    }
  >
>;

function viewOn(
  className: string,
  buffer: ArrayBufferLike,
  offset: number,
  byteLength: number,
): ArrayBufferView {
  if (className === 'Buffer') return Buffer.from(buffer as ArrayBuffer, offset, byteLength);
  // All are named after global classes; Float16Array is one in newer engines.
  const View = (globalThis as unknown as ViewClasses)[className]!;
  return new View(buffer, offset, byteLength / (View.BYTES_PER_ELEMENT ?? 1));
}

function bufferOf(bytes: Bytes): ArrayBufferLike {
  return ArrayBuffer.isView(bytes) ? bytes.buffer : bytes;
}

function offsetOf(bytes: Bytes): number {
  return ArrayBuffer.isView(bytes) ? bytes.byteOffset : 0;
}
