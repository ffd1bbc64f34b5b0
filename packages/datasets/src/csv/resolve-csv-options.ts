import { DatasetOptionsError } from '../errors.js';
import { readKeys } from '../options/read-keys.js';
import { readBoolean, readChoice, readColumnChoices, readNames } from '../options/read-value.js';
import {
  resolveFileOptions,
  type FileOptions,
  type ResolvedFileOptions,
} from '../options/resolve-file-options.js';

/** The shape in which a table is loaded. */
export type CsvShape = 'rows' | 'columns';
/** What the cells of a column are. */
export type CsvType = 'string' | 'number' | 'boolean';

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
    /** What cells are, for columns where that should not be recognised. */
    readonly types?: Readonly<Record<string, CsvType>>;
  };
  readonly saveArgs?: {
    /** What separates cells. Default: a comma. */
    readonly delimiter?: string;
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
}

/** How a CSV file is written. */
export interface ResolvedCsvSaveOptions {
  readonly delimiter: string;
  readonly columns: readonly string[] | undefined;
}

/** {@link CsvDatasetOptions} with defaults filled in. */
export interface ResolvedCsvOptions extends ResolvedFileOptions {
  readonly load: ResolvedCsvLoadOptions;
  readonly save: ResolvedCsvSaveOptions;
}

const PANDAS = { sep: 'delimiter', usecols: 'columns', names: 'columns', dtype: 'types' };

export function resolveCsvOptions(options: CsvDatasetOptions): ResolvedCsvOptions {
  const keys = readKeys(options, ['filepath', 'loadArgs', 'saveArgs', 'metadata']);
  const load = readKeys(keys.loadArgs, ['as', 'delimiter', 'header', 'columns', 'types'], {
    under: 'load_args',
    elsewhere: PANDAS,
  });
  const save = readKeys(keys.saveArgs, ['delimiter', 'columns'], { under: 'save_args', elsewhere: PANDAS });
  return {
    ...resolveFileOptions(keys),
    load: {
      as: readChoice('load_args.as', load.as, ['rows', 'columns'], 'rows'),
      delimiter: readDelimiter('load_args.delimiter', load.delimiter),
      header: readBoolean('load_args.header', load.header, true),
      columns: readNames('load_args.columns', load.columns),
      types: readColumnChoices('load_args.types', load.types, ['string', 'number', 'boolean']),
    },
    save: {
      delimiter: readDelimiter('save_args.delimiter', save.delimiter),
      columns: readNames('save_args.columns', save.columns),
    },
  };
}

function readDelimiter(option: string, value: unknown): string {
  if (value === undefined) return ',';
  if (typeof value === 'string' && value.length === 1 && !/["\n\r\uFEFF]/.test(value)) return value;
  throw new DatasetOptionsError(option, 'must be one character, and neither a quote nor a line end');
}
