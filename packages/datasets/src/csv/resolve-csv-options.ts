import { DatasetOptionsError } from '../errors.js';
import { readKeys } from '../options/read-keys.js';
import { readBoolean, readChoice, readColumnChoices, readNames, readTexts } from '../options/read-value.js';
import {
  FILE_KEYS,
  resolveFileOptions,
  type FileOptions,
  type ResolvedFileOptions,
} from '../options/resolve-file-options.js';

/** The shape in which a table is loaded. */
export type CsvShape = 'rows' | 'columns';
/** What the cells of a column are. */
export type CsvType = (typeof CSV_TYPES)[number];

const CSV_TYPES = ['string', 'number', 'boolean', 'date'] as const;

/** What a {@link CsvDataset} may be given. */
export interface CsvDatasetOptions<As extends CsvShape = CsvShape> extends FileOptions {
  readonly loadArgs?: {
    /** Default: `rows`, an array of objects. */
    readonly as?: As;
    /** What separates cells. Default: a comma. */
    readonly delimiter?: string;
    /** Whether the first line holds the names. Default: true. Without one, names are `column_1`, `column_2`... */
    readonly header?: boolean;
    /** The columns to load, in this order; without a header, the names of all columns. Default: all. */
    readonly columns?: readonly string[];
    /**
     * What cells are, where that should not be recognised: by column, or one type for all columns. `date` is ISO 8601, in UTC
     * where it names no time zone, and gives Date; no cell is recognised as one unasked.
     */
    readonly types?: CsvType | Readonly<Record<string, CsvType>>;
    /** Texts that stand for nothing, beside the empty one, such as `NA`. Default: none. */
    readonly missing?: readonly string[];
  };
  readonly saveArgs?: {
    /** What separates cells. Default: a comma. */
    readonly delimiter?: string;
    /** Whether the first line holds the names. Default: true. */
    readonly header?: boolean;
    /** The columns to save, in this order. Default: all. */
    readonly columns?: readonly string[];
  };
}

/** How a CSV file is read. */
export interface ResolvedCsvLoadOptions {
  readonly as: CsvShape;
  readonly delimiter: string;
  readonly header: boolean;
  readonly columns: readonly string[] | undefined;
  readonly types: ReadonlyMap<string, CsvType>;
  /** The type of columns that are not among `types`; undefined where it is recognised. */
  readonly type: CsvType | undefined;
  readonly missing: ReadonlySet<string>;
}

/** How a CSV file is written. */
export interface ResolvedCsvSaveOptions {
  readonly delimiter: string;
  readonly header: boolean;
  readonly columns: readonly string[] | undefined;
}

/** {@link CsvDatasetOptions} with defaults filled in. */
export interface ResolvedCsvOptions extends ResolvedFileOptions {
  readonly load: ResolvedCsvLoadOptions;
  readonly save: ResolvedCsvSaveOptions;
}

/** What `load_args` may have. */
export const CSV_LOAD_KEYS = ['as', 'delimiter', 'header', 'columns', 'types', 'missing'] as const;
/** What `save_args` may have. */
export const CSV_SAVE_KEYS = ['delimiter', 'header', 'columns'] as const;

const PANDAS = {
  sep: 'delimiter',
  usecols: 'columns',
  names: 'columns',
  dtype: 'types',
  na_values: 'missing',
};

export function resolveCsvOptions(options: CsvDatasetOptions): ResolvedCsvOptions {
  const keys = readKeys(options, [...FILE_KEYS, 'loadArgs', 'saveArgs']);
  const load = readKeys(keys.loadArgs, CSV_LOAD_KEYS, { under: 'load_args', elsewhere: PANDAS });
  const save = readKeys(keys.saveArgs, CSV_SAVE_KEYS, { under: 'save_args', elsewhere: PANDAS });
  return {
    ...resolveFileOptions(keys),
    load: {
      as: readChoice('load_args.as', load.as, ['rows', 'columns'], 'rows'),
      delimiter: readDelimiter('load_args.delimiter', load.delimiter),
      header: readBoolean('load_args.header', load.header, true),
      columns: readNames('load_args.columns', load.columns),
      ...readTypes(load.types),
      missing: new Set(readTexts('load_args.missing', load.missing)),
    },
    save: {
      delimiter: readDelimiter('save_args.delimiter', save.delimiter),
      header: readBoolean('save_args.header', save.header, true),
      columns: readNames('save_args.columns', save.columns),
    },
  };
}

function readTypes(value: unknown): Pick<ResolvedCsvLoadOptions, 'types' | 'type'> {
  const option = 'load_args.types';
  if (typeof value === 'string')
    return { types: new Map(), type: readChoice(option, value, CSV_TYPES, 'string') };
  return { types: readColumnChoices(option, value, CSV_TYPES), type: undefined };
}

function readDelimiter(option: string, value: unknown): string {
  if (value === undefined) return ',';
  if (typeof value === 'string' && value.length === 1 && !/["\n\r\uFEFF]/.test(value)) return value;
  throw new DatasetOptionsError(option, 'must be one character, and neither a quote nor a line end');
}
