import { ConfigLoader, type ConfigLoaderLike, type ConfigLoaderOptions } from '@kedro-ts/config';
import type { Context, PluginHost, Where } from '@kedro-ts/hooks';
import { DataCatalog, type Catalog } from '@kedro-ts/io';
import { ProjectConfigError } from './errors.js';
import type { KedroConfig } from './kedro-config.js';
import type { Project } from './project.js';
import { resolveDatasetTypes } from './resolve-dataset-types.js';

/** How a context is made, in main and in each worker alike; plain data. */
export interface ContextOptions {
  /** The environment. Default: the variable KEDRO_ENV, then what the config says, then `local`. */
  readonly env?: string;
  /** Absolute path of another conf folder. Default: the project's. */
  readonly confSource?: string;
  /** Parameters of this run, laid over those of the files. */
  readonly runtimeParams?: Readonly<Record<string, unknown>>;
}

/** The context with the catalog. */
export interface ProjectContext extends Context {
  readonly catalog: Catalog;
}

/** Makes context and catalog, and fires the hooks that say so. */
export async function createContext(
  project: Project,
  options: ContextOptions,
  plugins: PluginHost,
  run: { readonly runId: string; readonly where: Where },
): Promise<ProjectContext> {
  const { config, projectPath, confSource } = project;
  const loaderOptions: ConfigLoaderOptions = {
    ...config.configLoader,
    confSource: options.confSource ?? confSource,
    ...environmentOf(config.env, options.env),
    ...(options.runtimeParams && { runtimeParams: options.runtimeParams }),
  };
  const loader = config.createConfigLoader
    ? made(project, 'createConfigLoader', 'get', await config.createConfigLoader(loaderOptions))
    : new ConfigLoader(loaderOptions);
  const env = loaderOptions.env ?? loaderOptions.defaultRunEnv ?? 'local';
  // Without a parameters file the loader has nothing to lay the runtime parameters over.
  const parameters = (await optional(loader, 'parameters')) ?? options.runtimeParams ?? {};
  const plain: Context = { projectPath, env, parameters, config: (key) => loader.get(key) };
  const context = config.createContext
    ? made(project, 'createContext', 'config', await config.createContext(plain))
    : plain;
  await plugins.hooks.afterContextCreated.fire({ context, ...run });

  const catalogConfig = (await optional(loader, 'catalog')) ?? {};
  const catalogOptions = {
    types: resolveDatasetTypes(project),
    credentials: (await optional(loader, 'credentials')) ?? {},
    basePath: projectPath,
    parameters: context.parameters,
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
    catalog,
  };
}

/** Checks the least that a function of the config has to give: an object with this method. */
function made<T extends object>(
  { configFile }: Project,
  setting: keyof KedroConfig,
  method: keyof T & string,
  result: T,
): T {
  if (typeof (result as Partial<T> | null | undefined)?.[method] === 'function') return result;
  throw new ProjectConfigError(
    configFile,
    `${setting} has to return what it makes; what came back has no ${method}().`,
  );
}

/** What was asked for has to exist; what is only the project's default may be missing. */
function environmentOf(
  configured: string | undefined,
  asked: string | undefined,
): { env?: string; defaultRunEnv?: string } {
  if (asked) return { env: asked };
  return configured === undefined ? {} : { defaultRunEnv: configured };
}

async function optional(
  loader: ConfigLoaderLike,
  key: string,
): Promise<Readonly<Record<string, unknown>> | undefined> {
  try {
    return await loader.get(key);
  } catch (error) {
    if ((error as { code?: unknown }).code === 'KEDRO_MISSING_CONFIG') return undefined;
    throw error;
  }
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
