import { findOracleType } from './oracle-types.js';

/**
 * A catalog entry with its type as Python calls it, and its options at their defaults written out, as Kedro writes out the
 * arguments of a constructor; so is the entry of a dataset in it. `versioned: false` is the same as nothing.
 */
export function completeEntry(entry: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { type, dataset, ...options } = entry;
  const known = typeof type === 'string' ? findOracleType(type) : undefined;
  const given = Object.entries(options).filter(
    ([key, value]) => value !== undefined && !(key === 'versioned' && value === false),
  );
  return {
    type: known?.path ?? type,
    ...known?.defaults,
    ...Object.fromEntries(given),
    ...(dataset !== undefined && { dataset: isEntry(dataset) ? completeEntry(dataset) : dataset }),
  };
}

function isEntry(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
