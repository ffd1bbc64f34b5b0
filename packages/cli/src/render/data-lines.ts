import type { DataUse } from '@kedro-ts/runner';
import type { Paint } from './paint.js';
import { textWidth } from './text-width.js';

/** Which datasets were copied on their way to other workers, as lines: those with the most copied bytes first. */
export function dataLines(
  data: Readonly<Record<string, DataUse>>,
  { paint }: { readonly paint: Paint },
): string[] {
  const copied = Object.entries(data)
    .filter(([, { copiedBytes, readers }]) => copiedBytes > 0 && readers > 0)
    .sort(([, a], [, b]) => b.copiedBytes * b.readers - a.copiedBytes * a.readers);
  const shown = copied.slice(0, MOST);
  const width = Math.max(0, ...shown.map(([name]) => textWidth(name)));
  const lines = shown.map(([name, use]) => {
    const padding = ' '.repeat(width - textWidth(name));
    return `  copied  ${name}${padding}  ${paint.faint(describe(use))}`;
  });
  if (copied.length > shown.length)
    lines.push(paint.faint(`  and ${copied.length - shown.length} more copied`));
  return lines;
}

/** More datasets than these are only counted. */
const MOST = 20;

function describe({ copiedBytes, sharedBytes, readers }: DataUse): string {
  const forWhom = readers === 1 ? 'for 1 node' : `for each of ${readers} nodes`;
  const beside = sharedBytes > 0 ? `, ${formatBytes(sharedBytes)} shared` : '';
  return `${formatBytes(copiedBytes)} ${forWhom}${beside}`;
}

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

function formatBytes(bytes: number): string {
  const power = Math.min(Math.floor(Math.log10(bytes) / 3), UNITS.length - 1);
  const value = bytes / 1000 ** power;
  return `${power === 0 || value >= 100 ? value.toFixed(0) : value.toFixed(1)} ${UNITS[power]!}`;
}
