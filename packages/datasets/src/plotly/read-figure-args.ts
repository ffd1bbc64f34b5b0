import { DatasetOptionsError } from '../errors.js';
import { readKeys } from '../options/read-keys.js';
import { readBoolean, readChoice, readCount, readNames } from '../options/read-value.js';
import { snakeCase } from '../options/spelling.js';
import type { PlotlyChart } from './resolve-plotly-options.js';

/** The arguments of a chart, read; those that are not of its kind are undefined. */
export interface FigureArgs {
  readonly x?: string | readonly string[];
  readonly y?: string | readonly string[];
  readonly color?: string;
  readonly names?: string;
  readonly values?: string;
  readonly size?: string;
  readonly text?: string;
  readonly hoverName?: string;
  readonly title?: string;
  readonly labels?: Readonly<Record<string, unknown>>;
  readonly colorDiscreteSequence?: readonly string[];
  readonly orientation?: 'v' | 'h';
  readonly barmode?: string;
  readonly boxmode?: string;
  readonly opacity?: number;
  readonly logX?: boolean;
  readonly logY?: boolean;
  readonly rangeX?: readonly [unknown, unknown];
  readonly rangeY?: readonly [unknown, unknown];
  readonly markers?: boolean;
  readonly nbins?: number;
  readonly histnorm?: string;
  readonly histfunc?: string;
  readonly points?: string | false;
  readonly hole?: number;
  readonly width?: number;
  readonly height?: number;
  readonly template?: unknown;
}

type Arg = keyof FigureArgs;
type Read = (option: string, value: unknown) => unknown;

const READ: { readonly [Name in Arg]-?: Read } = {
  x: readColumns,
  y: readColumns,
  color: readText('the name of a column'),
  names: readText('the name of a column'),
  values: readText('the name of a column'),
  size: readText('the name of a column'),
  text: readText('the name of a column'),
  hoverName: readText('the name of a column'),
  title: readText('text'),
  labels: readMapping,
  colorDiscreteSequence: readNames,
  orientation: choiceOf('v', 'h'),
  barmode: choiceOf('relative', 'group', 'overlay', 'stack'),
  boxmode: choiceOf('group', 'overlay'),
  opacity: readNumber(0, 1),
  logX: (option, value) => readBoolean(option, value, false),
  logY: (option, value) => readBoolean(option, value, false),
  rangeX: readRange,
  rangeY: readRange,
  markers: (option, value) => readBoolean(option, value, false),
  nbins: (option, value) => readCount(option, value, 1, 1),
  histnorm: choiceOf('percent', 'probability', 'density', 'probability density'),
  histfunc: choiceOf('count', 'sum', 'avg', 'min', 'max'),
  points: (option, value) =>
    value === false ? false : choiceOf('outliers', 'suspectedoutliers', 'all')(option, value),
  hole: readNumber(0, 1),
  width: readNumber(0, Infinity),
  height: readNumber(0, Infinity),
  template: (_, value) => value,
};

const ALL: readonly Arg[] = [
  'color',
  'title',
  'labels',
  'hoverName',
  'opacity',
  'width',
  'height',
  'template',
];
const WITH_AXES: readonly Arg[] = [
  'x',
  'y',
  ...ALL,
  'colorDiscreteSequence',
  'orientation',
  'logX',
  'logY',
  'rangeX',
  'rangeY',
];

/** What each kind of chart understands, of what Plotly Express has for it. */
const ARGS: Readonly<Record<PlotlyChart, readonly Arg[]>> = {
  bar: [...WITH_AXES, 'barmode', 'text'],
  scatter: [...WITH_AXES, 'size', 'text'],
  line: [...WITH_AXES, 'markers', 'text'],
  histogram: [...WITH_AXES, 'barmode', 'nbins', 'histnorm', 'histfunc'],
  box: [...WITH_AXES, 'boxmode', 'points'],
  pie: ['names', 'values', 'hole', ...ALL.filter((arg) => arg !== 'color')],
};

/**
 * Reads what stands under `plotly_args.fig`.
 *
 * @throws DatasetOptionsError for arguments that the chart does not have here, and values that they cannot have
 */
export function readFigureArgs(type: PlotlyChart, value: unknown): FigureArgs {
  const under = 'plotly_args.fig';
  const found = readKeys(value, ARGS[type], { under });
  const args: FigureArgs = Object.fromEntries(
    Object.entries(found)
      .filter(([, item]) => item !== null)
      .map(([name, item]) => [name, READ[name as Arg](`${under}.${snakeCase(name)}`, item)]),
  );
  if (Array.isArray(args.x) && Array.isArray(args.y))
    throw new DatasetOptionsError(`${under}.y`, 'is a list of columns, and so is x; only one of them can be');
  if ((Array.isArray(args.x) || Array.isArray(args.y)) && args.color !== undefined)
    throw new DatasetOptionsError(
      `${under}.color`,
      'names a column, but each column of the list has a colour already',
    );
  return args;
}

function readColumns(option: string, value: unknown): unknown {
  return typeof value === 'string' ? value : readNames(option, value);
}

function readText(what: string): Read {
  return (option, value) => {
    if (typeof value === 'string') return value;
    throw new DatasetOptionsError(option, `must be ${what}`);
  };
}

function readMapping(option: string, value: unknown): unknown {
  if (typeof value === 'object' && !Array.isArray(value)) return value;
  throw new DatasetOptionsError(option, 'must be a mapping from column names to what to call them');
}

function readNumber(least: number, most: number): Read {
  return (option, value) => {
    if (typeof value === 'number' && value >= least && value <= most) return value;
    throw new DatasetOptionsError(
      option,
      `must be a number from ${least}${most === Infinity ? ' on' : ` to ${most}`}`,
    );
  };
}

function readRange(option: string, value: unknown): unknown {
  if (Array.isArray(value) && value.length === 2) return value;
  throw new DatasetOptionsError(option, 'must be a list of two values');
}

function choiceOf(...choices: readonly [string, ...string[]]): Read {
  return (option, value) => readChoice(option, value, choices, choices[0]);
}
