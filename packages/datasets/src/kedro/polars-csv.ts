import { DatasetOptionsError } from '../errors.js';
import { CSV_LOAD_KEYS, CSV_SAVE_KEYS } from '../csv/resolve-csv-options.js';
import { naValues, pickedColumns } from './pandas-table.js';
import { ignored, only, refused, renamed, uncompressed, utf8, type Options } from './rules.js';
import type { ArgumentTable } from './translate.js';

/** `polars.CSVDataset`. */
export const POLARS_CSV: ArgumentTable = {
  loadArgs: {
    of: 'polars.read_csv',
    own: CSV_LOAD_KEYS,
    defaults: missingTexts,
    args: {
      separator: renamed('delimiter'),
      sep: renamed('delimiter'),
      has_header: renamed('header'),
      columns: pickedColumns,
      null_values: naValues,
      schema_overrides: types,
      dtypes: types,
      encoding: utf8,
      rechunk: ignored,
      low_memory: ignored,
      batch_size: ignored,
      n_threads: ignored,
      use_pyarrow: ignored,
      infer_schema: only(true),
      infer_schema_length: ignored,
      sample_size: ignored,
      raise_if_empty: ignored,
      storage_options: ignored,
      try_parse_dates: only(false),
      parse_dates: only(false),
      ignore_errors: only(false),
      missing_utf8_is_empty_string: only(false),
      truncate_ragged_lines: only(false),
      skip_rows: only(0),
      skip_rows_after_header: only(0),
      skip_lines: only(0),
      n_rows: refused('a file is read whole'),
      new_columns: refused('rename columns in a node'),
      comment_prefix: refused('every line is data here'),
      quote_char: only('"'),
      eol_char: only('\n'),
      row_index_name: refused('number rows in a node'),
      row_index_offset: only(0),
      decimal_comma: only(false),
      glob: ignored,
      schema: refused('say in load_args.types what the columns are'),
    },
  },
  saveArgs: {
    of: 'polars.DataFrame.write_csv',
    own: CSV_SAVE_KEYS,
    args: {
      separator: renamed('delimiter'),
      sep: renamed('delimiter'),
      include_header: renamed('header'),
      has_header: renamed('header'),
      compression: uncompressed,
      batch_size: ignored,
      include_bom: only(false),
      line_terminator: only('\n'),
      quote_char: only('"'),
      quote_style: only('necessary'),
      null_value: only(''),
      decimal_comma: only(false),
      float_precision: refused('numbers keep all their digits; round them in a node'),
      float_scientific: refused('numbers keep all their digits'),
      datetime_format: refused('dates are written as ISO 8601; format them in a node'),
      date_format: refused('dates are written as ISO 8601; format them in a node'),
      time_format: refused('format times in a node'),
    },
  },
};

function missingTexts({ null_values: values }: Options): Options {
  return values === null || values === undefined ? {} : { missing: [values].flat().map(String) };
}

/** Data types are Python objects, which no catalog holds. */
function types(value: unknown, { option }: { readonly option: string }): Options {
  if (value === null) return {};
  throw new DatasetOptionsError(option, 'is not supported here: say in load_args.types what the columns are');
}
