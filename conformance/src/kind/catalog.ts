import { CatalogConfigError, DataCatalog, type CatalogConfig, type Credentials } from '@kedro-ts/io';
import { compareCatalogConfig, type RecordedCatalogConfig } from '../catalog/compare-catalog-config.js';
import { readRecordedDataset, type RecordedDataset } from '../catalog/describe-dataset.js';
import { oracleDatasetTypes } from '../catalog/oracle-types.js';
import { PROJECT_PATH } from '../catalog/project-path.js';
import { takeStep, type StepSpec } from '../catalog/take-step.js';
import type { Comparison } from '../compare/comparison.js';
import { FailedEntries } from '../divergence/failed-entry-stays.js';
import { compareError, show } from '../kedro-error/compare-error.js';
import { quotedNames } from '../kedro-error/quoted-names.js';
import { isRecordedError, type OracleCase, type RecordedError } from '../oracle/oracle-case.js';
import { attempt, attemptAsync, type Attempt } from './attempt.js';
import { compareAnswer } from './compare-answer.js';

/** The version under which the recorded catalogs save. */
const SAVE_VERSION = '2024-01-01T00.00.00.000Z';

/** What to do with a catalog. */
export interface CatalogGiven {
  readonly kind: 'catalog';
  readonly catalog: Readonly<Record<string, unknown>>;
  readonly credentials?: Credentials | null;
  readonly load_versions?: Readonly<Record<string, string>> | null;
  readonly steps: readonly StepSpec[];
}

interface Expected {
  readonly keys: readonly string[];
  /** What each step gave. */
  readonly steps: readonly unknown[];
}

/** Makes a catalog, and does one thing after another with it. */
export async function compareCatalog(comparison: Comparison, given: CatalogGiven): Promise<void> {
  const { expect } = comparison.oracleCase as OracleCase<CatalogGiven, RecordedError | Expected>;
  const { value: catalog, thrown } = attempt(() => makeCatalog(given));
  if (isRecordedError(expect)) return compareError(comparison, '', thrown, expect);
  if (catalog === undefined) return comparison.differ('', show(thrown), expect);
  comparison.equal('/keys', [...catalog.keys()], expect.keys);
  const failed = new FailedEntries();
  for (const [index, step] of given.steps.entries()) {
    const at = `/steps/${index}`;
    const expected = expect.steps[index];
    const outcome = await attemptAsync(() => takeStep(catalog, step));
    const before = comparison.differences.length;
    compareStep(comparison, at, step, outcome, expected);
    if (comparison.differences.length > before && (await failed.stay(catalog))) {
      comparison.differences.splice(before);
      comparison.diverge('failed-entry-stays');
      const answer = await failed.leaveOut(step, outcome, makeCatalog(given, failed.names));
      compareStep(comparison, at, step, answer, expected);
    }
    const name = String(step[1]);
    const isFailure = outcome.thrown instanceof CatalogConfigError && isRecordedError(expected);
    if (isFailure && Object.hasOwn(given.catalog, name)) failed.add(name, outcome.thrown);
  }
}

function makeCatalog(given: CatalogGiven, without: readonly string[] = []): DataCatalog {
  const entries = Object.entries(given.catalog).filter(([name]) => !without.includes(name));
  return DataCatalog.fromConfig(Object.fromEntries(entries), {
    types: oracleDatasetTypes,
    basePath: PROJECT_PATH,
    checkCredentials: 'at once',
    saveVersion: SAVE_VERSION,
    ...(given.credentials && { credentials: given.credentials }),
    ...(given.load_versions && { loadVersions: given.load_versions }),
  });
}

function compareStep(
  comparison: Comparison,
  at: string,
  [operation, name]: StepSpec,
  outcome: Attempt<unknown>,
  expected: unknown,
): void {
  if (isRecordedError(expected)) {
    // What fails to be looked up in Python is nothing here.
    if (operation === 'getitem' && expected.error === 'DatasetNotFoundError') {
      comparison.equal(`${at}/message`, [name], quotedNames(expected.message));
      return compareAnswer(comparison, at, outcome, { dataset: null });
    }
    // An expression that Python refuses when it is used is refused by JavaScript when it is written.
    const isExpression = operation === 'filter' && expected.origin === 'python';
    if (isExpression && outcome.thrown instanceof SyntaxError) return;
  } else if (outcome.thrown === undefined && operation === 'to_config') {
    return compareCatalogConfig(
      comparison,
      at,
      outcome.value as CatalogConfig,
      expected as RecordedCatalogConfig,
    );
  } else if (['get', 'getitem', 'get_runtime'].includes(operation)) {
    const { dataset } = expected as { readonly dataset: RecordedDataset | null };
    return compareAnswer(comparison, at, outcome, { dataset: dataset && readRecordedDataset(dataset) });
  }
  compareAnswer(comparison, at, outcome, expected);
}
