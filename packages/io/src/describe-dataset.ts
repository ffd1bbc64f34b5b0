import { inspect } from 'node:util';
import type { Dataset } from './dataset.js';

/** The class of a dataset and what it says of itself, for messages. */
export function describeDataset(dataset: Dataset): string {
  const details = Object.entries(detailsOf(dataset)).filter(([, value]) => value !== undefined);
  return [classNameOf(dataset), ...details.map(([key, value]) => `${key}=${show(value)}`)].join(', ');
}

/** The name of the class of a dataset. */
export function classNameOf(dataset: Dataset): string {
  return (dataset.constructor as { name?: string } | undefined)?.name ?? 'Object';
}

/** A dataset that cannot describe itself must not hide why it could not be loaded. */
function detailsOf(dataset: Dataset): Readonly<Record<string, unknown>> {
  try {
    return dataset.describe?.() ?? {};
  } catch {
    return {};
  }
}

function show(value: unknown): string {
  return typeof value === 'string' ? value : inspect(value, { depth: 1, breakLength: Infinity });
}
