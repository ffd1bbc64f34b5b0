import type { MappingSpec } from '../spec/spec.js';

/** Whether a case maps a dataset to something that is no name; Kedro notices that only when it makes the nodes anew. */
export function hasWrongMapping(given: unknown): boolean {
  if (typeof given !== 'object' || given === null) return false;
  const { pipeline, op, ops } = given as {
    pipeline?: unknown;
    op?: { kwargs?: unknown };
    ops?: readonly { kwargs?: unknown }[];
  };
  const mappings = [pipeline, op?.kwargs, ...(ops ?? []).map(({ kwargs }) => kwargs)];
  return mappings.some((mapping) => isMapping(mapping) && isWrong(mapping));
}

function isWrong({ inputs, outputs, parameters }: MappingSpec): boolean {
  return [inputs, outputs, parameters].some(
    (names) => isMapping(names) && Object.values(names).some((name) => typeof name !== 'string'),
  );
}

function isMapping(value: unknown): value is MappingSpec {
  return typeof value === 'object' && value !== null;
}
