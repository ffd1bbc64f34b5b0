import { inspect } from 'node:util';
import { isPlainMapping } from './credentials.js';
import type { Dataset } from './dataset.js';
import type { DatasetOperation } from './errors.js';

/** The class of a dataset and what it says of itself, for messages about an operation. */
export function describeDataset(dataset: Dataset, operation: DatasetOperation): string {
  const details = Object.entries(detailsOf(dataset))
    .map(([key, value]) => [key, key === 'version' ? versionFor(operation, value) : value] as const)
    .filter(([, value]) => value !== undefined);
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

/** Of a version to load and one to save, the one that has to do with the operation; whatever else is called version as it is. */
function versionFor(operation: DatasetOperation, version: unknown): unknown {
  if (!isPlainMapping(version)) return version;
  if (operation === 'load' || operation === 'exists') return version['load'];
  return operation === 'save' ? version['save'] : undefined;
}

function show(value: unknown): string {
  return typeof value === 'string' ? value : inspect(value, { depth: 1, breakLength: Infinity });
}
