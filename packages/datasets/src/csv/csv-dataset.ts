import { FileDataset } from '../file/file-dataset.js';
import type { TableColumns } from '../table/table.js';
import { toColumns, toRows } from '../table/to-rows.js';
import { toTable } from '../table/to-table.js';
import { readCsv } from './read-csv.js';
import {
  resolveCsvOptions,
  type CsvDatasetOptions,
  type CsvShape,
  type ResolvedCsvOptions,
} from './resolve-csv-options.js';
import { writeCsv } from './write-csv.js';

/** A cell once read; null where the file has nothing, Date only where `loadArgs.types` says so. */
export type CsvValue = string | number | boolean | Date | null;
/** A row of a CSV file. */
export type CsvRow = Record<string, CsvValue>;
/** A column of a CSV file: a Float64Array when it has numbers only, else an array with null for empty cells. */
export type CsvColumn = Float64Array | readonly CsvValue[];
/** What a {@link CsvDataset} loads. */
export type CsvLoaded<Row, As extends CsvShape> = As extends 'columns'
  ? { readonly [Name in keyof Row]: CsvColumn }
  : Row[];
/** What a {@link CsvDataset} saves: rows, columns, or an Arrow table. */
export type CsvSaved<Row> = readonly Row[] | TableColumns | import('apache-arrow').Table;

/**
 * A table in a UTF-8 file of comma-separated values (RFC 4180, with `\n` line ends when written).
 *
 * Types are recognised per column: numbers if every cell that is not empty is a number, booleans likewise, else text. Codes
 * with leading zeros and integers beyond 2^53 are text. Empty cells, quoted or not, are null. Dates are saved as ISO 8601
 * text and loaded as that text, unless `loadArgs.types` says `date`.
 *
 * @typeParam Row - the rows; asserted, not checked
 * @typeParam As - the shape it loads
 */
export class CsvDataset<Row extends object = CsvRow, As extends CsvShape = 'rows'> extends FileDataset<
  CsvLoaded<Row, As>,
  CsvSaved<Row>
> {
  readonly #options: ResolvedCsvOptions;

  constructor(options: CsvDatasetOptions<As>) {
    const resolved = resolveCsvOptions(options);
    super(resolved);
    this.#options = resolved;
  }

  protected override async read(path: string): Promise<CsvLoaded<Row, As>> {
    const { load } = this.#options;
    const table = await readCsv(path, load);
    return (load.as === 'columns' ? toColumns(table) : toRows(table)) as CsvLoaded<Row, As>;
  }

  protected override async write(data: CsvSaved<Row>, path: string): Promise<void> {
    const { save } = this.#options;
    await writeCsv(path, await toTable(data, save.columns), save);
  }
}
