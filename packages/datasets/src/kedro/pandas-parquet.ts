import { PARQUET_LOAD_KEYS, PARQUET_SAVE_KEYS } from '../parquet/resolve-parquet-options.js';
import { ignored, noIndex, refused, renamed, word } from './rules.js';
import type { ArgumentTable } from './translate.js';

/** `pandas.ParquetDataset`. */
export const PANDAS_PARQUET: ArgumentTable = {
  loadArgs: {
    of: 'pandas.read_parquet',
    own: PARQUET_LOAD_KEYS,
    args: {
      columns: renamed('columns'),
      engine: ignored,
      use_nullable_dtypes: ignored,
      dtype_backend: ignored,
      use_threads: ignored,
      memory_map: ignored,
      storage_options: ignored,
      filesystem: refused('files are local here'),
      filters: refused('filter rows in a node, or give row_start and row_end'),
    },
  },
  saveArgs: {
    of: 'pandas.DataFrame.to_parquet',
    own: PARQUET_SAVE_KEYS,
    args: {
      compression: word('codec', {
        snappy: 'snappy',
        gzip: 'gzip',
        brotli: 'brotli',
        zstd: 'zstd',
        none: 'uncompressed',
        null: 'uncompressed',
        uncompressed: 'uncompressed',
      }),
      index: noIndex,
      engine: ignored,
      compression_level: ignored,
      version: ignored,
      flavor: ignored,
      use_dictionary: ignored,
      write_statistics: ignored,
      data_page_size: ignored,
      data_page_version: ignored,
      use_deprecated_int96_timestamps: ignored,
      store_schema: ignored,
      times: ignored,
      has_nulls: ignored,
      file_scheme: ignored,
      allow_truncated_timestamps: ignored,
      coerce_timestamps: ignored,
      storage_options: ignored,
      partition_cols: refused('a dataset is one file'),
      partition_on: refused('a dataset is one file'),
      schema: refused('say in save_args.types what the columns are'),
    },
  },
};
