import { checkMapping, type EntryContent } from './create-dataset.js';
import { CREDENTIALS, fillCredentials, isPlainMapping, type Credentials } from './credentials.js';
import { CatalogConfigError, didYouMean, messageOf } from './errors.js';
import {
  compilePattern,
  isPattern,
  outlineOf,
  placeholdersOf,
  type DatasetPattern,
  type FieldValues,
} from './pattern/dataset-pattern.js';
import { compileEntry, type EntryTemplate } from './pattern/entry-template.js';
import { isCatchAll, rankPatterns } from './pattern/rank-patterns.js';
import { closestNames } from './closest-names.js';

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
  readonly #patterns: Readonly<Record<PatternKind, readonly EntryPattern[]>>;
  readonly #credentials: Credentials;
  /** Whether it was given patterns for names that the configuration does not know, or has those of every catalog. */
  readonly hasOwnRuntimePatterns: boolean;

  /** @param config - the parsed content of `catalog.yml` */
  constructor(config: Readonly<Record<string, unknown>> = {}, options: CatalogConfigResolverOptions = {}) {
    const { credentials = {}, runtimePatterns = {}, checkCredentials = 'at once' } = options;
    this.#credentials = credentials;
    const factories = new Map<string, EntryContent>();
    // By keys, because pairs take longer than all the rest where there are thousands.
    for (const name of Object.keys(config)) {
      const entry = checkMapping(name, config[name]);
      if (isPattern(name)) factories.set(name, checkPlaceholders(name, entry));
      else this.#entries.set(name, entry);
    }
    const given = Object.entries(runtimePatterns);
    this.hasOwnRuntimePatterns = given.length > 0;
    const runtime = this.hasOwnRuntimePatterns ? given : Object.entries(IN_MEMORY);
    const ranked = rankPatterns(factories.keys());
    const compileAll = (names: readonly string[]): readonly EntryPattern[] =>
      names.map((name) => compile(name, factories.get(name)!));
    this.#patterns = {
      dataset: compileAll(ranked.filter((name) => !isCatchAll(name))),
      'catch-all': compileAll(atMostOne(ranked.filter(isCatchAll))),
      runtime: runtime.map(([name, content]) => compile(name, content)),
    };
    if (checkCredentials === 'when resolved') return;
    for (const [name, entry] of [...factories, ...this.#entries]) fillCredentials(name, entry, credentials);
  }

  /** The entries that are not patterns, as they are written. */
  get entries(): ReadonlyMap<string, EntryContent> {
    return this.#entries;
  }

  /** Takes out an entry, because something else has its name now; a pattern may fit the name again. */
  forget(name: string): void {
    this.#entries.delete(name);
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
    const found = this.#find(name, kinds);
    return found && { kind: found.kind, pattern: found.pattern.text };
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
    const found = this.#find(name, kinds);
    return found?.pattern.entry({ name, values: found.values, credentials: this.#credentials });
  }

  #find(name: string, kinds: readonly PatternKind[]): Found | undefined {
    const outline = outlineOf(name);
    for (const kind of kinds)
      for (const pattern of this.#patterns[kind]) {
        const values = pattern.match(name, outline);
        if (values !== undefined) return { kind, pattern, values };
      }
    return undefined;
  }
}

/** A pattern with what it says about the names that fit it. */
interface EntryPattern extends DatasetPattern {
  readonly entry: EntryTemplate;
}

interface Found {
  readonly kind: PatternKind;
  readonly pattern: EntryPattern;
  readonly values: FieldValues;
}

function compile(name: string, content: EntryContent): EntryPattern {
  try {
    return { ...compilePattern(name), entry: compileEntry(name, content) };
  } catch (cause) {
    throw new CatalogConfigError(name, `the pattern cannot be read: ${messageOf(cause)}.`, { cause });
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
  const near = [...missing.keys()].flatMap((placeholder) => closestNames(placeholder, known));
  const used = [...new Set(missing.values())];
  const aboutBraces = used.some(isDoubled)
    ? ' Doubled braces, which stand for the braces themselves, may be in the values of a pattern only as its name has them too.'
    : '';
  throw new CatalogConfigError(
    name,
    `its values use ${used.map(asWritten).join(', ')}, which the name of the pattern does not have.` +
      `${didYouMean(near.map(asWritten))} It has ${known.map(asWritten).join(', ')}.${aboutBraces}`,
  );
}

/** Like Kedro, {@link placeholdersOf} sees a placeholder in doubled braces too, without the last of them. */
function isDoubled(placeholder: string): boolean {
  return placeholder.startsWith('{{');
}

function asWritten(placeholder: string): string {
  return isDoubled(placeholder) ? `${placeholder}}` : placeholder;
}

function atMostOne(catchAlls: readonly string[]): readonly string[] {
  if (catchAlls.length <= 1) return catchAlls;
  const all = catchAlls.map((pattern) => `"${pattern}"`).join(', ');
  throw new CatalogConfigError(
    catchAlls[0]!,
    `${all} fit every name; keep one of them, or give the others some text beside their placeholders.`,
  );
}
