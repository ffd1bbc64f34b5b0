import { parseBoolean, parseDate, parseNumber, recogniseCell } from './cell.js';
import type { CsvType } from './resolve-csv-options.js';

/** Texts of a column that repeat are kept once, as long as there are no more different ones than this. */
const MOST_SHARED_TEXTS = 10_000;

const PARSERS = { number: parseNumber, boolean: parseBoolean, date: parseDate };

/**
 * Collects the cells of one column. Its type is that of the first cell that is not empty; once a later cell does not fit,
 * the builder only reports {@link conflict} and the column has to be read again as text.
 */
export class ColumnBuilder {
  #type: CsvType | undefined;
  #length = 0;
  #numbers = new Float64Array(0);
  #nulls: number[] = [];
  #items: (string | boolean | Date | null)[] = [];
  #shared: Map<string, string> | undefined = new Map();
  #conflict: number | undefined;

  /** @param type - what the cells are. Default: recognised. */
  constructor(type?: CsvType) {
    this.#type = type;
  }

  /** The position of the first cell that does not fit the others. */
  get conflict(): number | undefined {
    return this.#conflict;
  }

  add(cell: string): void {
    const at = this.#length++;
    if (this.#conflict !== undefined) return;
    if (cell === '') this.#addNull(at);
    else if (!this.#addValue((this.#type ??= recogniseCell(cell)), cell, at)) this.#stop(at);
  }

  /** The values: a Float64Array when they are numbers and none is missing, else an array with null for missing ones. */
  finish(): Float64Array | readonly unknown[] {
    if (this.#type !== 'number') {
      for (let i = this.#items.length; i < this.#length; i++) this.#items.push(null);
      return this.#items;
    }
    const numbers = this.#numbers.slice(0, this.#length);
    if (this.#nulls.length === 0) return numbers;
    const values: (number | null)[] = Array.from(numbers);
    for (const at of this.#nulls) values[at] = null;
    return values;
  }

  #addNull(at: number): void {
    if (this.#type === undefined || this.#type === 'number') this.#nulls.push(at);
    if (this.#type !== undefined && this.#type !== 'number') this.#pushItem(null, at);
  }

  #addValue(type: CsvType, cell: string, at: number): boolean {
    if (type === 'string') {
      this.#pushItem(this.#share(cell), at);
      return true;
    }
    const value = PARSERS[type](cell);
    if (value === undefined) return false;
    if (typeof value === 'number') this.#setNumber(value, at);
    else this.#pushItem(value, at);
    return true;
  }

  #setNumber(value: number, at: number): void {
    if (at >= this.#numbers.length) {
      const larger = new Float64Array(Math.max(1024, at + 1, this.#numbers.length * 2));
      larger.set(this.#numbers);
      this.#numbers = larger;
    }
    this.#numbers[at] = value;
  }

  /** Empty cells before the type was known are filled in here. */
  #pushItem(value: string | boolean | Date | null, at: number): void {
    while (this.#items.length < at) this.#items.push(null);
    this.#items.push(value);
  }

  #share(text: string): string {
    const known = this.#shared?.get(text);
    if (known !== undefined) return known;
    if (this.#shared !== undefined && this.#shared.size >= MOST_SHARED_TEXTS) this.#shared = undefined;
    this.#shared?.set(text, text);
    return text;
  }

  #stop(at: number): void {
    this.#conflict = at;
    this.#numbers = new Float64Array(0);
    this.#nulls = [];
    this.#items = [];
  }
}
