import {
  builtInDatasetTypes,
  closestNames,
  combineDatasetTypes,
  datasetTypes,
  didYouMean,
  type DatasetClass,
  type DatasetTypes,
} from '@kedro-ts/io';
import { moduleDatasetTypes } from './dataset-modules.js';
import { ProjectCodeError, ProjectConfigError } from './errors.js';
import type { DatasetTypeEntry } from './kedro-config.js';
import type { Project } from './project.js';

/** The package with the datasets for files, which a project installs if it wants them. */
const DATASETS_PACKAGE = '@kedro-ts/datasets';

/**
 * The dataset types that catalog.yml may name: the project's own, the built-in ones, `module#Export` of the modules that the
 * config allows, and those of `@kedro-ts/datasets`.
 */
export function resolveDatasetTypes(project: Project): DatasetTypes {
  const own = datasetTypes(
    Object.fromEntries(
      Object.entries(project.config.datasetTypes ?? {}).map(([name, entry]) => [
        name,
        () => resolveDatasetType(name, entry, project),
      ]),
    ),
  );
  const atHand = combineDatasetTypes(own, builtInDatasetTypes, moduleDatasetTypes(project));
  return combineDatasetTypes(atHand, installedTypes(project, atHand));
}

async function resolveDatasetType(
  name: string,
  entry: DatasetTypeEntry,
  project: Project,
): Promise<DatasetClass> {
  const isText = typeof entry === 'string';
  const found = isText ? await importDatasetType(name, entry, project) : await classOf(entry);
  if (typeof found === 'function') return found as DatasetClass;
  throw new ProjectConfigError(
    project.configFile,
    `datasetTypes: "${name}" has to be a class, an arrow function that imports one, or "module#Export".`,
  );
}

async function importDatasetType(name: string, entry: string, project: Project): Promise<DatasetClass> {
  const [module, exportName = 'default'] = entry.split('#') as [string, string?];
  const exports = await project.code.importModule(module);
  const exported = exports[exportName];
  if (typeof exported === 'function') return exported as DatasetClass;
  throw new ProjectConfigError(
    project.configFile,
    `datasetTypes: ${module} does not export the class "${exportName}" for "${name}" ` +
      `(it exports: ${Object.keys(exports).join(', ') || 'nothing'}).`,
  );
}

/** Classes have a prototype, arrow and async functions have none. */
function classOf(entry: Exclude<DatasetTypeEntry, string>): unknown {
  if (typeof entry !== 'function' || entry.prototype !== undefined) return entry;
  return (entry as () => unknown)();
}

/** The package is imported when a type is asked for that is not at hand. */
function installedTypes({ code, projectPath }: Project, atHand: DatasetTypes): DatasetTypes {
  let installed: DatasetTypes | undefined;
  return {
    resolve: async (type) => {
      if ((await code.resolvePackage(DATASETS_PACKAGE)) === undefined) {
        throw new ProjectCodeError(
          `The dataset type "${type}" is none of the project's own.${didYouMean(closestNames(type, atHand.names()))} ` +
            `Those for files are in the package ${DATASETS_PACKAGE}, which is not installed in ${projectPath}. ` +
            `Install it with: npm install ${DATASETS_PACKAGE}`,
        );
      }
      installed ??= (await code.importModule(DATASETS_PACKAGE))['datasetTypes'] as DatasetTypes;
      return installed.resolve(type);
    },
    names: () => installed?.names() ?? [],
  };
}
