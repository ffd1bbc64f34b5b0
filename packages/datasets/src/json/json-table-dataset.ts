import { writeFile } from 'node:fs/promises';
import { ValueNotWritableError } from '../errors.js';
import { FileDataset } from '../file/file-dataset.js';
import { readUtf8, withoutByteOrderMark } from '../file/utf8.js';
import { findUnwritable } from '../plain-data/find-unwritable.js';
import type { TableColumns } from '../table/table.js';
import { toColumns, toRows } from '../table/to-rows.js';
import { toTable } from '../table/to-table.js';
import { fromOrient, toOrient } from './orient.js';
import { parseJson } from './read-json.js';
import {
  resolveJsonTableOptions,
  type JsonTableDatasetOptions,
  type JsonTableShape,
  type ResolvedJsonTableOptions,
} from './resolve-json-table-options.js';

/** What a {@link JsonTableDataset} loads. */
export type JsonTableLoaded<Row, As extends JsonTableShape> = As extends 'columns'
  ? { readonly [Name in keyof Row]: readonly unknown[] }
  : Row[];
/** What a {@link JsonTableDataset} saves: rows, columns, or an Arrow table. */
export type JsonTableSaved<Row> = readonly Row[] | TableColumns | import('apache-arrow').Table;

/**
 * A table in a UTF-8 file of JSON, as a list of rows, or one of the shapes that pandas knows.
 *
 * Cells are JSON values; others are refused with {@link ValueNotWritableError}. Keys that a row lacks are null. Labels of rows are
 * not loaded; where they are whole numbers, rows of the orients `columns` and `index` come in their order.
 *
 * @typeParam Row - the rows; asserted, not checked
 * @typeParam As - the shape it loads
 */
export class JsonTableDataset<
  Row extends object = Record<string, unknown>,
  As extends JsonTableShape = 'rows',
> extends FileDataset<JsonTableLoaded<Row, As>, JsonTableSaved<Row>> {
  readonly #options: ResolvedJsonTableOptions;

  constructor(options: JsonTableDatasetOptions<As>) {
    const resolved = resolveJsonTableOptions(options);
    super(resolved);
    this.#options = resolved;
  }

  protected override async read(path: string): Promise<JsonTableLoaded<Row, As>> {
    const { as, orient, lines } = this.#options.load;
    const text = withoutByteOrderMark(await readUtf8(path));
    const content = lines ? parseLines(path, text) : parseJson(path, text);
    const table = await toTable(fromOrient(path, content, lines ? 'records' : orient));
    return (as === 'columns' ? toColumns(table) : toRows(table)) as JsonTableLoaded<Row, As>;
  }

  protected override async write(data: JsonTableSaved<Row>, path: string): Promise<void> {
    const { orient, lines, indent } = this.#options.save;
    const rows = toRows(await toTable(data));
    const culprit = findUnwritable(rows);
    if (culprit !== undefined) throw new ValueNotWritableError(`data${culprit.path}`, culprit.reason);
    const text = lines
      ? rows.map((row) => JSON.stringify(row)).join('\n')
      : JSON.stringify(toOrient(rows, orient), undefined, indent);
    await writeFile(path, text === '' ? '' : `${text}\n`);
  }
}

function parseLines(path: string, text: string): unknown[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => parseJson(path, line));
}
