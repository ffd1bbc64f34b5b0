import type { Table } from '../table/table.js';
import { chartTable, isNumeric, type ChartTable } from './chart-table.js';
import type { PlotlyFigure } from './figure.js';
import { axisLabels, hoverTemplate, labelOf } from './labels.js';
import type { ChartWithAxes, PlotlyChart, ResolvedPlotlyArgs } from './resolve-plotly-options.js';
import { splitSeries } from './split-series.js';
import { COLORSCALE, COLORWAY } from './theme.js';
import { traceOf } from './trace-of.js';
import { updateLayout } from './update-layout.js';

type Mapping = Readonly<Record<string, unknown>>;

/**
 * The figure that a chart of a table is. Which traces and which layout the arguments make follows Plotly Express 5.
 *
 * @throws DatasetOptionsError for columns that the data does not have
 */
export function makeFigure(table: Table, { type, fig, layout, template }: ResolvedPlotlyArgs): PlotlyFigure {
  const chart = chartTable(table, type, fig);
  const made = type === 'pie' ? pie(chart) : withAxes(chart, type);
  const common = { template, ...sizeOf(chart), legend: { tracegroupgap: 0 } };
  return { data: made.data, layout: updateLayout(updateLayout(common, made.layout), layout) };
}

interface Made {
  readonly data: readonly Mapping[];
  readonly layout: Mapping;
}

function sizeOf({ fig: { title, width, height } }: ChartTable): Mapping {
  return { ...(title === undefined ? { margin: { t: 60 } } : { title: { text: title } }), width, height };
}

function pie(chart: ChartTable): Made {
  const { columns, fig } = chart;
  const { names, values, hole, opacity, hoverName } = fig;
  const trace = {
    type: 'pie',
    domain: { x: [0, 1], y: [0, 1] },
    showlegend: true,
    labels: names && columns.get(names),
    values: values && columns.get(values),
    hovertext: hoverName && columns.get(hoverName),
    hovertemplate: hoverTemplate(chart, [
      [names, '%{label}'],
      [values, '%{value}'],
    ]),
    hole,
    opacity,
  };
  return { data: [trace], layout: {} };
}

function withAxes(chart: ChartTable, type: ChartWithAxes): Made {
  const { columns, fig } = chart;
  const { color, colorDiscreteSequence = COLORWAY } = fig;
  const canScale = type === 'bar' || type === 'scatter';
  const isScale = canScale && color !== undefined && isNumeric(columns.get(color));
  const series = splitSeries(chart, isScale ? undefined : color, colorDiscreteSequence);
  const orientation = fig.orientation ?? orientationOf(chart, type);
  const labels = axisLabels(chart, type, orientation);
  const data = series.map((one) => ({
    ...traceOf({ chart, type, series: one, orientation, isScale }),
    hovertemplate: hoverTemplate(chart, [
      [isScale ? undefined : color, one.name],
      [labels.x, '%{x}'],
      [labels.y, '%{y}'],
      [fig.size, '%{marker.size}'],
      [isScale ? color : undefined, '%{marker.color}'],
    ]),
  }));
  const layout = {
    xaxis: axis({ anchor: 'y', title: labelOf(chart, labels.x), log: fig.logX, range: fig.rangeX }),
    yaxis: axis({ anchor: 'x', title: labelOf(chart, labels.y), log: fig.logY, range: fig.rangeY }),
    ...modeOf(chart, type),
    ...(color !== undefined && !isScale && { legend_title_text: labelOf(chart, color) }),
    ...(isScale && {
      coloraxis: { colorbar: { title: { text: labelOf(chart, color) } }, colorscale: COLORSCALE },
    }),
  };
  return { data, layout };
}

/** Bars lie where the numbers are on the x axis alone. */
function orientationOf({ columns, fig: { x, y } }: ChartTable, type: PlotlyChart): 'v' | 'h' {
  if (type === 'scatter' || type === 'line') return 'v';
  if (x === undefined || y === undefined) return (y === undefined) === (type === 'histogram') ? 'v' : 'h';
  if (x === 'index' || y === 'index') return y === 'index' ? 'h' : 'v';
  return isNumeric(columns.get(x)) && !isNumeric(columns.get(y)) ? 'h' : 'v';
}

function modeOf({ fig }: ChartTable, type: PlotlyChart): Mapping {
  switch (type) {
    case 'bar':
    case 'histogram':
      return { barmode: fig.barmode ?? 'relative' };
    case 'box':
      return {
        boxmode:
          fig.boxmode ??
          (fig.color !== undefined && [fig.x, fig.y].includes(fig.color) ? 'overlay' : 'group'),
      };
    case 'scatter':
      return fig.size === undefined ? {} : { legend_itemsizing: 'constant' };
    default:
      return {};
  }
}

interface AxisOptions {
  /** The axis that it meets. */
  readonly anchor: string;
  readonly title: string | undefined;
  readonly log: boolean | undefined;
  readonly range: readonly unknown[] | undefined;
}

/** The range of a logarithmic axis is one of exponents. */
function axis({ anchor, title, log = false, range }: AxisOptions): Mapping {
  return {
    anchor,
    domain: [0, 1],
    title: title === undefined ? undefined : { text: title },
    type: log ? 'log' : undefined,
    range: log ? range?.map((value) => Math.log10(Number(value))) : range,
  };
}
