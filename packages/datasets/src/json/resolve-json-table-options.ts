import { DatasetOptionsError } from '../errors.js';
import { readKeys } from '../options/read-keys.js';
import { readBoolean, readChoice, readCount } from '../options/read-value.js';
import {
  FILE_KEYS,
  resolveFileOptions,
  type FileOptions,
  type ResolvedFileOptions,
} from '../options/resolve-file-options.js';

/** The shape in which a table is loaded. */
export type JsonTableShape = 'rows' | 'columns';
/**
 * How a table lies in a file: `records` is a list of rows, `columns` and `index` are objects by column and by label of rows,
 * `split` has the names of the columns apart from the values.
 */
export type JsonOrient = (typeof ORIENTS)[number];

const ORIENTS = ['records', 'columns', 'index', 'split'] as const;

/** What a {@link JsonTableDataset} may be given. */
export interface JsonTableDatasetOptions<As extends JsonTableShape = JsonTableShape> extends FileOptions {
  readonly loadArgs?: {
    /** Default: `rows`, an array of objects. */
    readonly as?: As;
    /** Default: `records` for a list, else `columns`. */
    readonly orient?: JsonOrient;
    /** Whether each line is a row of its own. Default: false. */
    readonly lines?: boolean;
  };
  readonly saveArgs?: {
    /** Default: `records`. */
    readonly orient?: JsonOrient;
    /** Whether each row is a line of its own; only for records. Default: false. */
    readonly lines?: boolean;
    /** Spaces per level. Default: 2; lines have none. */
    readonly indent?: number;
  };
}

/** {@link JsonTableDatasetOptions} with defaults filled in. */
export interface ResolvedJsonTableOptions extends ResolvedFileOptions {
  readonly load: {
    readonly as: JsonTableShape;
    readonly orient: JsonOrient | undefined;
    readonly lines: boolean;
  };
  readonly save: { readonly orient: JsonOrient; readonly lines: boolean; readonly indent: number };
}

/** What `load_args` may have. */
export const JSON_TABLE_LOAD_KEYS = ['as', 'orient', 'lines'] as const;
/** What `save_args` may have. */
export const JSON_TABLE_SAVE_KEYS = ['orient', 'lines', 'indent'] as const;

export function resolveJsonTableOptions(options: JsonTableDatasetOptions): ResolvedJsonTableOptions {
  const keys = readKeys(options, [...FILE_KEYS, 'loadArgs', 'saveArgs']);
  const load = readKeys(keys.loadArgs, JSON_TABLE_LOAD_KEYS, { under: 'load_args' });
  const save = readKeys(keys.saveArgs, JSON_TABLE_SAVE_KEYS, { under: 'save_args' });
  return {
    ...resolveFileOptions(keys),
    load: {
      as: readChoice('load_args.as', load.as, ['rows', 'columns'], 'rows'),
      orient:
        load.orient === undefined
          ? undefined
          : readChoice('load_args.orient', load.orient, ORIENTS, 'records'),
      lines: readLines('load_args', load.lines, load.orient),
    },
    save: {
      orient: readChoice('save_args.orient', save.orient, ORIENTS, 'records'),
      lines: readLines('save_args', save.lines, save.orient),
      indent: readCount('save_args.indent', save.indent, 0, 2),
    },
  };
}

function readLines(under: string, value: unknown, orient: unknown): boolean {
  const lines = readBoolean(`${under}.lines`, value, false);
  if (lines && orient !== undefined && orient !== 'records')
    throw new DatasetOptionsError(
      `${under}.lines`,
      `is true, so that the orient must be records, not ${JSON.stringify(orient)}`,
    );
  return lines;
}
