import { FileDataset } from '../file/file-dataset.js';
import type { ColumnValues, Table, TableColumns } from '../table/table.js';
import { toColumns, toRows } from '../table/to-rows.js';
import { toTable } from '../table/to-table.js';
import { readParquet, type ParquetTable } from './read-parquet.js';
import {
  resolveParquetOptions,
  type ParquetDatasetOptions,
  type ParquetShape,
  type ResolvedParquetOptions,
} from './resolve-parquet-options.js';
import { toArrow } from './to-arrow.js';
import { writeParquet } from './write-parquet.js';

/** A row of a Parquet file. */
export type ParquetRow = Record<string, unknown>;
/** A column of a Parquet file: a typed array where its type allows and no value is missing, else an array with null. */
export type ParquetColumnValues = ColumnValues;
/** What a {@link ParquetDataset} loads. */
export type ParquetLoaded<Row, As extends ParquetShape> = As extends 'arrow'
  ? import('apache-arrow').Table
  : As extends 'columns'
    ? { readonly [Name in keyof Row]: ParquetColumnValues }
    : Row[];
/** What a {@link ParquetDataset} saves: rows, columns, or an Arrow table. */
export type ParquetSaved<Row> = readonly Row[] | TableColumns | import('apache-arrow').Table;

/**
 * A table in a Parquet file.
 *
 * Loading: int32, float and double columns are typed arrays in `columns`; 64-bit integers are numbers if all of a column are
 * safe integers, else bigints (`arrow` keeps them as they are); decimals are numbers; dates and timestamps are Date, rounded
 * down to milliseconds, and rows that repeat a value may share the Date; bytes without annotation are Uint8Array; lists and
 * structs are arrays and objects.
 *
 * Saving: types follow from all values of a column, or from `saveArgs.types`; objects and lists are stored as JSON. The same
 * data gives the same bytes.
 *
 * @typeParam Row - the rows; asserted, not checked
 * @typeParam As - the shape it loads
 */
export class ParquetDataset<
  Row extends object = ParquetRow,
  As extends ParquetShape = 'rows',
> extends FileDataset<ParquetLoaded<Row, As>, ParquetSaved<Row>> {
  readonly #options: ResolvedParquetOptions;

  constructor(options: ParquetDatasetOptions<As>) {
    const resolved = resolveParquetOptions(options);
    super(resolved);
    this.#options = resolved;
  }

  protected override async read(path: string): Promise<ParquetLoaded<Row, As>> {
    const { load } = this.#options;
    const table = await readParquet(path, load);
    switch (load.as) {
      case 'rows':
        return toRows(finish(table)) as ParquetLoaded<Row, As>;
      case 'columns':
        return toColumns(finish(table)) as ParquetLoaded<Row, As>;
      case 'arrow':
        return (await toArrow(table)) as ParquetLoaded<Row, As>;
    }
  }

  protected override async write(data: ParquetSaved<Row>, path: string): Promise<void> {
    const { save } = this.#options;
    await writeParquet(path, await toTable(data, save.columns), save);
  }
}

function finish({ length, columns }: ParquetTable): Table {
  return { length, columns: columns.map(({ name, store }) => ({ name, values: store.finish() })) };
}
