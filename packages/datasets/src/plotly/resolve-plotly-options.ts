import { DatasetOptionsError } from '../errors.js';
import { readKeys } from '../options/read-keys.js';
import { readChoice } from '../options/read-value.js';
import {
  FILE_KEYS,
  resolveFileOptions,
  type FileOptions,
  type ResolvedFileOptions,
} from '../options/resolve-file-options.js';
import { readFigureArgs, type FigureArgs } from './read-figure-args.js';
import { readIndent } from './resolve-plotly-json-options.js';
import { readTheme, type Template } from './theme.js';

/** The kinds of charts that rows can be made into. */
export type PlotlyChart = (typeof CHARTS)[number];

/** Those that are drawn between two axes. */
export type ChartWithAxes = Exclude<PlotlyChart, 'pie'>;

const CHARTS = ['bar', 'scatter', 'line', 'pie', 'histogram', 'box'] as const;

/** How rows become a figure, written as for the functions of Plotly Express, which are named after the charts. */
export interface PlotlyArgs {
  readonly type: PlotlyChart;
  /** The arguments of the chart, such as `x`, `y` and `color`, which name columns. */
  readonly fig?: Readonly<Record<string, unknown>>;
  /** What to change in the layout; `xaxis_title` is short for the title of the x axis, and so on. */
  readonly layout?: Readonly<Record<string, unknown>>;
  /** `plotly`, `plotly_white`, `plotly_dark`, `none`, or a template of Plotly. Default: `plotly`. */
  readonly theme?: string | Readonly<Record<string, unknown>>;
}

/** What a {@link PlotlyDataset} may be given. */
export interface PlotlyDatasetOptions extends FileOptions {
  readonly plotlyArgs: PlotlyArgs;
  readonly saveArgs?: {
    /** Spaces per level. Default: 0, everything on one line. */
    readonly indent?: number;
  };
}

/** {@link PlotlyArgs}, read. */
export interface ResolvedPlotlyArgs {
  readonly type: PlotlyChart;
  readonly fig: FigureArgs;
  readonly layout: Readonly<Record<string, unknown>>;
  readonly template: Template | undefined;
}

/** {@link PlotlyDatasetOptions} with defaults filled in. */
export interface ResolvedPlotlyOptions extends ResolvedFileOptions {
  readonly args: ResolvedPlotlyArgs;
  readonly indent: number;
}

export function resolvePlotlyOptions(options: PlotlyDatasetOptions): ResolvedPlotlyOptions {
  const keys = readKeys(options, [...FILE_KEYS, 'plotlyArgs', 'saveArgs']);
  return { ...resolveFileOptions(keys), args: readArgs(keys.plotlyArgs), indent: readIndent(keys.saveArgs) };
}

function readArgs(value: unknown): ResolvedPlotlyArgs {
  const args = readKeys(value, ['type', 'fig', 'layout', 'theme'], { under: 'plotly_args' });
  if (args.type === undefined)
    throw new DatasetOptionsError('plotly_args.type', `is missing; it is one of ${CHARTS.join(', ')}`);
  const type = readChoice('plotly_args.type', args.type, CHARTS, 'bar');
  const { layout = {} } = args;
  if (typeof layout !== 'object' || layout === null || Array.isArray(layout))
    throw new DatasetOptionsError('plotly_args.layout', 'must be a mapping');
  const fig = readFigureArgs(type, args.fig);
  return {
    type,
    fig,
    layout: layout as Readonly<Record<string, unknown>>,
    template: readTheme('plotly_args.theme', args.theme ?? fig.template),
  };
}
