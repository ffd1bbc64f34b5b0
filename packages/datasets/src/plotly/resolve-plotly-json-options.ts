import { readKeys } from '../options/read-keys.js';
import { readCount } from '../options/read-value.js';
import {
  FILE_KEYS,
  resolveFileOptions,
  type FileOptions,
  type ResolvedFileOptions,
} from '../options/resolve-file-options.js';

/** What a {@link PlotlyJsonDataset} may be given. */
export interface PlotlyJsonDatasetOptions extends FileOptions {
  readonly saveArgs?: {
    /** Spaces per level. Default: 0, everything on one line. */
    readonly indent?: number;
  };
}

/** {@link PlotlyJsonDatasetOptions} with defaults filled in. */
export interface ResolvedPlotlyJsonOptions extends ResolvedFileOptions {
  readonly indent: number;
}

/** What `save_args` may have. */
export const PLOTLY_SAVE_KEYS = ['indent'] as const;

export function resolvePlotlyJsonOptions(options: PlotlyJsonDatasetOptions): ResolvedPlotlyJsonOptions {
  const keys = readKeys(options, [...FILE_KEYS, 'saveArgs']);
  return { ...resolveFileOptions(keys), indent: readIndent(keys.saveArgs) };
}

/** The one thing that figures are saved with. */
export function readIndent(saveArgs: unknown): number {
  const { indent } = readKeys(saveArgs, PLOTLY_SAVE_KEYS, { under: 'save_args' });
  return readCount('save_args.indent', indent, 0, 0);
}
