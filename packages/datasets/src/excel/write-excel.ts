import { writeFile } from 'node:fs/promises';
import type { CellObject, Row, SheetData } from 'write-excel-file/node';
import { ValueNotWritableError } from '../errors.js';
import { cellPath, type Table } from '../table/table.js';
import { escapeCellText } from './cell-text.js';
import { loadWriter } from './excel-library.js';
import { isSerialDate, toSerialDate } from './serial-date.js';
import { withoutTimes } from './without-times.js';

/** What a sheet of Excel has room for. */
const MOST = { rows: 1_048_576, columns: 16_384, characters: 32_767 };

/**
 * Writes tables as the sheets of an Excel file. The same data gives the same bytes.
 *
 * @throws ValueNotWritableError for what a cell or a sheet cannot hold
 */
export async function writeExcel(
  path: string,
  tables: ReadonlyMap<string, Table>,
  header: boolean,
): Promise<void> {
  checkSheetNames([...tables.keys()]);
  const sheets = [...tables].map(([sheet, table]) => ({ sheet, data: toSheet(sheet, table, header) }));
  const { default: writeXlsxFile } = await loadWriter();
  await writeFile(path, withoutTimes(await writeXlsxFile(sheets).toBuffer()));
}

function toSheet(sheet: string, { length, columns }: Table, header: boolean): SheetData {
  if (columns.length > MOST.columns || length + Number(header) > MOST.rows)
    throw new ValueNotWritableError(
      `sheet "${sheet}"`,
      `has ${length} rows and ${columns.length} columns; Excel has room for ${MOST.rows} and ${MOST.columns}`,
    );
  const rows: Row[] = header
    ? [columns.map(({ name }) => textCell(name, `the name of column "${name}"`))]
    : [];
  for (let i = 0; i < length; i++) rows.push(columns.map(({ name, values }) => toCell(values[i], name, i)));
  return rows;
}

function toCell(value: unknown, column: string, row: number): Row[number] {
  switch (typeof value) {
    case 'string':
      return value === '' ? null : textCell(value, cellPath(column, row));
    case 'boolean':
      return value;
    case 'number':
      if (Number.isFinite(value)) return value;
      throw new ValueNotWritableError(
        cellPath(column, row),
        `is ${value}; Excel has no such number, use null`,
      );
    case 'bigint':
      if (BigInt(Number(value)) === value && Number.isSafeInteger(Number(value))) return Number(value);
      throw new ValueNotWritableError(
        cellPath(column, row),
        'is a bigint beyond 2^53, more digits than Excel keeps; use String(value)',
      );
    case 'undefined':
      return null;
    case 'object':
      if (value === null) return null;
      if (value instanceof Date) return dateCell(value, column, row);
      break;
    case 'function':
    case 'symbol':
      break;
  }
  const kind = typeof value === 'object' ? (value?.constructor?.name ?? 'object') : typeof value;
  throw new ValueNotWritableError(
    cellPath(column, row),
    `is of type ${kind}; an Excel cell holds text, a number, a boolean or a Date`,
  );
}

function textCell(text: string, path: string): CellObject {
  if (text.length > MOST.characters)
    throw new ValueNotWritableError(
      path,
      `has ${text.length} characters; an Excel cell has room for ${MOST.characters}`,
    );
  return { value: escapeCellText(text), type: String };
}

function dateCell(date: Date, column: string, row: number): CellObject {
  if (!isSerialDate(date))
    throw new ValueNotWritableError(
      cellPath(column, row),
      `is ${Number.isNaN(date.getTime()) ? 'an invalid Date' : date.toISOString()}; Excel has dates from March 1900 to 9999`,
    );
  const isWholeDay = date.getTime() % 86_400_000 === 0;
  return {
    value: toSerialDate(date),
    type: Number,
    format: isWholeDay ? 'yyyy-mm-dd' : 'yyyy-mm-dd hh:mm:ss.000',
  };
}

/** Excel opens no file that breaks these rules. */
function checkSheetNames(names: readonly string[]): void {
  const taken = new Set<string>();
  for (const name of names) {
    const reason =
      name === '' || name.length > 31
        ? 'must have 1 to 31 characters'
        : /[[\]/\\:*?\p{Cc}\p{Surrogate}]|^'|'$/u.test(name)
          ? "must have no control characters and none of []/\\:*?, nor a ' at its start or end"
          : taken.has(name.toLowerCase())
            ? 'differs from another by capitals only'
            : undefined;
    if (reason !== undefined) throw new ValueNotWritableError(`the name of sheet "${name}"`, reason);
    taken.add(name.toLowerCase());
  }
}
