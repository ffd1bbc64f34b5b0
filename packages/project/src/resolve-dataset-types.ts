import {
  builtInDatasetTypes,
  combineDatasetTypes,
  datasetTypes,
  type DatasetClass,
  type DatasetTypes,
} from '@kedro-ts/io';
import { ProjectConfigError } from './errors.js';
import type { DatasetTypeEntry } from './kedro-config.js';
import type { Project } from './project.js';

/** The package with the datasets for files, which a project installs if it wants them. */
const DATASETS_PACKAGE = '@kedro-ts/datasets';

/** The dataset types that catalog.yml may name: the project's own, the built-in ones, and those of `@kedro-ts/datasets`. */
export async function resolveDatasetTypes(project: Project): Promise<DatasetTypes> {
  const own = datasetTypes(
    Object.fromEntries(
      Object.entries(project.config.datasetTypes ?? {}).map(([name, entry]) => [
        name,
        () => resolveDatasetType(name, entry, project),
      ]),
    ),
  );
  const { code } = project;
  const isInstalled = code.resolvePackage(DATASETS_PACKAGE) !== undefined;
  const installed = isInstalled
    ? (await code.importModule(DATASETS_PACKAGE))['datasetTypes']
    : missingPackage(project);
  return combineDatasetTypes(own, builtInDatasetTypes, installed as DatasetTypes);
}

async function resolveDatasetType(
  name: string,
  entry: DatasetTypeEntry,
  project: Project,
): Promise<DatasetClass> {
  if (typeof entry === 'string') {
    const [module, exportName = 'default'] = entry.split('#') as [string, string?];
    const exported = (await project.code.importModule(module))[exportName];
    if (typeof exported === 'function') return exported as DatasetClass;
    throw new ProjectConfigError(
      project.configFile,
      `datasetTypes: ${module} does not export the class "${exportName}" for "${name}".`,
    );
  }
  // Classes have a prototype, arrow and async functions have none.
  return 'prototype' in entry && entry.prototype !== undefined
    ? (entry as DatasetClass)
    : (entry as () => Promise<DatasetClass>)();
}

/** Asks for the package only when a catalog entry may need it: types of files look like `csv.CSVDataset`. */
function missingPackage({ projectPath }: Project): DatasetTypes {
  return {
    resolve: async (type) => {
      if (!/^[a-z_]+\.\w+Dataset$/.test(type)) return undefined;
      throw new Error(
        `"${type}" is none of the project's own dataset types, and the package ${DATASETS_PACKAGE}, which may have it, ` +
          `is not installed in ${projectPath}. Install it with: npm install ${DATASETS_PACKAGE}`,
      );
    },
    names: () => [],
  };
}
