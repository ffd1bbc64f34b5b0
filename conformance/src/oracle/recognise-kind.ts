import type { CaseKind } from './oracle-case.js';

/** Says which kind a case is from what it asks and what was answered; its file's name does not matter. */
export function recogniseKind(oracleCase: {
  readonly in: unknown;
  readonly expect: unknown;
}): CaseKind | undefined {
  const { in: given, expect } = oracleCase;
  if (!isRecord(given) || !isRecord(expect)) return undefined;
  if (Array.isArray(given['ops']) && isRecord(expect['base'])) return 'pipeline_algebra';
  const named = typeof given['kind'] === 'string' ? namedKinds.get(given['kind']) : undefined;
  if (named !== undefined) return named;
  if (isRecord(given['files']) && Array.isArray(given['keys'])) return 'config_loader';
  if (isRecord(given['node']) && 'short_name' in expect) return 'node_names';
  if (isRecord(given['catalog']) && Array.isArray(expect['events'])) return 'run_semantics';
  const isBuilt = 'node' in given || 'pipeline' in given;
  return isBuilt && ('error' in expect || 'ok' in expect) ? 'pipeline_errors' : undefined;
}

/** What cases call themselves, of the kinds whose cases do. */
const namedKinds: ReadonlyMap<string, CaseKind> = new Map([
  ...['resume', 'missing'].map((name) => [name, 'resume'] as const),
  ...['resolver', 'catalog'].map((name) => [name, 'catalog_resolution'] as const),
  ...['split_params', 'split_string', 'split_node_names', 'split_load_versions', 'parameters', 'context'].map(
    (name) => [name, 'params'] as const,
  ),
]);

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
