import type { Table } from 'apache-arrow';

/** Tells an Arrow table by its shape, so that the library is loaded only where somebody uses it. */
export function isArrowTable(value: unknown): value is Table {
  if (typeof value !== 'object' || value === null) return false;
  const { schema, batches } = value as { schema?: unknown; batches?: unknown };
  return (
    typeof schema === 'object' &&
    Array.isArray(batches) &&
    Object.prototype.toString.call(value) === '[object Table]'
  );
}

let arrow: Promise<typeof import('apache-arrow')> | undefined;

/** The Arrow library, an optional dependency of the user's project. */
export function loadArrow(): Promise<typeof import('apache-arrow')> {
  arrow ??= import('apache-arrow').catch((cause: unknown) => {
    throw new Error('Arrow tables need the package apache-arrow: npm install apache-arrow', { cause });
  });
  return arrow;
}
