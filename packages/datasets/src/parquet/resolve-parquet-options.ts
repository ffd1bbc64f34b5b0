import { DatasetOptionsError } from '../errors.js';
import { readKeys } from '../options/read-keys.js';
import { readChoice, readColumnChoices, readCount, readNames } from '../options/read-value.js';
import {
  FILE_KEYS,
  resolveFileOptions,
  type FileOptions,
  type ResolvedFileOptions,
} from '../options/resolve-file-options.js';

/** The shape in which a table is loaded. */
export type ParquetShape = 'rows' | 'columns' | 'arrow';
/** How the pages of a file are compressed. */
export type ParquetCodec = 'snappy' | 'uncompressed' | 'gzip' | 'brotli' | 'zstd';

/** How the values of a column are stored. */
export type ParquetType = (typeof PARQUET_TYPES)[number];

const PARQUET_TYPES = [
  'boolean',
  'int32',
  'uint32',
  'int64',
  'uint64',
  'float',
  'double',
  'string',
  'bytes',
  'timestamp',
  'date',
  'json',
] as const;

/** What a {@link ParquetDataset} may be given. */
export interface ParquetDatasetOptions<As extends ParquetShape = ParquetShape> extends FileOptions {
  readonly loadArgs?: {
    /** Default: `rows`, an array of objects. `arrow` needs the package apache-arrow. */
    readonly as?: As;
    /** The columns to load, in this order. Default: all. */
    readonly columns?: readonly string[];
    /** The first row to load, counted from 0. Default: 0. */
    readonly rowStart?: number;
    /** The row before which to stop. Default: the number of rows. */
    readonly rowEnd?: number;
  };
  readonly saveArgs?: {
    /** Default: `snappy`. `zstd` needs Node 22.15 or later to write; everything can be read. */
    readonly codec?: ParquetCodec;
    /** Rows per row group. Default: 100,000. */
    readonly rowGroupSize?: number;
    /** The columns to save, in this order. Default: all. */
    readonly columns?: readonly string[];
    /** How to store columns, where that should not follow from their values. */
    readonly types?: Readonly<Record<string, ParquetType>>;
  };
}

/** Which part of a Parquet file is read, and how. */
export interface ResolvedParquetLoadOptions {
  readonly as: ParquetShape;
  readonly columns: readonly string[] | undefined;
  readonly rowStart: number;
  readonly rowEnd: number;
}

/** How a Parquet file is written. */
export interface ResolvedParquetSaveOptions {
  readonly codec: ParquetCodec;
  readonly rowGroupSize: number;
  readonly columns: readonly string[] | undefined;
  readonly types: ReadonlyMap<string, ParquetType>;
}

/** {@link ParquetDatasetOptions} with defaults filled in. */
export interface ResolvedParquetOptions extends ResolvedFileOptions {
  readonly load: ResolvedParquetLoadOptions;
  readonly save: ResolvedParquetSaveOptions;
}

/** What `load_args` may have. */
export const PARQUET_LOAD_KEYS = ['as', 'columns', 'rowStart', 'rowEnd'] as const;
/** What `save_args` may have. */
export const PARQUET_SAVE_KEYS = ['codec', 'rowGroupSize', 'columns', 'types'] as const;

export function resolveParquetOptions(options: ParquetDatasetOptions): ResolvedParquetOptions {
  const keys = readKeys(options, [...FILE_KEYS, 'loadArgs', 'saveArgs']);
  const load = readKeys(keys.loadArgs, PARQUET_LOAD_KEYS, { under: 'load_args' });
  const save = readKeys(keys.saveArgs, PARQUET_SAVE_KEYS, {
    under: 'save_args',
    elsewhere: { compression: 'codec' },
  });
  return {
    ...resolveFileOptions(keys),
    load: {
      as: readChoice('load_args.as', load.as, ['rows', 'columns', 'arrow'], 'rows'),
      columns: readNames('load_args.columns', load.columns),
      ...readRange(load.rowStart, load.rowEnd),
    },
    save: {
      codec: readChoice(
        'save_args.codec',
        save.codec,
        ['snappy', 'uncompressed', 'gzip', 'brotli', 'zstd'],
        'snappy',
      ),
      rowGroupSize: readCount('save_args.row_group_size', save.rowGroupSize, 1, 100_000),
      columns: readNames('save_args.columns', save.columns),
      types: readColumnChoices('save_args.types', save.types, PARQUET_TYPES),
    },
  };
}

function readRange(start: unknown, end: unknown): { rowStart: number; rowEnd: number } {
  const rowStart = readCount('load_args.row_start', start, 0, 0);
  const rowEnd = readCount('load_args.row_end', end, 0, Infinity);
  if (rowEnd < rowStart)
    throw new DatasetOptionsError(
      'load_args.row_end',
      `is ${rowEnd}, before row_start, which is ${rowStart}`,
    );
  return { rowStart, rowEnd };
}
