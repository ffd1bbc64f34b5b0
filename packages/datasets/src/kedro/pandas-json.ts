import { JSON_TABLE_LOAD_KEYS, JSON_TABLE_SAVE_KEYS } from '../json/resolve-json-table-options.js';
import { ignored, only, refused, renamed, uncompressed, utf8 } from './rules.js';
import type { ArgumentTable } from './translate.js';

/** `pandas.JSONDataset`. */
export const PANDAS_JSON: ArgumentTable = {
  loadArgs: {
    of: 'pandas.read_json',
    own: JSON_TABLE_LOAD_KEYS,
    args: {
      orient: renamed('orient'),
      lines: renamed('lines'),
      typ: only('frame'),
      dtype: only(true, false),
      convert_axes: ignored,
      convert_dates: only(true, false),
      keep_default_dates: ignored,
      precise_float: ignored,
      date_unit: ignored,
      encoding: utf8,
      encoding_errors: ignored,
      compression: uncompressed,
      nrows: refused('a file is read whole'),
      chunksize: refused('a file is read whole'),
      storage_options: ignored,
      dtype_backend: ignored,
      engine: ignored,
    },
  },
  saveArgs: {
    of: 'pandas.DataFrame.to_json',
    own: JSON_TABLE_SAVE_KEYS,
    defaults: ({ lines }) => ({ orient: lines === true ? 'records' : 'columns', indent: 0 }),
    args: {
      orient: renamed('orient'),
      lines: renamed('lines'),
      indent: renamed('indent'),
      index: ignored,
      date_format: ignored,
      date_unit: ignored,
      double_precision: ignored,
      force_ascii: ignored,
      default_handler: refused('functions cannot stand in a catalog; convert in a node'),
      compression: uncompressed,
      mode: only('w'),
      storage_options: ignored,
    },
  },
};
