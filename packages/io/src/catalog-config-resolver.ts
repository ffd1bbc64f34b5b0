import { checkMapping } from './create-dataset.js';
import {
  CREDENTIALS,
  fillCredentials,
  findCredentials,
  isPlainMapping,
  type Credentials,
} from './credentials.js';
import { CatalogConfigError, didYouMean, messageOf } from './errors.js';
import {
  compilePattern,
  isPattern,
  placeholdersOf,
  type DatasetPattern,
  type FieldValues,
} from './pattern/dataset-pattern.js';
import { fillTemplate } from './pattern/fill-template.js';
import { isCatchAll, rankPatterns } from './pattern/rank-patterns.js';
import { closestNames } from './closest-names.js';

/** The content of one catalog entry; an entry that a pattern describes may lack even a type. */
export type EntryContent = Readonly<Record<string, unknown>>;

/**
 * Where a pattern comes from: `dataset` and `catch-all` from the catalog's configuration, the latter consisting of placeholders
 * alone; `runtime` is for names that the configuration does not know.
 */
export type PatternKind = 'dataset' | 'catch-all' | 'runtime';

/** A pattern that fits a name. */
export interface PatternMatch {
  readonly kind: PatternKind;
  readonly pattern: string;
}

/** What a {@link CatalogConfigResolver} may be given beside the entries. */
export interface CatalogConfigResolverOptions {
  /** Credentials by name, for entries that say `credentials: name`, at any depth of mappings. Default: none. */
  readonly credentials?: Credentials;
  /** Patterns for all other names, tried in this order. Default: everything else is held in memory. */
  readonly runtimePatterns?: Readonly<Record<string, EntryContent>>;
  /** When credentials that there are not are an error: `at once`, or when an entry that names them is resolved. Default: `at once`. */
  readonly checkCredentials?: 'at once' | 'when resolved';
}

const IN_MEMORY = { '{default}': { type: 'kedro.io.MemoryDataset' } };
const KINDS = ['dataset', 'catch-all', 'runtime'] as const;

/**
 * What a catalog's configuration says about a name: the entry of this name, or else what the most specific pattern says that
 * fits it, with values for its placeholders. Patterns rank by the number of characters outside of placeholders, then by the
 * number of placeholders, then alphabetically.
 *
 * @throws CatalogConfigError for an entry that is no mapping, a pattern that cannot be read or whose values have placeholders
 *   that its name lacks, several patterns of nothing but placeholders, and credentials that there are not.
 */
export class CatalogConfigResolver {
  readonly #entries = new Map<string, EntryContent>();
  readonly #contents = new Map<DatasetPattern, EntryContent>();
  readonly #patterns: Readonly<Record<PatternKind, readonly DatasetPattern[]>>;
  readonly #credentials: Credentials;

