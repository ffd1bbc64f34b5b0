// Counts the tests in the reports that vitest wrote, one in each project.
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The folders that hold projects, and those that are one. */
const projects = ['packages', 'examples']
  .flatMap((folder) => readdirSync(join(root, folder)).map((name) => join(root, folder, name)))
  .concat(['conformance', 'e2e'].map((folder) => join(root, folder)));

/** Forgets what was counted before. */
export function removeReports() {
  for (const project of projects) rmSync(join(project, 'reports'), { recursive: true, force: true });
}

/** The closing line, and how many tests failed; a test file that could not be run counts as a failure. */
export function summariseReports() {
  let [passed, failures, skipped] = [0, 0, 0];
  for (const file of projects.map((project) => join(project, 'reports', 'tests.json')).filter(existsSync)) {
    const report = JSON.parse(readFileSync(file, 'utf8'));
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
