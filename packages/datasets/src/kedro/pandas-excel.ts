import { EXCEL_LOAD_KEYS, EXCEL_SAVE_KEYS } from '../excel/resolve-excel-options.js';
import {
  ignored,
  noIndex,
  only,
  refused,
  renamed,
  type Options,
  type Rule,
  type RuleContext,
} from './rules.js';
import { columnNames, headerRow, missingTexts, naValues, pickedColumns } from './pandas-table.js';
import type { ArgumentTable } from './translate.js';

/** `pandas.ExcelDataset`. */
export const PANDAS_EXCEL: ArgumentTable = {
  entry: { engine: ignored },
  loadArgs: {
    of: 'pandas.read_excel',
    own: EXCEL_LOAD_KEYS,
    defaults: missingTexts,
    args: {
      header: headerRow,
      names: columnNames,
      index_col: noIndex,
      usecols: pickedColumns,
      dtype: refused('cells have types of their own in Excel; convert in a node'),
      na_values: naValues,
      keep_default_na: ignored,
      na_filter: ignored,
      engine: ignored,
      engine_kwargs: ignored,
      verbose: ignored,
      storage_options: ignored,
      dtype_backend: ignored,
      parse_dates: only(false),
      date_format: refused('cells have types of their own in Excel; convert in a node'),
      date_parser: refused('cells have types of their own in Excel; convert in a node'),
      converters: refused('functions cannot stand in a catalog; convert in a node'),
      true_values: refused('convert in a node'),
      false_values: refused('convert in a node'),
      skiprows: only(0),
      skipfooter: only(0),
      nrows: refused('a sheet is read whole'),
      thousands: refused('convert such numbers in a node'),
      decimal: only('.'),
      comment: refused('every row is data here'),
    },
  },
  saveArgs: {
    of: 'pandas.DataFrame.to_excel',
    own: EXCEL_SAVE_KEYS,
    args: {
      sheet_name: renamed('sheetName'),
      columns: renamed('columns'),
      header: (value, context) =>
        typeof value === 'boolean' ? { header: value } : refused('rename columns in a node')(value, context),
      index: noIndex,
      index_label: noIndex,
      na_rep: only(''),
      float_format: refused('numbers keep all their digits; round them in a node'),
      startrow: only(0),
      startcol: only(0),
      engine: ignored,
      engine_kwargs: ignored,
      merge_cells: ignored,
      inf_rep: ignored,
      freeze_panes: refused('sheets are written plain'),
      storage_options: ignored,
      writer: writerOptions,
    },
  },
};

/** What the writer of a sheet is given, which has to leave the sheet as it is. */
function writerOptions(value: unknown, context: RuleContext): Options {
  for (const [name, item] of Object.entries(value ?? {})) {
    const rule = WRITER.get(name) ?? refused('sheets are written plain');
    rule(item, { ...context, option: `${context.option}.${name}` });
  }
  return {};
}

const WRITER: ReadonlyMap<string, Rule> = new Map([
  ['engine', ignored],
  ['engine_kwargs', ignored],
  ['mode', only('w')],
]);
