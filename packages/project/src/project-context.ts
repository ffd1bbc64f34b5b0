import { ConfigLoader, type ConfigLoaderLike, type ConfigLoaderOptions } from '@kedro-ts/config';
import type { Context, PluginHost, Where } from '@kedro-ts/hooks';
import { DataCatalog, type Catalog } from '@kedro-ts/io';
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
    ? await config.createConfigLoader(loaderOptions)
    : new ConfigLoader(loaderOptions);
  const env = loaderOptions.env ?? loaderOptions.defaultRunEnv ?? 'local';
  // Without a parameters file the loader has nothing to lay the runtime parameters over.
  const parameters = (await optional(loader, 'parameters')) ?? options.runtimeParams ?? {};
  const made: Context = { projectPath, env, parameters, config: (key) => loader.get(key) };
  const context = config.createContext ? await config.createContext(made) : made;
  await plugins.hooks.afterContextCreated.fire({ context, ...run });

  const catalogConfig = (await optional(loader, 'catalog')) ?? {};
  const catalogOptions = {
    types: await resolveDatasetTypes(project),
    credentials: (await optional(loader, 'credentials')) ?? {},
    basePath: projectPath,
    parameters: context.parameters,
  };
  const entries = withoutTemplates(catalogConfig);
  const catalog = config.createCatalog
    ? await config.createCatalog(entries, catalogOptions)
    : DataCatalog.fromConfig(entries, catalogOptions);
  await plugins.hooks.afterCatalogCreated.fire({
    catalog,
    config: entries,
    parameters: context.parameters,
    ...run,
  });
  return { ...context, catalog };
}

/** What was asked for has to exist; what is only the project's default may be missing. */
function environmentOf(
  configured: string | undefined,
  asked: string | undefined,
): { env?: string; defaultRunEnv?: string } {
  const env = asked ?? process.env['KEDRO_ENV'];
  if (env) return { env };
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
