import { relative } from 'node:path';
import type { Dataset } from '@kedro-ts/io';
import type { Paint } from './paint.js';
import { textWidth } from './text-width.js';

/** Where the outputs of a run are, as lines: files first, then what was only in memory. */
export function outputLines(
  outputs: Readonly<Record<string, Dataset>>,
  { paint, cwd }: { readonly paint: Paint; readonly cwd: string },
): string[] {
  const all = Object.entries(outputs);
  const kept = all.filter(([, dataset]) => dataset.ephemeral !== true);
  const gone = all.filter(([, dataset]) => dataset.ephemeral === true).map(([name]) => name);
  const shown = kept.slice(0, MOST);
  const width = Math.max(0, ...shown.map(([name]) => textWidth(name)));
  const lines = shown.map(([name, dataset]) => {
    const padding = ' '.repeat(width - textWidth(name));
    return `  ${name}${padding}  ${paint.accent(place(dataset, cwd))}`;
  });
  if (kept.length > shown.length) lines.push(paint.faint(`  and ${kept.length - shown.length} more`));
  if (gone.length > 0) {
    const names =
      gone.slice(0, MOST).join(', ') + (gone.length > MOST ? ` and ${gone.length - MOST} more` : '');
    lines.push(paint.faint(`  not kept (in memory only): ${names}`));
  }
  return lines;
}

/** More outputs than these are only counted. */
const MOST = 20;

function place(dataset: Dataset, cwd: string): string {
  const filepath = dataset.describe?.().filepath;
  if (typeof filepath !== 'string') return dataset.constructor.name;
  if (filepath.includes('://')) return filepath;
  const fromHere = relative(cwd, filepath);
  return fromHere.length < filepath.length ? fromHere : filepath;
}
