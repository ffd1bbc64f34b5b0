import type { Style } from './paint.js';
import { textWidth } from './text-width.js';

/** One cell: its text, and how it is painted once its width is settled. */
export type Cell = string | { readonly text: string; readonly paint: Style };

/** The cells of one line. */
export type Row = readonly Cell[];

/** Rows as lines whose cells stand below each other, two spaces apart; nothing trails at the end of a line. */
export function columns(rows: readonly Row[]): string[] {
  const widths: number[] = [];
  for (const row of rows)
    row.forEach((cell, i) => (widths[i] = Math.max(widths[i] ?? 0, textWidth(textOf(cell)))));
  return rows.map((row) => {
    const last = row.findLastIndex((cell) => textOf(cell) !== '');
    return row
      .slice(0, last + 1)
      .map((cell, i) => {
        const text = textOf(cell);
        const painted = typeof cell === 'string' ? text : cell.paint(text);
        return i === last ? painted : painted + ' '.repeat(widths[i]! - textWidth(text) + 2);
      })
      .join('');
  });
}

function textOf(cell: Cell): string {
  return typeof cell === 'string' ? cell : cell.text;
}
