import { isPlainMapping } from '../credentials.js';
import { rowsOf, type Rows } from './rows.js';
import type { DataIssue } from './validation-report.js';

/**
 * Says what is hard to see from issues in all rows: that a column of numbers is text, because of a cell that is no number, as in
 * a CSV file.
 *
 * @param issues - what a schema has against some of the rows
 * @returns a sentence; undefined where nothing suggests it
 */
export function explainTextColumn(data: unknown, issues: readonly DataIssue[]): string | undefined {
  const names = new Set(issues.filter(wantsNumber).map(({ path }) => path));
  const rows = names.size === 0 ? undefined : rowsOf(data);
  if (rows === undefined) return undefined;
  for (const name of names) {
    const culprit = findCulprit(rows, name);
    if (culprit !== undefined)
      return (
        `Every cell of "${name}" is text, and row ${culprit.row} has ${JSON.stringify(shorten(culprit.text))}, which is no number: one such ` +
        'cell makes text of a whole column of a CSV file. To have it refused by its place, say what the column is: ' +
        `load_args: { types: { ${name}: number } }; or name such cells under load_args.missing.`
      );
  }
  return undefined;
}

/** Schemas of all libraries speak of a number, in words of their own. */
function wantsNumber({ row, keys, message }: DataIssue): boolean {
  return row !== undefined && keys.length === 1 && typeof keys[0] === 'string' && /\bnumber\b/i.test(message);
}

/** The first cell that is no number in a column where all are text, some of them numbers. */
function findCulprit(rows: Rows, name: string): { readonly row: number; readonly text: string } | undefined {
  let culprit: { readonly row: number; readonly text: string } | undefined;
  let hasNumber = false;
  for (let i = 0; i < rows.count; i++) {
    const row = rows.row(i);
    const cell = isPlainMapping(row) ? row[name] : undefined;
    if (cell === undefined || cell === null) continue;
    if (typeof cell !== 'string') return undefined;
    if (isNumber(cell)) hasNumber = true;
    else culprit ??= { row: i, text: cell };
  }
  return hasNumber ? culprit : undefined;
}

function shorten(text: string): string {
  return text.length <= 40 ? text : `${text.slice(0, 40)}…`;
}

function isNumber(text: string): boolean {
  return text.trim() !== '' && Number.isFinite(Number(text));
}
