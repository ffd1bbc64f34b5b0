/** Bytes, or text to be written as bytes, that stand beside the stream at a multiple of 8. */
interface Block {
  readonly offset: number;
  readonly content: ArrayBufferView | string;
  readonly wide: boolean;
}

/** Numbers at the start of the storage, by which a reader finds the rest. */
export const HEADER = { stream: 0, text: 1, textLength: 2, textWide: 3, views: 4, viewCount: 5 } as const;
const HEADER_WORDS = Object.keys(HEADER).length;

/** Longer texts are blocks of their own. */
const LONG = 16 * 1024;

/** No text in a column or stream may become longer than an engine allows. */
const MOST_TEXT = 2 ** 27;

/**
 * Collects an encoded value: a stream of tags, lengths and small values; one text that holds all short texts; and blocks, which
 * are not copied before {@link Writer.write}.
 *
 * Texts are joined because one long text is written, read and cut many times faster than many short ones are.
 */
export class Writer {
  #stream = Buffer.allocUnsafe(256);
  #length = 0;
  #text = '';
  readonly #blocks: Block[] = [];
  #end = HEADER_WORDS * 8;
  readonly #header = new Float64Array(HEADER_WORDS);

  /** How many bytes have been collected in blocks, those to come after {@link finish} included. */
  get byteLength(): number {
    return this.#end;
  }

  byte(value: number): void {
    if (this.#length === this.#stream.byteLength) this.#grow();
    this.#stream[this.#length++] = value;
  }

  /** A whole number from 0 to 2^53. */
  count(value: number): void {
    // Most are small, and shifting them is faster than dividing.
    for (; value > 0x7fff_ffff; value = Math.floor(value / 0x80)) this.byte((value % 0x80) | 0x80);
    for (; value > 0x7f; value >>= 7) this.byte((value & 0x7f) | 0x80);
    this.byte(value);
  }

  double(value: number): void {
    if (this.#length + 8 > this.#stream.byteLength) this.#grow();
    this.#length = this.#stream.writeDoubleLE(value, this.#length);
  }

  /** Tells whether a text goes into the stream ({@link shortText}) or beside it ({@link textBlock}). */
  isShort(text: string): boolean {
    return text.length <= LONG && this.#text.length + text.length <= MOST_TEXT;
  }

  shortText(text: string): void {
    this.count(text.length);
    this.#text += text;
  }

  /** Whatever the length; the reader has to know it. */
  textBlock(text: string): void {
    const wide = isWide(text);
    this.byte(wide ? 1 : 0);
    this.#add(text, wide ? text.length * 2 : text.length, wide);
  }

  /** The reader has to know the length. */
  block(content: ArrayBufferView): void {
    this.#add(content, content.byteLength, false);
  }

  /** Adds bytes which came from an offset that matters to views on them, and returns where they will be. */
  blockLike(content: ArrayBufferView): number {
    this.#end = align(this.#end) + (content.byteOffset % 8);
    this.#blocks.push({ offset: this.#end, content, wide: false });
    const offset = this.#end;
    this.#end += content.byteLength;
    return offset;
  }

  /** To be called once, at the end, with the table of the views. */
  finish(views: Float64Array, viewCount: number): void {
    const wide = isWide(this.#text);
    const header = this.#header;
    header[HEADER.viewCount] = viewCount;
    header[HEADER.views] = this.#add(views, views.byteLength, false);
    header[HEADER.textLength] = this.#text.length;
    header[HEADER.textWide] = wide ? 1 : 0;
    header[HEADER.text] = this.#add(this.#text, this.#text.length * (wide ? 2 : 1), wide);
    header[HEADER.stream] = this.#add(this.#stream.subarray(0, this.#length), this.#length, false);
  }

  write(target: Uint8Array): void {
    const bytes = Buffer.from(target.buffer as ArrayBuffer, target.byteOffset, target.byteLength);
    bytes.set(bytesOf(this.#header), 0);
    for (const { offset, content, wide } of this.#blocks)
      if (typeof content !== 'string') bytes.set(bytesOf(content), offset);
      else if (wide) bytes.write(content, offset, 'utf16le');
      else bytes.write(content, offset, 'latin1');
  }

  #add(content: ArrayBufferView | string, byteLength: number, wide: boolean): number {
    const offset = align(this.#end);
    this.#end = offset + byteLength;
    if (byteLength > 0) this.#blocks.push({ offset, content, wide });
    return offset;
  }

  #grow(): void {
    const grown = Buffer.allocUnsafe(this.#stream.byteLength * 2);
    grown.set(this.#stream);
    this.#stream = grown;
  }
}

export function align(offset: number): number {
  return Math.ceil(offset / 8) * 8;
}

export function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

/** Engines know of most texts that they have nothing beyond Latin-1, so that this takes no time. */
function isWide(text: string): boolean {
  return /[\u0100-\uffff]/.test(text);
}
