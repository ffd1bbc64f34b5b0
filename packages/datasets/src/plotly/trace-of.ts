import type { ChartTable } from './chart-table.js';
import type { ChartWithAxes } from './resolve-plotly-options.js';
import type { Series } from './split-series.js';

type Trace = Readonly<Record<string, unknown>>;

/** What a trace is made of. */
export interface TraceOptions {
  readonly chart: ChartTable;
  readonly type: ChartWithAxes;
  readonly series: Series;
  readonly orientation: 'v' | 'h';
  /** Whether colours are numbers on a scale. */
  readonly isScale: boolean;
}

/** The trace of one series, without what is shown of its points. */
export function traceOf(options: TraceOptions): Trace {
  const { chart, type, series, orientation } = options;
  const { fig } = chart;
  const { name } = series;
  const common = commonOf(options);
  const group = { alignmentgroup: 'True', offsetgroup: name };
  const text = fig.text === undefined ? '' : '+text';
  switch (type) {
    case 'bar':
      return { ...common, ...group, marker: markerOf(options), textposition: 'auto' };
    case 'scatter':
      return {
        ...common,
        mode: `markers${text}`,
        marker: { ...markerOf(options), ...sizesOf(chart, series) },
      };
    case 'line':
      return {
        ...common,
        mode: `lines${fig.markers === true ? '+markers' : ''}${text}`,
        line: { color: series.color },
        opacity: fig.opacity,
      };
    case 'histogram':
      return {
        ...common,
        ...group,
        marker: markerOf(options),
        bingroup: orientation === 'v' ? 'x' : 'y',
        [orientation === 'v' ? 'nbinsx' : 'nbinsy']: fig.nbins,
        histnorm: fig.histnorm,
        histfunc: fig.histfunc ?? (fig.x !== undefined && fig.y !== undefined ? 'sum' : undefined),
      };
    case 'box':
      return {
        ...common,
        ...group,
        marker: { color: series.color },
        opacity: fig.opacity,
        boxpoints: fig.points,
        notched: false,
        x0: ' ',
        y0: ' ',
      };
  }
}

function commonOf({ chart: { fig }, type, series: { name, valuesOf }, orientation }: TraceOptions): Trace {
  const columns = { x: fig.x, y: fig.y, text: fig.text, hovertext: fig.hoverName };
  return {
    type: type === 'line' ? 'scatter' : type,
    name,
    legendgroup: name,
    showlegend: name !== '',
    orientation,
    xaxis: 'x',
    yaxis: 'y',
    ...Object.fromEntries(
      Object.entries(columns).flatMap(([key, column]) =>
        column === undefined ? [] : [[key, valuesOf(column)] as const],
      ),
    ),
  };
}

/** Histograms that lie over each other are see-through. */
function markerOf({ chart: { columns, fig }, type, series: { color }, isScale }: TraceOptions): Trace {
  const isOverlay = type === 'histogram' && fig.barmode === 'overlay';
  const opacity = fig.opacity ?? (isOverlay ? 0.5 : undefined);
  return isScale ? { color: columns.get(fig.color!), coloraxis: 'coloraxis', opacity } : { color, opacity };
}

/** The largest of all points has a diameter of 20 pixels, and areas are in proportion. */
function sizesOf({ columns, fig: { size } }: ChartTable, { valuesOf }: Series): Trace {
  if (size === undefined) return {};
  let largest = 0;
  for (const value of columns.get(size)!) largest = Math.max(largest, Number(value ?? 0));
  return { size: valuesOf(size), sizemode: 'area', sizeref: largest / 400 };
}
