import { writeFile } from 'node:fs/promises';
import { FileDataset } from '../file/file-dataset.js';
import { writeFigure, type PlotlyFigure } from './figure.js';
import { readFigure } from './read-figure.js';
import { resolvePlotlyJsonOptions, type PlotlyJsonDatasetOptions } from './resolve-plotly-json-options.js';

/**
 * A Plotly figure in a JSON file, `{ "data": [...], "layout": {...} }`, which Plotly draws in any of its languages.
 *
 * Typed arrays come back as lists, dates as text, NaN and infinities as null. What else JSON does not hold is refused with
 * {@link ValueNotWritableError} and its path.
 */
export class PlotlyJsonDataset extends FileDataset<PlotlyFigure> {
  readonly #indent: number;

  constructor(options: PlotlyJsonDatasetOptions) {
    const resolved = resolvePlotlyJsonOptions(options);
    super(resolved);
    this.#indent = resolved.indent;
  }

  protected override read(path: string): Promise<PlotlyFigure> {
    return readFigure(path);
  }

  protected override async write(data: PlotlyFigure, path: string): Promise<void> {
    await writeFile(path, writeFigure(data, this.#indent));
  }
}
