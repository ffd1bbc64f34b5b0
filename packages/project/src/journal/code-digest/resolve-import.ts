import { readFileSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** What an import leads to: a file of the project, a package with its version, or nothing that could change. */
export type Imported =
  | { readonly kind: 'file'; readonly url: string }
  | { readonly kind: 'package'; readonly text: string }
  | undefined;

/** Gives the URL that an import stands for, as Node does; throws where there is none. */
export type ResolveImport = (specifier: string, from: string) => string;

/** Resolves imports of modules of a project, and looks at each package once. */
export class ImportResolver {
  readonly #versions = new Map<string, string | undefined>();

  /** @param resolveByNode - for names that are in no `node_modules`. Default: as `require` resolves them */
  constructor(private readonly resolveByNode: ResolveImport = resolveByRequire) {}

  /** Where an import of the module of this URL leads. */
  resolve(specifier: string, from: string): Imported {
    if (isBuiltin(specifier)) return undefined;
    if (/^\.{0,2}\//.test(specifier)) return file(new URL(specifier, from).href);
    if (specifier.startsWith('file:')) return file(specifier);
    if (/^[a-z]+:/i.test(specifier)) return { kind: 'package', text: specifier };
    const version = specifier.startsWith('#') ? undefined : this.#versionOf(specifier, from);
    if (version !== undefined) return { kind: 'package', text: `${specifier}@${version}` };
    return this.#resolveByNode(specifier, from);
  }

  /** The project's own name, and what its package.json says under `imports`. */
  #resolveByNode(specifier: string, from: string): Imported {
    try {
      const url = this.resolveByNode(specifier, from);
      return url.startsWith('file:') && !url.includes('/node_modules/')
        ? file(url)
        : { kind: 'package', text: `${specifier} ${url}` };
    } catch {
      return { kind: 'package', text: specifier };
    }
  }

  #versionOf(specifier: string, from: string): string | undefined {
    const name = specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
    let folder = dirname(fileURLToPath(from));
    const key = `${name}\n${folder}`;
    if (this.#versions.has(key)) return this.#versions.get(key);
    let version: string | undefined;
    for (;;) {
      version = readVersion(join(folder, 'node_modules', ...name.split('/'), 'package.json'));
      const parent = dirname(folder);
      if (version !== undefined || parent === folder) break;
      folder = parent;
    }
    this.#versions.set(key, version);
    return version;
  }
}

function resolveByRequire(specifier: string, from: string): string {
  return pathToFileURL(createRequire(from).resolve(specifier)).href;
}

function file(url: string): Imported {
  const { href } = new URL(url);
  return { kind: 'file', url: href.replace(/[?#].*$/, '') };
}

function readVersion(packageFile: string): string | undefined {
  try {
    const { version } = JSON.parse(readFileSync(packageFile, 'utf8')) as { version?: unknown };
    return typeof version === 'string' ? version : 'unknown';
  } catch {
    return undefined;
  }
}

/** The text of a module, and where it is. */
export interface Source {
  readonly url: string;
  readonly path: string;
  readonly text: string;
}

/** The text of a module; of one without an ending, as CommonJS allows, that of the file that is meant. */
export function readSource(url: string): Source | undefined {
  const path = fileURLToPath(url);
  for (const ending of ['', '.js', '.json', '.cjs', `${sep}index.js`]) {
    try {
      const file = path + ending;
      return { url: pathToFileURL(file).href, path: file, text: readFileSync(file, 'utf8') };
    } catch {
      // A folder, or nothing at all: the next spelling may be the right one.
    }
  }
  return undefined;
}
