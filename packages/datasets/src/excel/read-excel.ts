import { readFile } from 'node:fs/promises';
import { closestNames, didYouMean } from '@kedro-ts/io';
import { FileContentError } from '../errors.js';
import type { Table } from '../table/table.js';
import { pickNames } from '../table/to-table.js';
import { loadReader } from './excel-library.js';
import type { ExcelSheet, ResolvedExcelLoadOptions } from './resolve-excel-options.js';
import { restoreSeconds } from './serial-date.js';

type Cells = readonly (readonly unknown[])[];

/** The sheet that is asked for, or several by what was asked for. */
export async function readExcel(
  path: string,
  options: ResolvedExcelLoadOptions,
): Promise<Table | Map<string, Table>> {
  const { sheetName } = options;
  // An error of the file must not reach the library, which does not pass all of them on.
  const bytes = await readFile(path);
  if (typeof sheetName === 'string' || typeof sheetName === 'number')
    return toTable(path, await readOne(path, bytes, sheetName), options);
  const sheets = await readAll(path, bytes);
  return new Map(
    (sheetName ?? [...sheets.keys()]).map((wanted) => [
      String(wanted),
      toTable(path, pickSheet(path, wanted, sheets), options),
    ]),
  );
}

async function readOne(path: string, bytes: Buffer, wanted: ExcelSheet): Promise<Cells> {
  const { readSheet, SheetNotFoundError } = await loadReader();
  try {
    return await readSheet(bytes, typeof wanted === 'number' ? wanted + 1 : wanted, AS_WRITTEN);
  } catch (cause) {
    if (!(cause instanceof SheetNotFoundError)) throw unreadable(path, cause);
    throw noSheet(path, wanted, [...(await readAll(path, bytes)).keys()]);
  }
}

async function readAll(path: string, bytes: Buffer): Promise<ReadonlyMap<string, Cells>> {
  const { default: readXlsxFile } = await loadReader();
  try {
    const sheets = await readXlsxFile(bytes, AS_WRITTEN);
    return new Map(sheets.map(({ sheet, data }) => [sheet, data]));
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

/** Spaces around text belong to it. */
const AS_WRITTEN = { trim: false };

function pickSheet(path: string, wanted: ExcelSheet, sheets: ReadonlyMap<string, Cells>): Cells {
  const names = [...sheets.keys()];
  const found = sheets.get(typeof wanted === 'number' ? (names[wanted] ?? '') : wanted);
  if (found === undefined) throw noSheet(path, wanted, names);
  return found;
}

function noSheet(path: string, wanted: ExcelSheet, names: readonly string[]): FileContentError {
  const near =
    typeof wanted === 'string' ? didYouMean(closestNames(wanted, names)) : ' Positions count from 0.';
  const known = names.map((name) => `"${name}"`).join(', ');
  return new FileContentError(path, `has no sheet ${JSON.stringify(wanted)}, only ${known}.${near}`);
}

function unreadable(path: string, cause: unknown): FileContentError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new FileContentError(path, `is no Excel file that can be read (.xlsx): ${reason}`, { cause });
}

function toTable(path: string, cells: Cells, options: ResolvedExcelLoadOptions): Table {
  const { header, columns, missing } = options;
  const width = cells.reduce((widest, row) => Math.max(widest, row.length), 0);
  const names = header ? headerNames(cells[0] ?? [], width) : (columns ?? numbered(width));
  if (!header && columns !== undefined && columns.length !== width)
    throw new FileContentError(path, `has ${width} columns, while load_args.columns names ${columns.length}`);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) throw new FileContentError(path, `has two columns named "${twice}"`);
  if (names.includes('__proto__'))
    throw new FileContentError(path, 'has a column named "__proto__", which no object can hold');
  const rows = header ? cells.slice(1) : cells;
  const wanted =
    header && columns !== undefined ? pickNames('load_args.columns', columns, names) : names.keys();
  return {
    length: rows.length,
    columns: [...wanted].map((at) => ({
      name: names[at]!,
      values: toColumn(rows.map((row) => toValue(row[at], missing))),
    })),
  };
}

function headerNames(row: readonly unknown[], width: number): string[] {
  return numbered(width).map((fallback, i) => {
    const name = (row[i] ?? fallback) as string | number | boolean | Date;
    return name instanceof Date ? name.toISOString() : String(name);
  });
}

function numbered(width: number): string[] {
  return Array.from({ length: width }, (_, i) => `column_${i + 1}`);
}

function toValue(cell: unknown, missing: ReadonlySet<string>): unknown {
  return typeof cell === 'string' && missing.has(cell) ? null : (cell ?? null);
}

function toColumn(values: readonly unknown[]): Float64Array | readonly unknown[] {
  return values.length > 0 && values.every((value) => typeof value === 'number')
    ? Float64Array.from(values)
    : restoreSeconds(values);
}
