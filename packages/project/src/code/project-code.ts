import { stat } from 'node:fs/promises';
import { isAbsolute, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ProjectCodeError } from '../errors.js';
import type { Bundle } from './bundle.js';
import { CODE_EXTENSIONS, isTypeScript } from './is-code-file.js';

/** What a module exports. */
export type Exports = Readonly<Record<string, unknown>>;

/**
 * Imports modules of a project: its own files, TypeScript without a build step, and the packages that it has installed.
 *
 * Compiler and resolver are imported only where they are needed: never in a worker, and not while the cache is good.
 */
export class ProjectCode {
  /** When nothing had been imported yet: milliseconds since the Unix epoch. */
  readonly openedTime = Date.now();
  #bundle: Bundle;
  readonly #imported = new Set<string>();

  /** @param compiled - what main has compiled already, so that workers need not look */
  constructor(
    readonly projectPath: string,
    compiled: Bundle = {},
  ) {
    this.#bundle = compiled;
    // Stacks name the user's own lines; in workers the runner does the same.
    process.setSourceMapsEnabled(true);
  }

  /** What has been compiled so far; plain data. */
  get compiled(): Bundle {
    return this.#bundle;
  }

  /** The URLs of the project's own modules that have been imported by name; what they import is not among them. */
  get imported(): Iterable<string> {
    return this.#imported;
  }

  /** Whether these files can be imported as things are. */
  isPrepared(files: readonly string[]): boolean {
    return files.every((file) => !isTypeScript(file) || Object.hasOwn(this.#bundle, file));
  }

  /** Compiles these files together, if TypeScript is among them. */
  async prepare(files: readonly string[]): Promise<void> {
    if (this.isPrepared(files)) return;
    const { bundle } = await import('./bundle.js');
    const compiled = await bundle(this.projectPath, [...new Set([...Object.keys(this.#bundle), ...files])]);
    // What may have been imported already stays where it is, or there would be two of it.
    this.#bundle = { ...compiled, ...this.#bundle };
  }

  /**
   * Imports a file of the project, by absolute path.
   *
   * @throws ProjectCodeError when it does not compile, or throws.
   */
  async importFile(file: string): Promise<Exports> {
    await this.prepare([file]);
    const compiled = this.#bundle[file];
    const url = compiled ?? pathToFileURL(file).href;
    this.#imported.add(url);
    try {
      return (await import(url)) as Exports;
    } catch (cause) {
      if (compiled === undefined && (cause as Error | undefined)?.name === 'SyntaxError') {
        // Node does not say where; the compiler does.
        const { compile } = await import('./compile.js');
        await compile(this.projectPath, [file], join(this.projectPath, '.kedro', 'cache', 'build'));
      }
      throw importError(file, cause);
    }
  }

  /**
   * Imports a module as the project would: a path relative to the project's folder, an absolute path, or a package.
   *
   * @throws ProjectCodeError when there is no such module.
   */
  async importModule(specifier: string): Promise<Exports> {
    if (isPath(specifier)) {
      const file = await this.findFile(specifier);
      if (file !== undefined) return this.importFile(file);
      throw new ProjectCodeError(
        `There is no module ${resolve(this.projectPath, specifier)}. ` +
          `Looked for it with the endings ${CODE_EXTENSIONS.join(', ')}.`,
      );
    }
    const url = await this.resolvePackage(specifier);
    if (url === undefined) {
      throw new ProjectCodeError(
        `The package ${specifier} is not installed in ${this.projectPath}. Install it with: npm install ${specifier}`,
      );
    }
    try {
      return (await import(url)) as Exports;
    } catch (cause) {
      throw importError(`the package ${specifier}`, cause);
    }
  }

  /** The URL that a package name stands for in this project; undefined when it is not installed. */
  async resolvePackage(name: string): Promise<string | undefined> {
    const { resolve: resolveImport } = await import('import-meta-resolve');
    try {
      return resolveImport(name, pathToFileURL(join(this.projectPath, 'kedro.config.js')).href);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ERR_MODULE_NOT_FOUND') return undefined;
      throw error;
    }
  }

  /** The file that a relative or absolute path stands for, its ending left out or spelled as that of the compiled file. */
  async findFile(specifier: string): Promise<string | undefined> {
    const path = resolve(this.projectPath, specifier);
    const candidates = [
      path,
      ...CODE_EXTENSIONS.map((extension) => path + extension),
      // `./plugin.js` is how TypeScript spells `./plugin.ts`.
      path.replace(/\.([cm]?)js$/, '.$1ts'),
      ...CODE_EXTENSIONS.map((extension) => join(path, `index${extension}`)),
    ];
    for (const candidate of candidates) {
      const isFile = await stat(candidate).then(
        (stats) => stats.isFile(),
        () => false,
      );
      if (isFile) return candidate;
    }
    return undefined;
  }
}

/** Whether a module is named by its path, rather than as a package. */
export function isPath(specifier: string): boolean {
  return specifier.startsWith('.') || isAbsolute(specifier);
}

function importError(what: string, cause: unknown): ProjectCodeError {
  const message = cause instanceof Error ? cause.message : String(cause);
  const [, missing] = /^Cannot find package '([^']+)'/.exec(message) ?? [];
  const reason =
    missing === undefined
      ? message
      : `it needs the package ${missing}, which is not installed. Install it with: npm install ${missing}`;
  return new ProjectCodeError(`${what} cannot be imported: ${reason}`, { cause });
}
