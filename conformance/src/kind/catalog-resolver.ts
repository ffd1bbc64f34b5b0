import { CatalogConfigResolver, type Credentials, type EntryContent } from '@kedro-ts/io';
import { escapePointer, type Comparison } from '../compare/comparison.js';
import { compareError, show } from '../kedro-error/compare-error.js';
import { isRecordedError, type OracleCase, type RecordedError } from '../oracle/oracle-case.js';
import { attempt } from './attempt.js';
import { compareAnswer } from './compare-answer.js';

/** Names to ask a resolver about. */
export interface ResolverGiven {
  readonly kind: 'resolver';
  readonly catalog: Readonly<Record<string, unknown>>;
  readonly credentials?: Credentials | null;
  readonly runtime_patterns?: Readonly<Record<string, EntryContent>> | null;
  readonly queries: readonly string[];
}

interface Expected {
  /** By name, and then by question. */
  readonly queries: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Asks a resolver for its patterns, and what it says about names. */
export function compareResolver(comparison: Comparison, given: ResolverGiven): void {
  const { expect } = comparison.oracleCase as OracleCase<ResolverGiven, RecordedError | Expected>;
  const { catalog, credentials, runtime_patterns } = given;
  const { value: resolver, thrown } = attempt(
    () =>
      new CatalogConfigResolver(catalog, {
        ...(credentials && { credentials }),
        ...(runtime_patterns && { runtimePatterns: runtime_patterns }),
      }),
  );
  if (isRecordedError(expect)) return compareError(comparison, '', thrown, expect);
  if (resolver === undefined) return comparison.differ('', show(thrown), expect);
  const { queries, ...expected } = expect;
  comparison.equal('', describePatterns(resolver, catalog), expected);
  for (const name of given.queries) compareQuery(comparison, resolver, name, queries[name]!);
}

function describePatterns(
  resolver: CatalogConfigResolver,
  catalog: ResolverGiven['catalog'],
): Readonly<Record<string, unknown>> {
  const patterns = resolver.listPatterns();
  const isCatchAll = (pattern: string): boolean =>
    resolver.matchPattern(pattern, ['catch-all'])?.pattern === pattern;
  const isConfigured = (pattern: string): boolean => Object.hasOwn(catalog, pattern);
  return {
    config: Object.fromEntries([...resolver.entries.keys()].map((name) => [name, resolver.resolve(name)])),
    list_patterns: patterns,
    dataset_patterns: patterns.filter((pattern) => isConfigured(pattern) && !isCatchAll(pattern)),
    user_catch_all: patterns.filter(isCatchAll),
  };
}

function compareQuery(
  comparison: Comparison,
  resolver: CatalogConfigResolver,
  name: string,
  expected: Readonly<Record<string, unknown>>,
): void {
  const answers: Readonly<Record<string, () => unknown>> = {
    is_pattern: () => resolver.isPattern(name),
    match_dataset_pattern: () => resolver.matchPattern(name, ['dataset'])?.pattern ?? null,
    match_user_catch_all_pattern: () => resolver.matchPattern(name, ['catch-all'])?.pattern ?? null,
    match_runtime_pattern: () => resolver.matchPattern(name, ['runtime'])?.pattern ?? NOTHING_FOUND,
    resolve_pattern: () => {
      const config = resolver.resolve(name);
      return config === undefined ? NOTHING_FOUND : { config };
    },
  };
  for (const [question, answer] of Object.entries(answers)) {
    const at = `/queries/${escapePointer(name)}/${question}`;
    const recorded = expected[question];
    // Where Python's search finds nothing it is an error in Kedro, and nothing here.
    const isNothing = isRecordedError(recorded) && recorded.error === 'StopIteration';
    compareAnswer(comparison, at, attempt(answer), isNothing ? NOTHING_FOUND : recorded);
  }
}

const NOTHING_FOUND = '(nothing found)';
