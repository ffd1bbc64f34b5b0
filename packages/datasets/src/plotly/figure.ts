import { ValueNotWritableError } from '../errors.js';
import { findUnwritable } from '../plain-data/find-unwritable.js';
import { isTypedArray } from '../table/table.js';

/** A figure as Plotly draws it; what traces and layouts may say is described in Plotly's reference of figures. */
export interface PlotlyFigure {
  /** The traces. */
  readonly data: readonly Readonly<Record<string, unknown>>[];
  readonly layout?: Readonly<Record<string, unknown>>;
  /** The steps of an animation. */
  readonly frames?: readonly Readonly<Record<string, unknown>>[];
}

/** Why something is no figure; undefined when it is one. */
export function findNoFigure(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return 'is no figure; a figure is an object with a list of traces under "data"';
  const { data, layout = {} } = value as { readonly data?: unknown; readonly layout?: unknown };
  if (!Array.isArray(data) || !data.every(isObject))
    return 'is no figure: its "data" has to be a list of traces';
  return isObject(layout) ? undefined : 'is no figure: its "layout" has to be an object';
}

/**
 * The figure as JSON, as Plotly's own libraries write it: typed arrays become lists, dates text without a time zone, NaN and
 * infinities null, and keys without a value are left out.
 *
 * @param indent - spaces per level
 * @throws ValueNotWritableError for functions, class instances and the like, and for what is no figure
 */
export function writeFigure(figure: unknown, indent: number): string {
  const reason = findNoFigure(figure);
  if (reason !== undefined) throw new ValueNotWritableError('data', reason);
  const culprit = findUnwritable(figure, { name: 'a figure', holds: isWrittenOtherwise });
  if (culprit !== undefined) throw new ValueNotWritableError(`data${culprit.path}`, culprit.reason);
  return `${JSON.stringify(figure, replacer, indent)}\n`;
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isWrittenOtherwise(value: unknown): boolean {
  return (
    value === undefined ||
    typeof value === 'number' ||
    typeof value === 'bigint' ||
    value instanceof Date ||
    isTypedArray(value)
  );
}

/** A function with a `this`, because dates have already become text when a replacer is given them. */
function replacer(this: unknown, key: string, value: unknown): unknown {
  const original = (this as Readonly<Record<string, unknown>>)[key];
  if (original instanceof Date)
    return Number.isNaN(original.getTime()) ? null : original.toISOString().slice(0, -1);
  if (isTypedArray(value)) return Array.from(value as ArrayLike<number | bigint>);
  return typeof value === 'bigint' ? Number(value) : value;
}
