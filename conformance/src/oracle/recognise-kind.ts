import type { CaseKind } from './oracle-case.js';

/** Says which kind a case is from what it asks and what was answered; its file's name does not matter. */
export function recogniseKind(oracleCase: {
  readonly in: unknown;
  readonly expect: unknown;
}): CaseKind | undefined {
  const { in: given, expect } = oracleCase;
  if (!isRecord(given) || !isRecord(expect)) return undefined;
  if (Array.isArray(given['ops']) && isRecord(expect['base'])) return 'pipeline_algebra';
  if (given['kind'] === 'resume' || given['kind'] === 'missing') return 'resume';
  if (isRecord(given['node']) && 'short_name' in expect) return 'node_names';
  if (isRecord(given['catalog']) && Array.isArray(expect['events'])) return 'run_semantics';
  const isBuilt = 'node' in given || 'pipeline' in given;
  return isBuilt && ('error' in expect || 'ok' in expect) ? 'pipeline_errors' : undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
