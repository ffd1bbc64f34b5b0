import type { CsvType } from './resolve-csv-options.js';

const NUMBER = /^-?(?:(?:0|[1-9]\d*)(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;
const INTEGER = /^-?\d+$/;
const DATE = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?(?<zone>Z|[+-]\d{2}:?\d{2})?$/;

/**
 * The number that a cell spells, or undefined when it is better kept as text: codes with leading zeros, integers with more
 * digits than a number holds, and anything with spaces or separators. `NaN` and `Infinity` are numbers.
 */
export function parseNumber(cell: string): number | undefined {
  if (!NUMBER.test(cell)) return parseSpecial(cell);
  const value = Number(cell);
  if (cell.length > 15 && INTEGER.test(cell) && String(value) !== cell) return undefined;
  return Number.isFinite(value) ? value : undefined;
}

function parseSpecial(cell: string): number | undefined {
  switch (cell) {
    case 'NaN':
      return NaN;
    case 'Infinity':
      return Infinity;
    case '-Infinity':
      return -Infinity;
    default:
      return undefined;
  }
}

/** `true` and `false`, also in the spelling of Python and of spreadsheets. */
export function parseBoolean(cell: string): boolean | undefined {
  switch (cell) {
    case 'true':
    case 'True':
    case 'TRUE':
      return true;
    case 'false':
    case 'False':
    case 'FALSE':
      return false;
    default:
      return undefined;
  }
}

/** A date of ISO 8601 with or without a time, in UTC unless it names a time zone; undefined for anything else. */
export function parseDate(cell: string): Date | undefined {
  const found = DATE.exec(cell);
  if (found === null) return undefined;
  const isInZone = found.groups!.zone !== undefined;
  const date = new Date(cell.length > 10 && !isInZone ? `${cell}Z` : cell);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

/** What one cell looks like; dates look like text. */
export function recogniseCell(cell: string): CsvType {
  if (parseNumber(cell) !== undefined) return 'number';
  return parseBoolean(cell) === undefined ? 'string' : 'boolean';
}
