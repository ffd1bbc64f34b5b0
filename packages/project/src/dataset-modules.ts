import { closestNames, type DatasetClass, type DatasetTypes } from '@kedro-ts/io';
import { isPath } from './code/project-code.js';
import { DatasetModuleNotAllowedError, ProjectConfigError } from './errors.js';
import type { Project } from './project.js';

/**
 * Dataset types that catalog.yml names as `module#Export`. Naming a module runs its code, so it has to be one of
 * `datasetModules` in the config: the same file, or the same package, with any of its subpaths.
 *
 * @throws DatasetModuleNotAllowedError when it is asked for any other; ProjectConfigError when the module has no such class.
 */
export function moduleDatasetTypes(project: Project): DatasetTypes {
  return {
    resolve: async (type) => {
      const hash = type.indexOf('#');
      return hash < 0 ? undefined : importClass(project, type.slice(0, hash), type.slice(hash + 1));
    },
    names: () => [],
  };
}

async function importClass(project: Project, module: string, name: string): Promise<DatasetClass> {
  const allowed = project.config.datasetModules ?? [];
  const specifier = await allowedSpecifier(project, module, allowed);
  if (specifier === undefined)
    throw new DatasetModuleNotAllowedError(module, closestNames(module, allowed), project.configFile);
  const exports = await project.code.importModule(specifier);
  const exported = Object.hasOwn(exports, name) ? exports[name] : undefined;
  if (isDatasetClass(exported)) return exported;
  const classes = Object.keys(exports).filter((key) => isDatasetClass(exports[key]));
  throw new ProjectConfigError(
    project.configFile,
    `${module} exports no dataset class "${name}", that is, a class with methods load() and save(); fields that hold ` +
      `functions (load = () => …) do not count (those it exports: ${classes.join(', ') || 'none'}).`,
  );
}

/** What to import for a module that catalog.yml names; undefined when it may not. */
async function allowedSpecifier(
  { code }: Project,
  module: string,
  allowed: readonly string[],
): Promise<string | undefined> {
  if (allowed.includes(module)) return module;
  if (!isPath(module)) return allowed.some((other) => isSubpath(other, module)) ? module : undefined;
  const file = await code.findFile(module);
  if (file === undefined) return undefined;
  for (const other of allowed) if (isPath(other) && (await code.findFile(other)) === file) return other;
  return undefined;
}

/** A package without `exports` can be left by way of its subpaths, so only plain names are let through. */
function isSubpath(packageName: string, module: string): boolean {
  if (isPath(packageName) || !module.startsWith(`${packageName}/`)) return false;
  const names = module.slice(packageName.length + 1).split('/');
  return names.every((name) => /^[\w@-][\w@.-]*$/.test(name));
}

/**
 * Not anything that can be called with `new`: what catalog.yml says is going to be its arguments. Only methods tell a dataset
 * class before it is called.
 */
function isDatasetClass(value: unknown): value is DatasetClass {
  if (typeof value !== 'function') return false;
  const { load, save } = (value.prototype ?? {}) as Partial<Record<'load' | 'save', unknown>>;
  return typeof load === 'function' && typeof save === 'function';
}
