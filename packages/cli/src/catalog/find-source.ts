import type { Catalog, CatalogConfigResolver } from '@kedro-ts/io';

/** Where a dataset comes from. */
export interface DatasetSource {
  readonly name: string;
  /** An entry of the catalog; a pattern; code, such as a plugin's; or nothing, so that it is held in memory. */
  readonly kind: 'entry' | 'pattern' | 'code' | 'memory';
  /** The type as the entry writes it, or the name of the class. */
  readonly type: string;
  /** The pattern that makes it, where one does. */
  readonly pattern?: string;
  /** Its entry, with patterns filled in; of what comes from code, its type alone. */
  readonly entry: Readonly<Record<string, unknown>>;
}

/** Looks up where a dataset comes from; nothing is made for it. */
export function findSource(name: string, catalog: Catalog, resolver: CatalogConfigResolver): DatasetSource {
  const registered = catalog.peek(name);
  if (registered !== undefined) {
    const type = registered.constructor.name;
    return { name, kind: 'code', type, entry: { type } };
  }
  const entry = resolver.resolve(name) ?? {};
  const type = typeof entry['type'] === 'string' ? entry['type'] : '';
  if (resolver.entries.has(name)) return { name, kind: 'entry', type, entry };
  const match = resolver.matchPattern(name, ['dataset', 'catch-all']);
  if (match === undefined) return { name, kind: 'memory', type, entry };
  return { name, kind: 'pattern', type, pattern: match.pattern, entry };
}
