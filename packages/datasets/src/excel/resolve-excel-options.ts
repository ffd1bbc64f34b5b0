import { DatasetOptionsError } from '../errors.js';
import { readKeys } from '../options/read-keys.js';
import { readBoolean, readChoice, readNames, readTexts } from '../options/read-value.js';
import {
  FILE_KEYS,
  resolveFileOptions,
  type FileOptions,
  type ResolvedFileOptions,
} from '../options/resolve-file-options.js';

/** The shape in which a table is loaded. */
export type ExcelShape = 'rows' | 'columns';
/** A sheet by its name, or by its position, counted from 0. */
export type ExcelSheet = string | number;
/** One sheet; or several as an object of tables, null being all there are. */
export type ExcelSheets = ExcelSheet | readonly ExcelSheet[] | null;

/** What an {@link ExcelDataset} may be given. */
export interface ExcelDatasetOptions<
  As extends ExcelShape = ExcelShape,
  Sheets extends ExcelSheets = ExcelSheets,
> extends FileOptions {
  readonly loadArgs?: {
    /** Default: `rows`, an array of objects. */
    readonly as?: As;
    /** Which sheet; a list, or null for all, gives an object of tables by what was asked for. Default: 0, the first. */
    readonly sheetName?: Sheets;
    /** Whether the first row holds the names. Default: true. Without one, names are `column_1`, `column_2`... */
    readonly header?: boolean;
    /** The columns to load, in this order; without a header, the names of all columns. Default: all. */
    readonly columns?: readonly string[];
    /** Texts that stand for nothing, such as `NA`. Default: none. */
    readonly missing?: readonly string[];
  };
  readonly saveArgs?: {
    /** The name of the sheet, where one table is saved. Default: `Sheet1`. */
    readonly sheetName?: string;
    /** Whether the first row holds the names. Default: true. */
    readonly header?: boolean;
    /** The columns to save, in this order. Default: all. */
    readonly columns?: readonly string[];
  };
}

/** How an Excel file is read. */
export interface ResolvedExcelLoadOptions {
  readonly as: ExcelShape;
  readonly sheetName: ExcelSheets;
  readonly header: boolean;
  readonly columns: readonly string[] | undefined;
  readonly missing: ReadonlySet<string>;
}

/** How an Excel file is written. */
export interface ResolvedExcelSaveOptions {
  readonly sheetName: string;
  readonly header: boolean;
  readonly columns: readonly string[] | undefined;
}

/** {@link ExcelDatasetOptions} with defaults filled in. */
export interface ResolvedExcelOptions extends ResolvedFileOptions {
  readonly load: ResolvedExcelLoadOptions;
  readonly save: ResolvedExcelSaveOptions;
}

/** What `load_args` may have. */
export const EXCEL_LOAD_KEYS = ['as', 'sheetName', 'header', 'columns', 'missing'] as const;
/** What `save_args` may have. */
export const EXCEL_SAVE_KEYS = ['sheetName', 'header', 'columns'] as const;

export function resolveExcelOptions(options: ExcelDatasetOptions): ResolvedExcelOptions {
  const keys = readKeys(options, [...FILE_KEYS, 'loadArgs', 'saveArgs']);
  const load = readKeys(keys.loadArgs, EXCEL_LOAD_KEYS, { under: 'load_args' });
  const save = readKeys(keys.saveArgs, EXCEL_SAVE_KEYS, { under: 'save_args' });
  return {
    ...resolveFileOptions(keys),
    load: {
      as: readChoice('load_args.as', load.as, ['rows', 'columns'], 'rows'),
      sheetName: readSheets(load.sheetName),
      header: readBoolean('load_args.header', load.header, true),
      columns: readNames('load_args.columns', load.columns),
      missing: new Set(readTexts('load_args.missing', load.missing)),
    },
    save: {
      sheetName: readSheetToSave(save.sheetName),
      header: readBoolean('save_args.header', save.header, true),
      columns: readNames('save_args.columns', save.columns),
    },
  };
}

function readSheets(value: unknown): ExcelSheets {
  if (value === undefined) return 0;
  if (value === null || isSheet(value)) return value;
  if (Array.isArray(value) && value.length > 0 && value.every(isSheet)) return value;
  throw new DatasetOptionsError(
    'load_args.sheet_name',
    'must be the name of a sheet, its position counted from 0, a list of these, or null for all sheets',
  );
}

function isSheet(value: unknown): value is ExcelSheet {
  return (
    typeof value === 'string' || (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0)
  );
}

function readSheetToSave(value: unknown): string {
  if (value === undefined) return 'Sheet1';
  if (typeof value === 'string') return value;
  throw new DatasetOptionsError('save_args.sheet_name', 'must be the name of the sheet, as text');
}