  /** @param config - the parsed content of `catalog.yml` */
  constructor(config: Readonly<Record<string, unknown>> = {}, options: CatalogConfigResolverOptions = {}) {
    const { credentials = {}, runtimePatterns = {}, checkCredentials = 'at once' } = options;
    this.#credentials = credentials;
    const factories = new Map<string, EntryContent>();
    for (const [name, entry] of Object.entries(config)) {
      if (isPattern(name)) factories.set(name, checkPlaceholders(name, checkMapping(name, entry)));
      else this.#entries.set(name, checkMapping(name, entry));
    }
    const given = Object.entries(runtimePatterns);
    const runtime = given.length === 0 ? Object.entries(IN_MEMORY) : given;
    const ranked = rankPatterns(factories.keys());
    const compileAll = (names: readonly string[]): readonly DatasetPattern[] =>
      names.map((name) => this.#compile(name, factories.get(name)!));
    this.#patterns = {
      dataset: compileAll(ranked.filter((name) => !isCatchAll(name))),
      'catch-all': compileAll(atMostOne(ranked.filter(isCatchAll))),
      runtime: runtime.map(([name, content]) => this.#compile(name, content)),
    };
    if (checkCredentials === 'when resolved') return;
    for (const [name, entry] of [...factories, ...this.#entries]) fillCredentials(name, entry, credentials);
  }

  /** The entries that are not patterns, as they are written. */
  get entries(): ReadonlyMap<string, EntryContent> {
    return this.#entries;
  }

  /** Whether a name is a pattern, that is, has a placeholder in braces. */
  isPattern(name: string): boolean {
    return isPattern(name);
  }

  /** All patterns in the order in which they are tried, those of the configuration first. */
  listPatterns(): string[] {
    return [...new Set(KINDS.flatMap((kind) => this.#patterns[kind].map(({ text }) => text)))];
  }

  /**
   * The first pattern that fits a name, whether or not there is an entry of just this name.
   *
   * @param kinds - which patterns to try. Default: all, those of the configuration first
   */
  matchPattern(name: string, kinds: readonly PatternKind[] = KINDS): PatternMatch | undefined {
    for (const kind of kinds) {
      const found = this.#patterns[kind].find((pattern) => pattern.fits(name));
      if (found !== undefined) return { kind, pattern: found.text };
    }
    return undefined;
  }

  /**
   * What the configuration says about a name, with credentials and what placeholders stand for filled in.
   *
   * @param kinds - which patterns to try where there is no entry of just this name. Default: all
   * @returns undefined for a name that nothing fits
   * @throws CatalogConfigError for credentials that there are not, or a value that cannot be filled in.
   */
  resolve(name: string, kinds: readonly PatternKind[] = KINDS): EntryContent | undefined {
    const entry = this.#entries.get(name);
    return entry === undefined
      ? this.resolveByPattern(name, kinds)
      : fillCredentials(name, entry, this.#credentials);
  }

  /** The same as {@link resolve}, as if there were no entry of just this name. */
  resolveByPattern(name: string, kinds: readonly PatternKind[] = KINDS): EntryContent | undefined {
    for (const kind of kinds)
      for (const pattern of this.#patterns[kind]) {
        const values = pattern.fits(name) ? pattern.match(name) : undefined;
        if (values === undefined) continue;
        return this.#fill(name, pattern.text, this.#contents.get(pattern)!, values);
      }
    return undefined;
  }

  #compile(name: string, content: EntryContent): DatasetPattern {
    try {
      const pattern = compilePattern(name);
      this.#contents.set(pattern, content);
      return pattern;
    } catch (cause) {
      throw new CatalogConfigError(name, `the pattern cannot be read: ${messageOf(cause)}.`, { cause });
    }
  }

  #fill(name: string, pattern: string, content: EntryContent, values: FieldValues): EntryContent {
    const fail = (place: string, cause: unknown): never => {
      const reason = `${place}, made by the pattern "${pattern}", cannot be filled in: ${messageOf(cause)}.`;
      throw new CatalogConfigError(name, reason, { cause });
    };
    const fill = (value: unknown, place: string, inList = false): unknown => {
      if (typeof value === 'string') {
        try {
          return fillTemplate(value, values);
        } catch (cause) {
          return fail(place, cause);
        }
      }
      if (Array.isArray(value)) return value.map((item, i) => fill(item, `${place}[${i}]`, true));
      if (!isPlainMapping(value)) return value;
      return Object.fromEntries(
        Object.entries(value).map(([key, item]) => {
          const named = key === CREDENTIALS && typeof item === 'string' && !inList;
          const content = named ? findCredentials(name, item, this.#credentials) : item;
          return [key, fill(content, place === '' ? key : `${place}.${key}`, inList)];
        }),
      );
    };
    return fill(content, '') as EntryContent;
  }
}

/** Says which placeholders of the values the name lacks, except for those in credentials, which may be secrets. */
function checkPlaceholders(name: string, entry: EntryContent): EntryContent {
  const known = placeholdersOf(name);
  const missing = new Map<string, string>();
  const collect = (value: unknown, isSecret: boolean): void => {
    if (typeof value === 'string') {
      for (const placeholder of placeholdersOf(value))
        if (!known.includes(placeholder))
          missing.set(placeholder, isSecret ? 'a placeholder in its credentials' : placeholder);
    } else if (Array.isArray(value)) {
      for (const item of value) collect(item, isSecret);
    } else if (isPlainMapping(value)) {
      for (const [key, item] of Object.entries(value))
        collect(item, isSecret || (key === CREDENTIALS && typeof item !== 'string'));
    }
  };
  collect(entry, false);
  if (missing.size === 0) return entry;
  const near = didYouMean([...missing.keys()].flatMap((placeholder) => closestNames(placeholder, known)));
  throw new CatalogConfigError(
    name,
    `its values use ${[...new Set(missing.values())].join(', ')}, which the name of the pattern does not define.${near} ` +
      `It defines ${known.join(', ')}.`,
  );
}

function atMostOne(catchAlls: readonly string[]): readonly string[] {
  if (catchAlls.length <= 1) return catchAlls;
  const all = catchAlls.map((pattern) => `"${pattern}"`).join(', ');
  throw new CatalogConfigError(
    catchAlls[0]!,
    `${all} fit every name; keep one of them, or give the others some text beside their placeholders.`,
  );
}
