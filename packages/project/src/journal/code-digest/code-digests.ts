import { hash, randomUUID } from 'node:crypto';
import {
  opaqueModule,
  readModule,
  type Binding,
  type CodeModule,
  type Place,
  type Unit,
} from './code-module.js';
import { ImportResolver, readSource, type ResolveImport } from './resolve-import.js';

/** What the digest of a function's code rests on. */
export interface CodeDigest {
  readonly digest: string;
  /** The function may have captured what it was made with: parameters, for one. */
  readonly isInline: boolean;
}

/** Where {@link CodeDigests} look for functions. */
export interface CodeDigestsOptions {
  /** The URLs of modules, from which the others are found by what these import. */
  readonly roots: Iterable<string>;
  /**
   * Whether a file may have been changed since it was imported. Then it is not known what has run, and nothing that uses it is ever
   * the same. Default: no.
   */
  readonly isStale?: (path: string) => boolean;
  /** Resolves names of the project's own. Default: as `require` does. */
  readonly resolveImport?: ResolveImport | undefined;
}

/**
 * Digests of functions of a project: each changes when the function does, or any statement at the top level of the project's
 * modules that it uses, directly or not; not when something else in the same file changes. What belongs together is found by
 * names, so that rather too much counts than too little. Packages count by their version.
 *
 * The modules are read when the first digest is asked for, each once; all is linear in their size.
 */
export class CodeDigests {
  readonly #options: CodeDigestsOptions;
  readonly #resolver: ImportResolver;
  readonly #modules = new Map<string, CodeModule>();
  readonly #links = new Map<Unit, Links>();
  readonly #known = new Map<unknown, CodeDigest>();
  #read: Index | undefined;

  constructor(options: CodeDigestsOptions) {
    this.#options = options;
    this.#resolver = new ImportResolver(options.resolveImport);
  }

  /** The digest of a function. One that is found in no module counts as using all of them. */
  digestOf(func: (...args: never[]) => unknown): CodeDigest {
    let known = this.#known.get(func);
    if (known === undefined) {
      const text = String(func);
      known = this.#known.get(text) ?? this.#digest(text);
      this.#known.set(text, known);
      this.#known.set(func, known);
    }
    return known;
  }

