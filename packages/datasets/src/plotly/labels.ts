import type { ChartTable } from './chart-table.js';
import type { PlotlyChart } from './resolve-plotly-options.js';

/** What a chart calls a column. */
export function labelOf(
  { fig: { labels = {} } }: ChartTable,
  column: string | undefined,
): string | undefined {
  if (column === undefined) return undefined;
  const label = Object.hasOwn(labels, column) ? labels[column] : undefined;
  return typeof label === 'string' ? label : column;
}

/** What stands on the axes: the columns, and for the counts of a histogram what they are. */
export function axisLabels(
  chart: ChartTable,
  type: PlotlyChart,
  orientation: 'v' | 'h',
): { readonly x: string | undefined; readonly y: string | undefined } {
  const { x, y, histnorm, histfunc = 'sum' } = chart.fig;
  if (type !== 'histogram') return { x, y };
  const weight = labelOf(chart, orientation === 'v' ? y : x);
  const isCount = x === undefined || y === undefined;
  const value = isCount
    ? (histnorm ?? 'count')
    : `${histnorm === undefined ? '' : `${histnorm} of `}${histfunc} of ${weight}`;
  return orientation === 'v' ? { x, y: value } : { x: value, y };
}

/** What is shown of a point: a line for each column, and above them the text that stands for the point. */
export function hoverTemplate(
  chart: ChartTable,
  values: readonly (readonly [column: string | undefined, value: string])[],
): string {
  const lines = new Map<string, string>();
  for (const [column, value] of values) {
    const label = labelOf(chart, column);
    if (label !== undefined) lines.set(label, value);
  }
  const title = chart.fig.hoverName === undefined ? '' : '<b>%{hovertext}</b><br><br>';
  return `${title}${[...lines].map(([label, value]) => `${label}=${value}`).join('<br>')}<extra></extra>`;
}
