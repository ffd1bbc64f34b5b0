import type { CatalogConfigResolver, PatternKind } from './catalog-config-resolver.js';
import { checkEntry, type CatalogEntry } from './create-dataset.js';
import type { Dataset } from './dataset.js';
import { MemoryDataset } from './memory-dataset.js';
import { extractCredentials, fillCredentials, type Credentials } from './credentials.js';

/** An entry with everything filled in. */
export interface FoundEntry {
  readonly entry: CatalogEntry;
  /** In the meantime the name may have been deleted, or set to something else. */
  isCurrent(): boolean;
}

/** Runtime patterns are for names that the configuration does not know. */
const CONFIGURED = ['dataset', 'catch-all'] as const;
const ALL = [...CONFIGURED, 'runtime'] as const;

/**
 * What the configuration of a catalog describes: entries as they are written, and those that patterns have made for names.
 *
 * @throws CatalogConfigError for an entry that is not a mapping with a `type`.
 */
export class CatalogEntries {
  readonly #credentials: Credentials;
  readonly #written = new Map<string, CatalogEntry>();
  /** Entries that came from patterns, with everything filled in. */
  readonly #found = new Map<string, CatalogEntry>();

  constructor(
    readonly resolver: CatalogConfigResolver,
    credentials: Credentials = {},
  ) {
    this.#credentials = credentials;
    for (const [name, entry] of resolver.entries) this.#written.set(name, checkEntry(name, entry));
  }

  /** The names of the entries that are written. */
  names(): Iterable<string> {
    return this.#written.keys();
  }

  isWritten(name: string): boolean {
    return this.#written.has(name);
  }

  /** Whether there is an entry of this name, or a pattern that fits it. */
  describes(name: string): boolean {
    return (
      this.#written.has(name) ||
      this.#found.has(name) ||
      this.resolver.matchPattern(name, CONFIGURED) !== undefined
    );
  }

  /** The entry of a name, if it is written or a pattern has been used for it; without credentials where it is written. */
  peek(name: string): CatalogEntry | undefined {
    return this.#written.get(name) ?? this.#found.get(name);
  }

  /** What a pattern makes of a name, which is not remembered. */
  findByPattern(name: string, kinds: readonly PatternKind[] = CONFIGURED): CatalogEntry | undefined {
    const content = this.resolver.resolveByPattern(name, kinds);
    return content === undefined ? undefined : checkEntry(name, content);
  }

  /**
   * The entry of a name, written or made by a pattern.
   *
   * @param runtimePatterns - whether they are tried too
   */
  find(name: string, runtimePatterns: boolean): FoundEntry | undefined {
    const written = this.#written.get(name);
    if (written !== undefined) {
      const entry = fillCredentials(name, written, this.#credentials);
      return { entry, isCurrent: () => this.#written.get(name) === written };
    }
    const found = this.#found.get(name) ?? this.findByPattern(name, runtimePatterns ? ALL : CONFIGURED);
    if (found === undefined) return undefined;
    this.#found.set(name, found);
    return { entry: found, isCurrent: () => this.#found.get(name) === found };
  }

  /** Forgets what a pattern has made of a name. */
  reset(name: string): void {
    this.#found.delete(name);
  }

  delete(name: string): void {
    this.#written.delete(name);
    this.#found.delete(name);
    this.resolver.forget(name);
  }

  /**
   * The entries of these names, with names in the place of credentials. As in Kedro, datasets in memory are left out (when
   * written as `kedro.io.MemoryDataset`, once they have been made), and so is the metadata of any that has been made.
   *
   * @param peek - the dataset of a name, if it has been made
   * @throws CatalogConfigError for credentials that there are not.
   */
  toConfig(
    names: Iterable<string>,
    peek: (name: string) => Dataset | undefined,
  ): { catalog: Record<string, CatalogEntry>; credentials: Credentials } {
    const catalog: [string, CatalogEntry][] = [];
    const credentials: [string, unknown][] = [];
    for (const name of names) {
      const written = this.#written.get(name);
      const made = peek(name);
      const entry = written
        ? fillCredentials(name, written, this.#credentials)
        : (this.#found.get(name) ?? made?.toConfig?.());
      if (entry === undefined || entry.type === 'MemoryDataset' || made instanceof MemoryDataset) continue;
      const extracted = extractCredentials(name, made === undefined ? entry : withoutMetadata(entry));
      catalog.push([name, extracted.entry]);
      credentials.push(...Object.entries(extracted.credentials));
    }
    return { catalog: Object.fromEntries(catalog), credentials: Object.fromEntries(credentials) };
  }
}

function withoutMetadata({ metadata: _, ...entry }: CatalogEntry): CatalogEntry {
  return entry;
}
