import type { Difference } from './compare/comparison.js';
import { divergences, type DivergenceName } from './divergence/divergences.js';
import { judgeCase } from './kind/judge-case.js';
import type { OracleCase } from './oracle/oracle-case.js';
import { readOracleFile } from './oracle/read-oracle-file.js';

/** How many cases came out how. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly diverged: number;
  /** Cases that have no counterpart outside Python and were not run. */
  readonly pythonOnly: number;
  /** Of the diverged cases, how many needed each rule. */
  readonly byRule: Readonly<Record<DivergenceName, number>>;
}

/** A case whose answer is not Kedro's. */
export interface FailedCase {
  readonly id: string;
  readonly tag: string | undefined;
  readonly differences: readonly Difference[];
}

/** What became of the cases of one file. */
export interface FileResult {
  readonly path: string;
  readonly counts: Counts;
  readonly failed: readonly FailedCase[];
}

/**
 * Runs all cases of a file.
 *
 * @throws OracleFileError when the file cannot be read.
 */
export async function runFile(path: string): Promise<FileResult> {
  return runCases(path, await readOracleFile(path));
}

/** Runs cases one after another. */
async function runCases(path: string, cases: readonly OracleCase[]): Promise<FileResult> {
  const failed: FailedCase[] = [];
  const counts = { passed: 0, failed: 0, diverged: 0, pythonOnly: 0, byRule: noRules() };
  for (const oracleCase of cases) {
    const verdict = await judgeCase(oracleCase);
    switch (verdict.status) {
      case 'passed':
        counts.passed++;
        break;
      case 'python-only':
        counts.pythonOnly++;
        break;
      case 'diverged':
        counts.diverged++;
        for (const rule of verdict.rules) counts.byRule[rule]++;
        break;
      case 'failed':
        counts.failed++;
        failed.push({ id: oracleCase.id, tag: oracleCase.tag, differences: verdict.differences });
    }
  }
  return { path, counts, failed };
}

/** The counts of several files together. */
export function addCounts(results: readonly FileResult[]): Counts {
  const total = { passed: 0, failed: 0, diverged: 0, pythonOnly: 0, byRule: noRules() };
  for (const { counts } of results) {
    total.passed += counts.passed;
    total.failed += counts.failed;
    total.diverged += counts.diverged;
    total.pythonOnly += counts.pythonOnly;
    for (const rule of divergences) total.byRule[rule] += counts.byRule[rule];
  }
  return total;
}

function noRules(): Record<DivergenceName, number> {
  return Object.fromEntries(divergences.map((rule) => [rule, 0])) as Record<DivergenceName, number>;
}
