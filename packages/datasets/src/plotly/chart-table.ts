import type { ColumnValues, Table } from '../table/table.js';
import { pickNames } from '../table/to-table.js';
import type { FigureArgs } from './read-figure-args.js';
import type { PlotlyChart } from './resolve-plotly-options.js';

/** The columns of a chart and the arguments that name them, each of which names one. */
export interface ChartTable {
  readonly length: number;
  readonly columns: ReadonlyMap<string, ColumnValues>;
  readonly fig: FigureArgs & { readonly x?: string; readonly y?: string };
}

const COLUMN_ARGS = ['x', 'y', 'color', 'names', 'values', 'size', 'text', 'hoverName'] as const;

/**
 * The columns that a chart needs. A list of columns is melted into the columns `value` and `variable`; where a chart needs two axes
 * and only one is named, the other one is the position of the row, `index`.
 *
 * @throws DatasetOptionsError for columns that the data does not have
 */
export function chartTable({ length, columns }: Table, type: PlotlyChart, fig: FigureArgs): ChartTable {
  const names = columns.map(({ name }) => name);
  for (const arg of COLUMN_ARGS) pickNames(`plotly_args.fig.${arg}`, [fig[arg] ?? []].flat(), names);
  const table = { length, columns: new Map(columns.map(({ name, values }) => [name, values])) };
  return melt(withIndex({ ...table, fig }, type), type);
}

/** A table whose arguments may name several columns. */
type WideTable = Omit<ChartTable, 'fig'> & { readonly fig: FigureArgs };

function melt(table: WideTable, type: PlotlyChart): ChartTable {
  const { x, y, ...fig } = table.fig;
  const wide = [x, y].find((axis) => typeof axis === 'object');
  if (wide === undefined) return { ...table, fig: { ...fig, x, y } as ChartTable['fig'] };
  const columns = new Map<string, ColumnValues>();
  for (const [name, values] of table.columns)
    columns.set(
      name,
      wide.flatMap(() => [...values] as unknown[]),
    );
  columns.set(
    'variable',
    wide.flatMap((name) => new Array<unknown>(table.length).fill(name)),
  );
  columns.set(
    'value',
    wide.flatMap((name) => [...table.columns.get(name)!] as unknown[]),
  );
  const axes = typeof x === 'object' ? { x: 'value', y: y as string | undefined } : { x: x, y: 'value' };
  const length = table.length * wide.length;
  if (type !== 'box') return { length, columns, fig: { ...fig, ...axes, color: 'variable' } };
  const free = axes.x === undefined ? 'x' : axes.y === undefined ? 'y' : 'color';
  return { length, columns, fig: { ...fig, ...axes, [free]: 'variable' } };
}

function withIndex({ length, columns, fig }: WideTable, type: PlotlyChart): WideTable {
  const isFree = type === 'pie' || type === 'histogram' || type === 'box';
  if (isFree || (fig.x !== undefined && fig.y !== undefined)) return { length, columns, fig };
  const index = Array.from({ length }, (_, i) => i);
  return {
    length,
    columns: new Map([...columns, ['index', index]]),
    fig: { ...fig, x: fig.x ?? 'index', y: fig.y ?? 'index' },
  };
}

/** Whether a column has numbers only, beside what is missing. */
export function isNumeric(values: ColumnValues | undefined): boolean {
  if (values === undefined) return false;
  for (let i = 0; i < values.length; i++) {
    const value: unknown = values[i];
    const isNumber = typeof value === 'number' || typeof value === 'bigint';
    if (!isNumber && value !== null && value !== undefined) return false;
  }
  return true;
}
