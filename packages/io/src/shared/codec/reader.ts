import { align, HEADER } from './writer.js';

/** Reads what a {@link Writer} has written, in the same order. */
export class Reader {
  readonly #bytes: Buffer;
  readonly #header: Float64Array;
  #position: number;
  #text: string | undefined;
  #textPosition = 0;
  #block: number;

  constructor(
    readonly storage: ArrayBufferLike,
    readonly start: number,
  ) {
    this.#bytes = Buffer.from(storage as ArrayBuffer, start);
    const words = Object.keys(HEADER).length;
    this.#header = new Float64Array(storage, start, words);
    this.#position = this.#header[HEADER.stream]!;
    this.#block = words * 8;
  }

  get viewCount(): number {
    return this.#header[HEADER.viewCount]!;
  }

  /** So many numbers of the table of views. */
  viewTable(length: number): Float64Array {
    return new Float64Array(this.storage, this.start + this.#header[HEADER.views]!, length);
  }

  byte(): number {
    return this.#bytes[this.#position++]!;
  }

  count(): number {
    let byte = this.byte();
    if (byte < 0x80) return byte;
    let value = byte - 0x80;
    for (let unit = 0x80; ; unit *= 0x80) {
      byte = this.byte();
      if (byte < 0x80) return value + byte * unit;
      value += (byte - 0x80) * unit;
    }
  }

  double(): number {
    const value = this.#bytes.readDoubleLE(this.#position);
    this.#position += 8;
    return value;
  }

  shortText(): string {
    const start = this.#textPosition;
    this.#textPosition += this.count();
    this.#text ??= this.#readText();
    return this.#text.slice(start, this.#textPosition);
  }

  textBlock(length: number): string {
    const wide = this.byte() === 1;
    const offset = this.#skip(wide ? length * 2 : length);
    return this.#cut(offset, length, wide);
  }

  /** A view on the next block, for the reader alone: it must not be given to users. */
  block<View>(
    TypedArray: {
      readonly BYTES_PER_ELEMENT: number;
      new (buffer: ArrayBufferLike, byteOffset: number, length: number): View;
    },
    length: number,
  ): View {
    const offset = this.#skip(length * TypedArray.BYTES_PER_ELEMENT);
    return new TypedArray(this.storage, this.start + offset, length);
  }

  #skip(byteLength: number): number {
    const offset = align(this.#block);
    this.#block = offset + byteLength;
    return offset;
  }

  #readText(): string {
    const header = this.#header;
    return this.#cut(header[HEADER.text]!, header[HEADER.textLength]!, header[HEADER.textWide] === 1);
  }

  #cut(offset: number, length: number, wide: boolean): string {
    return wide
      ? this.#bytes.toString('utf16le', offset, offset + length * 2)
      : this.#bytes.toString('latin1', offset, offset + length);
  }
}
