import { writeFile } from 'node:fs/promises';
import { FileDataset } from '../file/file-dataset.js';
import type { TableColumns } from '../table/table.js';
import { toTable } from '../table/to-table.js';
import { writeFigure, type PlotlyFigure } from './figure.js';
import { makeFigure } from './make-figure.js';
import { readFigure } from './read-figure.js';
import {
  resolvePlotlyOptions,
  type PlotlyDatasetOptions,
  type ResolvedPlotlyOptions,
} from './resolve-plotly-options.js';

/** What a {@link PlotlyDataset} saves: rows, columns, or an Arrow table. */
export type PlotlySaved = readonly object[] | TableColumns | import('apache-arrow').Table;

/**
 * A chart of a table: what is saved are rows or columns, what the file has and loading gives is the figure that they make, as JSON.
 *
 * Charts and their arguments are those of Plotly Express in Python, as far as they are known here; others are refused. The figure
 * draws the same, but is not the same text.
 */
export class PlotlyDataset extends FileDataset<PlotlyFigure, PlotlySaved> {
  readonly #options: ResolvedPlotlyOptions;

  constructor(options: PlotlyDatasetOptions) {
    const resolved = resolvePlotlyOptions(options);
    super(resolved);
    this.#options = resolved;
  }

  protected override read(path: string): Promise<PlotlyFigure> {
    return readFigure(path);
  }

  protected override async write(data: PlotlySaved, path: string): Promise<void> {
    const { args, indent } = this.#options;
    await writeFile(path, writeFigure(makeFigure(await toTable(data), args), indent));
  }
}
