import type { Table } from 'apache-arrow';
import type { SharedValue } from './shared-value.js';

/** Tells an Arrow table by its shape, so that the library is loaded only where somebody uses it. */
export function isArrowTable(value: unknown): value is Table {
  if (typeof value !== 'object' || value === null) return false;
  const { schema, batches, constructor } = value as Record<string, unknown>;
  // The class bears a tag, which stays the same when a bundler renames the class.
  const tag =
    typeof constructor === 'function' &&
    (constructor as { [Symbol.toStringTag]?: unknown })[Symbol.toStringTag];
  return tag === 'Table' && typeof schema === 'object' && Array.isArray(batches);
}

let arrow: Promise<typeof import('apache-arrow')> | undefined;

/** The Arrow library, an optional dependency of the user's project. */
export function loadArrow(): Promise<typeof import('apache-arrow')> {
  arrow ??= import('apache-arrow').catch((cause: unknown) => {
    throw new Error('Arrow tables need the package apache-arrow: npm install apache-arrow', { cause });
  });
  return arrow;
}

const read = new WeakMap<Table, SharedValue>();

/** Notes from where a table was read. */
export function noteRead(table: Table, from: SharedValue): void {
  read.set(table, from);
}

/** The value as which a table was read. */
export function readAs(table: Table): SharedValue | undefined {
  return read.get(table);
}
