import type { ValidationIssue } from './validate-with-schema.js';

/** An issue, and the row that has it where the data is a table. */
export interface DataIssue extends ValidationIssue {
  /** The index of the row, counted from 0; `path` and `keys` begin inside of it. */
  readonly row?: number;
}

/** How often one thing is the matter. */
export interface IssueCount {
  readonly path: string;
  readonly message: string;
  readonly count: number;
}

/** What a schema has against the data of a dataset. */
export interface ValidationReport {
  /** How many rows were looked at; undefined where the data is no table. */
  readonly rowsChecked: number | undefined;
  /** How many of them have an issue. */
  readonly rowsBad: number;
  readonly issueCount: number;
  /** The first issues, 20 at most. */
  readonly issues: readonly DataIssue[];
  /** Issues by path and message, most frequent first, of the first 100 kinds. */
  readonly counts: readonly IssueCount[];
}

const MAX_ISSUES = 20;
const MAX_KINDS = 100;

/** Collects issues; what it keeps does not grow with the data. */
export class ValidationReporter {
  #issueCount = 0;
  #rowsBad = 0;
  #lastRow: number | undefined;
  readonly #issues: DataIssue[] = [];
  readonly #counts = new Map<string, { readonly path: string; readonly message: string; count: number }>();

  get isClean(): boolean {
    return this.#issueCount === 0;
  }

  /** Rows are added in order. */
  add(issue: DataIssue): void {
    const { path, message, row } = issue;
    this.#issueCount++;
    if (row !== undefined && row !== this.#lastRow) this.#rowsBad++;
    this.#lastRow = row;
    if (this.#issues.length < MAX_ISSUES) this.#issues.push(issue);
    const kind = JSON.stringify([path, message]);
    const counted = this.#counts.get(kind);
    if (counted !== undefined) counted.count++;
    else if (this.#counts.size < MAX_KINDS) this.#counts.set(kind, { path, message, count: 1 });
  }

  report(rowsChecked: number | undefined): ValidationReport {
    return {
      rowsChecked,
      rowsBad: this.#rowsBad,
      issueCount: this.#issueCount,
      issues: this.#issues,
      counts: [...this.#counts.values()].sort((a, b) => b.count - a.count),
    };
  }
}

/** The report as text: a sentence, then the first issues, then those that are there more than once. */
export function describeReport(report: ValidationReport): string {
  const { rowsChecked, rowsBad, issueCount, issues, counts } = report;
  const found = `${issueCount} ${issueCount === 1 ? 'issue' : 'issues'}`;
  const summary =
    rowsChecked === undefined
      ? found
      : `${rowsBad} of ${rowsChecked} rows ${rowsBad === 1 ? 'is' : 'are'} bad (${found}; rows count from 0)`;
  const shown = issues.slice(0, 5).map((issue) => {
    const place = [issue.row === undefined ? '' : `row ${issue.row}`, issue.path].filter(Boolean).join(', ');
    return `\n  ${place === '' ? '' : `${place}: `}${issue.message}`;
  });
  if (issueCount <= shown.length) return `${summary}.${shown.join('')}`;
  const repeated = counts
    .filter(({ count }) => count > 1)
    .slice(0, 5)
    .map(({ path, message, count }) => `\n  ${count} times ${path === '' ? '' : `${path}: `}${message}`);
  return `${summary}. The first of them:${shown.join('')}${repeated.length === 0 ? '' : `\nAltogether:${repeated.join('')}`}`;
}
