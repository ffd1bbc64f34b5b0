import { formatDuration } from './format-duration.js';
import type { Paint } from './paint.js';
import type { Symbols } from './symbols.js';
import { fitText, textWidth } from './text-width.js';

/** How far a run is. */
export interface Progress {
  readonly done: number;
  readonly total: number;
  readonly elapsedMs: number;
  /** Names of the nodes that run now, longest running first. */
  readonly running: readonly string[];
}

/** The line at the bottom of the terminal: a bar, `n of m`, the time, and as many names of running nodes as fit. */
export function progressLine(
  progress: Progress,
  columns: number,
  paint: Paint,
  symbols: Pick<Symbols, 'full' | 'empty'>,
): string {
  const { done, total, elapsedMs, running } = progress;
  // The last column stays free: some terminals wrap as soon as it is written.
  const room = columns - 1;
  const numbers = `${done} of ${total}  ${formatDuration(Math.floor(elapsedMs / 100) * 100)}`;
  if (room <= numbers.length) return fitText(numbers, room);
  const barWidth = Math.min(MAX_BAR, Math.floor(room / 3));
  const withBar = room - numbers.length >= barWidth + 2;
  const full = total === 0 ? barWidth : Math.floor((done / total) * barWidth);
  const bar = paint.good(symbols.full.repeat(full)) + paint.faint(symbols.empty.repeat(barWidth - full));
  const used = numbers.length + (withBar ? barWidth + 2 : 0);
  const names = fitNames(running, room - used - 2);
  return `${withBar ? `${bar}  ` : ''}${numbers}${names === '' ? '' : `  ${paint.accent(names)}`}`;
}

const MAX_BAR = 24;

/** `a, b +3`: whole names while they fit, the first one cut where not even it does. */
function fitNames(names: readonly string[], room: number): string {
  for (let shown = Math.min(names.length, room); shown >= 1; shown--) {
    const rest = names.length - shown;
    const text = names.slice(0, shown).join(', ') + (rest > 0 ? ` +${rest}` : '');
    if (textWidth(text) <= room) return text;
    if (shown === 1) {
      const more = rest > 0 ? ` +${rest}` : '';
      return room - more.length > 1 ? fitText(names[0]!, room - more.length) + more : '';
    }
  }
  return '';
}
