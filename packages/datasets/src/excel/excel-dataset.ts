import { FileDataset } from '../file/file-dataset.js';
import type { Table, TableColumns } from '../table/table.js';
import { toColumns, toRows } from '../table/to-rows.js';
import { toTable } from '../table/to-table.js';
import { readExcel } from './read-excel.js';
import {
  resolveExcelOptions,
  type ExcelDatasetOptions,
  type ExcelShape,
  type ExcelSheet,
  type ExcelSheets,
  type ResolvedExcelOptions,
} from './resolve-excel-options.js';
import { isWorkbook } from './is-workbook.js';
import { writeExcel } from './write-excel.js';

/** A cell once read; null where the sheet has nothing. */
export type ExcelValue = string | number | boolean | Date | null;
/** A row of a sheet. */
export type ExcelRow = Record<string, ExcelValue>;
/** A column of a sheet: a Float64Array when it has numbers only, else an array with null for empty cells. */
export type ExcelColumn = Float64Array | readonly ExcelValue[];

type LoadedSheet<Row, As extends ExcelShape> = As extends 'columns'
  ? { readonly [Name in keyof Row]: ExcelColumn }
  : Row[];
type SavedSheet<Row> = readonly Row[] | TableColumns | import('apache-arrow').Table;

/** What an {@link ExcelDataset} loads: a table, or where several sheets are asked for, an object of tables. */
export type ExcelLoaded<Row, As extends ExcelShape, Sheets extends ExcelSheets> = Sheets extends
  string | number
  ? LoadedSheet<Row, As>
  : Record<string, LoadedSheet<Row, As>>;
/** What an {@link ExcelDataset} saves: rows, columns or an Arrow table, or an object of these by the names of sheets. */
export type ExcelSaved<Row> = SavedSheet<Row> | Readonly<Record<string, SavedSheet<Row>>>;

/**
 * Tables in the sheets of an Excel file (`.xlsx`).
 *
 * Numbers, text, booleans and dates come back as they are. Empty text, and cells whose formula failed, are null when loaded; rows
 * without any value at the end of a sheet are not there. Dates are Date, in UTC as Excel shows them; the file has them as fractions
 * of days, so that a time with thousandths of seconds that another program wrote may be one thousandth less.
 *
 * @typeParam Row - the rows; asserted, not checked
 * @typeParam As - the shape it loads
 * @typeParam Sheets - which sheets it loads
 */
export class ExcelDataset<
  Row extends object = ExcelRow,
  As extends ExcelShape = 'rows',
  Sheets extends ExcelSheets = ExcelSheet,
> extends FileDataset<ExcelLoaded<Row, As, Sheets>, ExcelSaved<Row>> {
  readonly #options: ResolvedExcelOptions;

  constructor(options: ExcelDatasetOptions<As, Sheets>) {
    const resolved = resolveExcelOptions(options);
    super(resolved);
    this.#options = resolved;
  }

  protected override async read(path: string): Promise<ExcelLoaded<Row, As, Sheets>> {
    const { load } = this.#options;
    const shape = (table: Table): unknown => (load.as === 'columns' ? toColumns(table) : toRows(table));
    const tables = await readExcel(path, load);
    const loaded =
      tables instanceof Map
        ? Object.fromEntries([...tables].map(([sheet, table]) => [sheet, shape(table)]))
        : shape(tables);
    return loaded as ExcelLoaded<Row, As, Sheets>;
  }

  protected override async write(data: ExcelSaved<Row>, path: string): Promise<void> {
    const { save } = this.#options;
    const sheets = new Map<string, Table>();
    if (isWorkbook(data)) {
      for (const [name, table] of Object.entries(data)) sheets.set(name, await toTable(table, save.columns));
    } else sheets.set(save.sheetName, await toTable(data, save.columns));
    await writeExcel(path, sheets, save.header);
  }
}
