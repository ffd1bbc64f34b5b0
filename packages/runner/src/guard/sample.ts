import { isBytes, type Bytes, type Unfreezable } from '@kedro-ts/io';

/** More bytes than this are not all looked at. */
const MOST_BYTES = 4096;

/** How many bytes in a row are looked at where not all are: each byte of a number, which often differs in few of them. */
const PIECE = 8;

/** How many bytes a number of a reading takes. */
const NUMBER = 8;

/**
 * A part of bytes and dates that is looked at to tell whether they have changed: all of up to 4 KiB, else evenly spaced pieces,
 * the first and the last among them, so that looking costs the same whatever the size. Who changes every item, sorts, or fills
 * is found out; who changes one item of a million is found out by luck.
 */
export class Sample {
  readonly #pieces: readonly Uint8Array[];
  readonly #dates: readonly Date[];
  readonly #size: number;

  constructor(values: readonly Unfreezable[]) {
    this.#pieces = choosePieces(values.filter(isBytes).map(toBytes));
    this.#dates = chooseEvenly(
      values.filter((value) => value instanceof Date),
      MOST_BYTES / PIECE,
    );
    this.#size = (1 + this.#dates.length) * NUMBER + lengthOf(this.#pieces);
  }

  /** What is there now, to be compared with what is there at another time. */
  read(): Uint8Array {
    const reading = new Uint8Array(this.#size);
    const numbers = new DataView(reading.buffer);
    numbers.setFloat64(0, lengthOf(this.#pieces));
    let at = NUMBER;
    for (const piece of this.#pieces) {
      // Of bytes that were given away to another thread nothing is left, which the sum of the lengths tells.
      if (piece.length > 0) reading.set(piece, at);
      at += piece.length;
    }
    for (const date of this.#dates) {
      numbers.setFloat64(at, date.getTime());
      at += NUMBER;
    }
    return reading;
  }
}

function choosePieces(all: readonly Uint8Array[]): readonly Uint8Array[] {
  const filled = all.filter(({ length }) => length > 0);
  const total = lengthOf(filled);
  if (total <= MOST_BYTES) return filled;

  const count = MOST_BYTES / PIECE;
  const pieces: Uint8Array[] = [];
  let [i, before] = [0, 0];
  for (let n = 0; n < count; n++) {
    const place = Math.round(((total - PIECE) / (count - 1)) * n);
    while (place >= before + filled[i]!.length) before += filled[i++]!.length;
    pieces.push(filled[i]!.subarray(place - before, place - before + PIECE));
  }
  return pieces;
}

function chooseEvenly<T>(items: readonly T[], most: number): readonly T[] {
  if (items.length <= most) return items;
  return Array.from({ length: most }, (_, n) => items[Math.round(((items.length - 1) / (most - 1)) * n)]!);
}

function toBytes(value: Bytes): Uint8Array {
  if (!ArrayBuffer.isView(value)) return new Uint8Array(value);
  const { buffer, byteOffset, byteLength } = value;
  // Of bytes that were given away before, there is not even an empty view to be had.
  return byteLength === 0 ? new Uint8Array() : new Uint8Array(buffer, byteOffset, byteLength);
}

function lengthOf(all: readonly Uint8Array[]): number {
  return all.reduce((sum, { length }) => sum + length, 0);
}
