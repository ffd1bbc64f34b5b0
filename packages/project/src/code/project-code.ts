import { stat } from 'node:fs/promises';
import { isAbsolute, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { resolve as resolveImport } from 'import-meta-resolve';
import { ProjectCodeError } from '../errors.js';
import { bundle, type Bundle } from './bundle.js';
import { CODE_EXTENSIONS, isTypeScript } from './is-code-file.js';

/** What a module exports. */
export type Exports = Readonly<Record<string, unknown>>;

/** Imports modules of a project: its own files, TypeScript without a build step, and the packages that it has installed. */
export class ProjectCode {
  #bundle: Bundle;

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

  /** Compiles these files together, if TypeScript is among them. */
  async prepare(files: readonly string[]): Promise<void> {
    if (files.every((file) => !isTypeScript(file) || Object.hasOwn(this.#bundle, file))) return;
    this.#bundle = await bundle(this.projectPath, [...new Set([...Object.keys(this.#bundle), ...files])]);
  }

  /** Imports a file of the project, by absolute path. */
  async importFile(file: string): Promise<Exports> {
    await this.prepare([file]);
    return (await import(this.#bundle[file] ?? pathToFileURL(file).href)) as Exports;
  }

  /**
   * Imports a module as the project would: a path relative to the project's folder, an absolute path, or a package.
   *
   * @throws ProjectCodeError when there is no such module.
   */
  async importModule(specifier: string): Promise<Exports> {
    if (specifier.startsWith('.') || isAbsolute(specifier)) {
      return this.importFile(await this.#findFile(resolve(this.projectPath, specifier)));
    }
    const url = this.resolvePackage(specifier);
    if (url === undefined) {
      throw new ProjectCodeError(
        `The package ${specifier} is not installed in ${this.projectPath}. Install it with: npm install ${specifier}`,
      );
    }
    return (await import(url)) as Exports;
  }

  /** The URL that a package name stands for in this project; undefined when it is not installed. */
  resolvePackage(name: string): string | undefined {
    try {
      return resolveImport(name, pathToFileURL(join(this.projectPath, 'kedro.config.js')).href);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ERR_MODULE_NOT_FOUND') return undefined;
      throw error;
    }
  }

  async #findFile(path: string): Promise<string> {
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
    throw new ProjectCodeError(
      `There is no module ${path}. Looked for it with the endings ${CODE_EXTENSIONS.join(', ')}.`,
    );
  }
}
