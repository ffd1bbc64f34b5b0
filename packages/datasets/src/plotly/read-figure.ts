import { FileContentError } from '../errors.js';
import { readJson } from '../json/read-json.js';
import { findNoFigure, type PlotlyFigure } from './figure.js';

/**
 * The figure in a file.
 *
 * @throws FileContentError when there is something else.
 */
export async function readFigure(path: string): Promise<PlotlyFigure> {
  const figure = await readJson(path);
  const reason = findNoFigure(figure);
  if (reason !== undefined) throw new FileContentError(path, reason);
  return figure as PlotlyFigure;
}
