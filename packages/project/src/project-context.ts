import type { Context, PluginHost, Where } from '@kedro-ts/hooks';
import { DataCatalog, type Catalog, type CatalogOptions } from '@kedro-ts/io';
import {
  createConfiguration,
  readOptionalConfig,
  type Configuration,
  type ConfigurationOptions,
} from './configuration.js';
import { made } from './made.js';
import type { Project } from './project.js';
import { resolveDatasetTypes } from './resolve-dataset-types.js';
import { readParameters } from './read-parameters.js';

/** How a context is made, in main and in each worker alike; plain data. */
export interface ContextOptions extends ConfigurationOptions {
  /** Versions of datasets to load in place of the newest, by name. Default: none. */
  readonly loadVersions?: Readonly<Record<string, string>>;
  /** The version under which versioned datasets are saved. Default: a timestamp, for each run of a session a new one. */
  readonly saveVersion?: string;
}

/** The context with what it was made from, and the catalog. */
export interface ProjectContext extends Context {
  readonly configuration: Configuration;
  readonly catalog: Catalog;
}

/** Makes context and catalog, and fires the hooks that say so. */
export async function createContext(
  project: Project,
  options: ContextOptions,
  plugins: PluginHost,
  run: { readonly runId: string; readonly where: Where },
): Promise<ProjectContext> {
  const { config, projectPath } = project;
  const configuration = await createConfiguration(project, options);
  const { loader, env } = configuration;
  const parameters = await readParameters(configuration, options.runtimeParams);
  const plain: Context = { projectPath, env, parameters, config: (key) => loader.get(key) };
  const context = config.createContext
    ? made(project, 'createContext', 'config', await config.createContext(plain))
    : plain;
  await plugins.hooks.afterContextCreated.fire({ context, ...run });

  const catalogConfig = (await readOptionalConfig(loader, 'catalog')) ?? {};
  const { loadVersions = {}, saveVersion } = options;
  const catalogOptions: CatalogOptions = {
    types: resolveDatasetTypes(project),
    credentials: (await readOptionalConfig(loader, 'credentials')) ?? {},
    basePath: projectPath,
    parameters: context.parameters,
    loadVersions,
    ...(saveVersion !== undefined && { saveVersion }),
    ...(config.validators && { validators: config.validators }),
  };
  const entries = withoutTemplates(catalogConfig);
  const catalog = config.createCatalog
    ? made(project, 'createCatalog', 'materialise', await config.createCatalog(entries, catalogOptions))
    : DataCatalog.fromConfig(entries, catalogOptions);
  await plugins.hooks.afterCatalogCreated.fire({
    catalog,
    config: withoutCredentials(entries),
    parameters: context.parameters,
    ...run,
  });
  return {
    ...context,
    // A context may be of a class, whose getters and methods are not copied.
    projectPath: context.projectPath,
    env: context.env,
    parameters: context.parameters,
    config: (key) => context.config(key),
    configuration,
    catalog,
  };
}

/** Names that begin with an underscore are there to be referred to by others. */
function withoutTemplates(config: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(config).filter(([name]) => !name.startsWith('_')));
}

/** Entries name their credentials, or have them in place; hooks are to see neither kind of value. */
function withoutCredentials<T>(config: T): T {
  if (Array.isArray(config)) return config.map((item: unknown) => withoutCredentials(item)) as T;
  if (typeof config !== 'object' || config === null || Object.getPrototypeOf(config) !== Object.prototype)
    return config;
  return Object.fromEntries(
    Object.entries(config)
      .filter(([key, value]) => key !== 'credentials' || typeof value === 'string')
      .map(([key, value]: [string, unknown]) => [key, withoutCredentials(value)]),
  ) as T;
}
