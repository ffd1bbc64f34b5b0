import { open, type FileHandle } from 'node:fs/promises';
import { FileContentError } from '../errors.js';
import { pickNames } from '../table/to-table.js';
import type { Table } from '../table/table.js';
import { ColumnBuilder } from './column-builder.js';
import { parseStream } from './parse-stream.js';
import type { CsvType, ResolvedCsvLoadOptions } from './resolve-csv-options.js';

const PIECE_BYTES = 1 << 20;

/**
 * Reads a CSV file piece by piece. Columns whose type turns out to be wrong far down, such as codes that look like numbers
 * until row 1000, are read once more as text; so the text of the file is never held as a whole.
 */
export async function readCsv(path: string, options: ResolvedCsvLoadOptions): Promise<Table> {
  const file = await open(path);
  try {
    const first = new TableBuilder(path, options, options.types);
    await fill(first, file, path, options);
    const mistaken = first.mistaken();
    if (mistaken.length === 0) return first.finish();

    const types = new Map<string, CsvType>(options.types);
    for (const name of mistaken) types.set(name, 'string');
    const again = new TableBuilder(path, options, types, new Set(mistaken));
    await fill(again, file, path, options);
    const { length, columns } = first.finish();
    const texts = new Map(again.finish().columns.map(({ name, values }) => [name, values]));
    return {
      length,
      columns: columns.map(({ name, values }) => ({ name, values: texts.get(name) ?? values })),
    };
  } finally {
    await file.close();
  }
}

async function fill(
  table: TableBuilder,
  file: FileHandle,
  path: string,
  { delimiter }: ResolvedCsvLoadOptions,
): Promise<void> {
  const bytes = file.createReadStream({ start: 0, autoClose: false, highWaterMark: PIECE_BYTES });
  await parseStream(path, bytes as AsyncIterable<Uint8Array>, delimiter, (lines) => table.add(lines));
}

/** Turns lines into columns: finds the names, checks the number of cells, leaves out what is not wanted. */
class TableBuilder {
  #names: readonly string[] | undefined;
  /** Where the wanted columns stand in a line, and what collects them. */
  #wanted: { readonly name: string; readonly at: number; readonly builder: ColumnBuilder }[] = [];
  #length = 0;

  constructor(
    readonly path: string,
    readonly options: ResolvedCsvLoadOptions,
    readonly types: ReadonlyMap<string, CsvType>,
    /** Columns to collect, of those that the options want. Default: all. */
    readonly only?: ReadonlySet<string>,
  ) {}

  /** An empty line is a row without value in a table of one column; elsewhere it separates nothing. */
  add(lines: readonly (readonly string[])[]): void {
    for (const line of lines)
      if (line.length > 1 || line[0] !== '' || this.#names?.length === 1) this.#addLine(line);
  }

  /** Columns that have to be read again as text. */
  mistaken(): string[] {
    return this.#wanted.flatMap(({ name, builder }) => {
      if (builder.conflict === undefined) return [];
      const type = this.options.types.get(name) ?? this.options.type;
      if (type !== undefined)
        throw new FileContentError(
          this.path,
          `has a cell in row ${builder.conflict + 1} of column "${name}" that is no ${type}, as load_args.types says it is`,
        );
      return [name];
    });
  }

  finish(): Table {
    const columns = this.#wanted.map(({ name, builder }) => ({ name, values: builder.finish() }));
    return { length: this.#length, columns };
  }

  #addLine(line: readonly string[]): void {
    if (this.#names === undefined) {
      this.#start(line);
      if (this.options.header) return;
    }
    const width = this.#names!.length;
    if (line.length !== width)
      throw new FileContentError(
        this.path,
        `has ${line.length} cells in row ${this.#length + 1} where ${width} are expected`,
      );
    this.#length++;
    const { missing } = this.options;
    for (const { at, builder } of this.#wanted) {
      const cell = line[at]!;
      builder.add(missing.has(cell) ? '' : cell);
    }
  }

  #start(line: readonly string[]): void {
    const { header, columns } = this.options;
    const names = header ? line : (columns ?? line.map((_, i) => `column_${i + 1}`));
    const twice = names.find((name, i) => names.indexOf(name) !== i);
    if (twice !== undefined) throw new FileContentError(this.path, `has two columns named "${twice}"`);
    if (names.includes('__proto__'))
      throw new FileContentError(this.path, 'has a column named "__proto__", which no object can hold');
    pickNames('load_args.types', this.options.types.keys(), names);
    const wanted =
      header && columns !== undefined ? pickNames('load_args.columns', columns, names) : names.keys();
    this.#names = names;
    this.#wanted = [...wanted]
      .map((at) => ({ name: names[at]!, at }))
      .filter(({ name }) => this.only?.has(name) ?? true)
      .map(({ name, at }) => ({
        name,
        at,
        builder: new ColumnBuilder(this.types.get(name) ?? this.options.type),
      }));
  }
}
