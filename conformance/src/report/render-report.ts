import { basename } from 'node:path';
import type { Difference } from '../compare/comparison.js';
import { addCounts, type Counts, type FailedCase, type FileResult } from '../conformance.js';

/** How much of a report is shown. */
export interface ReportOptions {
  /** Show every failing case with every difference. Default: a few of each file. */
  readonly all?: boolean;
}

/** Shown of each file, and of each case, unless all are asked for. */
const MOST_CASES = 10;
const MOST_DIFFERENCES = 3;
/** A value longer than this is cut, unless all is asked for. */
const MOST_LETTERS = 400;

/** The results as text: per file and in total `N passed, N failed, N diverged`, and what differs in the failing cases. */
export function renderReport(results: readonly FileResult[], { all = false }: ReportOptions = {}): string {
  const files = results.flatMap((result) => [
    `${basename(result.path)}: ${renderCounts(result.counts)}`,
    ...renderFailures(result.failed, all),
  ]);
  return [...files, `total: ${renderCounts(addCounts(results))}`].join('\n');
}

function renderCounts({ passed, failed, diverged, pythonOnly, byRule }: Counts): string {
  const rules = Object.entries(byRule).filter(([, count]) => count > 0);
  const notes = [
    ...rules.map(([rule, count]) => `${rule}: ${count}`),
    ...(pythonOnly > 0 ? [`${pythonOnly} python only, not run`] : []),
  ];
  return `${passed} passed, ${failed} failed, ${diverged} diverged${notes.length > 0 ? ` (${notes.join('; ')})` : ''}`;
}

function renderFailures(failed: readonly FailedCase[], all: boolean): string[] {
  const shown = all ? failed : failed.slice(0, MOST_CASES);
  const lines = shown.flatMap(({ id, tag, differences }) => [
    `  ${id}${tag === undefined ? '' : ` (${tag})`}`,
    ...(all ? differences : differences.slice(0, MOST_DIFFERENCES)).flatMap((difference) =>
      renderDifference(difference, all),
    ),
  ]);
  const hidden = failed.length - shown.length;
  return hidden > 0 ? [...lines, `  and ${hidden} more; --all shows them`] : lines;
}

function renderDifference({ at, expected, actual }: Difference, all: boolean): string[] {
  return [
    `    at ${at || '/'}`,
    `      expected ${renderValue(expected, all)}`,
    `      actual   ${renderValue(actual, all)}`,
  ];
}

function renderValue(value: unknown, all: boolean): string {
  const text =
    JSON.stringify(value, (_, item: unknown) => (typeof item === 'bigint' ? String(item) : item)) ??
    'undefined';
  return !all && text.length > MOST_LETTERS ? `${text.slice(0, MOST_LETTERS)}…` : text;
}
