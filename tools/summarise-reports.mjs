// Counts the tests in reports/*.json, as vitest wrote them.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const REPORTS = new URL('../reports/', import.meta.url);

/** The closing line, and how many tests failed; a test file that could not be run counts as a failure. */
export function summariseReports() {
  let [passed, failures, skipped] = [0, 0, 0];
  const files = existsSync(REPORTS) ? readdirSync(REPORTS).filter((name) => name.endsWith('.json')) : [];
  for (const file of files) {
    const report = JSON.parse(readFileSync(new URL(file, REPORTS), 'utf8'));
    passed += report.numPassedTests;
    failures += report.numFailedTests;
    skipped += report.numPendingTests + report.numTodoTests;
    failures += report.testResults.filter(
      (suite) => suite.status === 'failed' && suite.assertionResults.length === 0,
    ).length;
  }
  return {
    line: `${passed} passed, ${failures} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`,
    failures,
  };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) console.log(summariseReports().line);