  #digest(text: string): CodeDigest {
    this.#read ??= this.#readAll();
    const places = this.#find(text, this.#read);
    if (places.length === 0) return { digest: digestOf([text, this.#read.all()]), isInline: true };
    const isInline = places.some(({ isWhole }) => !isWhole);
    const start = new Set<Unit>();
    for (const { unit, isWhole } of places) {
      start.add(unit);
      // What a function inside was made with is said where the statement around it is used.
      if (!isWhole) for (const user of this.#read.users().get(unit) ?? []) start.add(user);
    }
    return { digest: digestOf([text, ...this.#reach(start, this.#read)]), isInline };
  }

  /** By the index; what is not in it, such as a getter, by looking through the statements. */
  #find(text: string, { functions }: Index): readonly Place[] {
    const found = functions.get(text);
    if (found !== undefined || text.includes('[native code]')) return found ?? [];
    const places: Place[] = [];
    for (const { units } of this.#modules.values())
      for (const unit of units) if (unit.text.includes(text)) places.push({ unit, isWhole: false });
    return places;
  }

  /** The digests of all statements, and the packages, that can be reached; sorted, because their order does not matter. */
  #reach(start: Iterable<Unit>, { changers }: Index): string[] {
    const reached = new Set(start);
    const packages = new Set<string>();
    // A set hands over what is added to it while it is walked.
    for (const unit of reached) {
      const links = this.#linksOf(unit);
      for (const other of links.units) reached.add(other);
      for (const text of links.packages) packages.add(text);
      for (const other of changers.get(unit) ?? []) reached.add(other);
    }
    return [...Array.from(reached, ({ digest }) => digest), ...packages].sort();
  }

  #readAll(): Index {
    const { roots, isStale } = this.#options;
    const queue = new Set(roots);
    for (const url of queue) {
      const source = readSource(url);
      if (source === undefined) continue;
      const mark = isStale?.(source.path) ? `\n// stale: ${randomUUID()}` : '';
      const module =
        mark === '' ? readModule(source.url, source.text) : opaqueModule(source.url, source.text + mark);
      this.#modules.set(url, module);
      for (const specifier of module.dependencies) {
        const imported = this.#resolver.resolve(specifier, module.url);
        if (imported?.kind === 'file') queue.add(imported.url);
      }
    }
    const modules = [...this.#modules.values()];
    return {
      functions: merge(modules.map(({ functions }) => functions)),
      changers: this.#changers(modules),
      users: once(() => this.#users(modules)),
      all: once(() => this.#digestAll(modules)),
    };
  }

  /** Who changes what a statement declares: functions cannot be changed, except by assigning to them. */
  #changers(modules: readonly CodeModule[]): Map<Unit, Unit[]> {
    const changers = new Map<Unit, Unit[]>();
    for (const module of modules)
      for (const unit of module.units)
        for (const name of unit.changes)
          for (const changed of this.#resolveName(module, name).units)
            if (changed !== unit && (!changed.isFunction || unit.assigned.has(name)))
              append(changers, changed, unit);
    return changers;
  }

  #users(modules: readonly CodeModule[]): Map<Unit, Unit[]> {
    const users = new Map<Unit, Unit[]>();
    for (const { units } of modules)
      for (const unit of units)
        for (const used of this.#linksOf(unit).units) if (used !== unit) append(users, used, unit);
    return users;
  }

  #digestAll(modules: readonly CodeModule[]): string {
    const packages = modules.flatMap(({ url, dependencies }) =>
      [...dependencies].map((specifier) => {
        const imported = this.#resolver.resolve(specifier, url);
        return imported?.kind === 'package' ? imported.text : '';
      }),
    );
    return digestOf([...modules.map(({ text }) => text), ...packages].sort());
  }

  #linksOf(unit: Unit): Links {
    const known = this.#links.get(unit);
    if (known !== undefined) return known;
    const links = emptyLinks();
    this.#links.set(unit, links);
    for (const name of unit.used) addLinks(links, this.#resolveName(unit.module, name));
    for (const specifier of unit.modules)
      addLinks(links, this.#follow(unit.module, { specifier, imported: '*' }));
    return links;
  }

  #resolveName(module: CodeModule, name: string): Links {
    const units = module.declared.get(name);
    if (units !== undefined) return { units: new Set(units), packages: new Set() };
    const binding = module.imports.get(name);
    return binding === undefined ? emptyLinks() : this.#follow(module, binding);
  }

  #follow(from: CodeModule, { specifier, imported }: Binding, seen: readonly CodeModule[] = []): Links {
    const target = this.#resolver.resolve(specifier, from.url);
    if (target === undefined) return emptyLinks();
    if (target.kind === 'package') return { units: new Set(), packages: new Set([target.text]) };
    const module = this.#modules.get(target.url);
    if (module === undefined || seen.includes(module)) return emptyLinks();
    return (
      (imported === '*' ? undefined : this.#findExport(module, imported, [...seen, module])) ??
      this.#everythingOf(module, [...seen, module])
    );
  }

  /** Undefined when it cannot be told, as of a CommonJS module. */
  #findExport(module: CodeModule, name: string, seen: readonly CodeModule[]): Links | undefined {
    const exported = module.exports.get(name);
    if (typeof exported === 'string') return this.#resolveName(module, exported);
    if (exported !== undefined) return this.#follow(module, exported, seen);
    if (module.stars.length === 0) return undefined;
    const links = emptyLinks();
    for (const specifier of module.stars)
      addLinks(links, this.#follow(module, { specifier, imported: name }, seen));
    return links;
  }

  #everythingOf(module: CodeModule, seen: readonly CodeModule[]): Links {
    const links: Links = { units: new Set(module.units), packages: new Set() };
    for (const exported of module.exports.values())
      if (typeof exported !== 'string') addLinks(links, this.#follow(module, exported, seen));
    for (const specifier of module.stars)
      addLinks(links, this.#follow(module, { specifier, imported: '*' }, seen));
    return links;
  }
}

/** What a statement uses. */
interface Links {
  readonly units: Set<Unit>;
  readonly packages: Set<string>;
}

/** What is known of all modules together. */
interface Index {
  readonly functions: ReadonlyMap<string, readonly Place[]>;
  readonly changers: ReadonlyMap<Unit, readonly Unit[]>;
  readonly users: () => ReadonlyMap<Unit, readonly Unit[]>;
  readonly all: () => string;
}

function emptyLinks(): Links {
  return { units: new Set(), packages: new Set() };
}

function addLinks(links: Links, { units, packages }: Links): void {
  for (const unit of units) links.units.add(unit);
  for (const text of packages) links.packages.add(text);
}

function merge<K, V>(maps: readonly ReadonlyMap<K, readonly V[]>[]): Map<K, V[]> {
  const merged = new Map<K, V[]>();
  for (const map of maps)
    for (const [key, values] of map) for (const value of values) append(merged, key, value);
  return merged;
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
}

function once<T>(compute: () => T): () => T {
  let known: { readonly value: T } | undefined;
  return () => (known ??= { value: compute() }).value;
}

/** With their lengths, so that no two lists of texts run together to the same. */
function digestOf(texts: readonly string[]): string {
  return hash('sha256', texts.map((text) => `${text.length}:${text}`).join(''), 'base64url');
}
