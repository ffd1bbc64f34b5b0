import {
  ConfigLoader,
  type ConfigLoaderLike,
  type ConfigLoaderOptions,
  type MissingConfigError,
} from '@kedro-ts/config';
import { resolveConfSource } from './conf-source.js';
import { made } from './made.js';
import { findProject, type Project } from './project.js';

/** What configuration is read, and for whom; plain data. */
export interface ConfigurationOptions {
  /** The environment. Default: the variable KEDRO_ENV, then what the config says, then `local`. */
  readonly env?: string;
  /**
   * Where the configuration is read from: a folder, an archive (`.zip`, `.tar.gz`, `.tgz`) or a URL. A relative path starts
   * at the folder where the project is looked for. Default: the project's.
   */
  readonly confSource?: string;
  /** Parameters of this run, laid over those of the files. */
  readonly runtimeParams?: Readonly<Record<string, unknown>>;
}

/** The config loader of a project; one of the project's own may lack what is optional. */
export type ProjectConfigLoader = ConfigLoaderLike & Partial<Pick<ConfigLoader, 'explain' | 'keys'>>;

/** The configuration of a project in one environment, without anything made of it. */
export interface Configuration {
  readonly project: Project;
  readonly env: string;
  /** Where it is read from: an absolute path or a URL. */
  readonly confSource: string;
  readonly loader: ProjectConfigLoader;
}

/**
 * Opens the configuration of the project around a folder, for those who want to look at it: plugins, context and catalog are
 * not made.
 *
 * @throws ProjectNotFoundError, ProjectConfigError, ProjectCodeError
 */
export async function openConfiguration(
  options: ConfigurationOptions & {
    /** The project is looked for in this folder, then in those above it. Default: the working directory. */
    readonly cwd?: string;
  } = {},
): Promise<Configuration> {
  const { cwd = process.cwd(), ...rest } = options;
  return createConfiguration(await findProject(cwd), settleOptions(rest, cwd));
}

/** The same options for whoever is told of them: what a folder or an environment variable had a say in is settled. */
export function settleOptions<T extends ConfigurationOptions>(options: T, cwd: string): T {
  const { confSource } = options;
  return {
    ...options,
    env: options.env || process.env['KEDRO_ENV'],
    ...(confSource !== undefined && { confSource: resolveConfSource(cwd, confSource) }),
  };
}

/** Makes the config loader of a project, in main and in each worker alike. */
export async function createConfiguration(
  project: Project,
  options: ConfigurationOptions,
): Promise<Configuration> {
  const { config } = project;
  const { confSource = project.confSource, runtimeParams } = options;
  // A project may do without any configuration, unless somebody asked for some.
  const isAsked = options.confSource !== undefined || config.conf !== undefined || Boolean(options.env);
  const loaderOptions: ConfigLoaderOptions = {
    ...config.configLoader,
    confSource,
    ...environmentOf(config.env, options.env),
    ...(!isAsked && { allowMissingSource: true }),
    ...(runtimeParams && { runtimeParams }),
  };
  const loader = config.createConfigLoader
    ? made(project, 'createConfigLoader', 'get', await config.createConfigLoader(loaderOptions))
    : new ConfigLoader(loaderOptions);
  const env = loaderOptions.env ?? loaderOptions.defaultRunEnv ?? 'local';
  return { project, env, confSource, loader };
}

/** The configuration of a key, or nothing where it has no files. That the base environment is missing is an error. */
export async function readOptionalConfig(
  loader: ConfigLoaderLike,
  key: string,
): Promise<Readonly<Record<string, unknown>> | undefined> {
  try {
    return await loader.get(key);
  } catch (error) {
    if (isWithoutFiles(error)) return undefined;
    throw error;
  }
}

/** Whether a loader failed only because there are no files for a key. */
export function isWithoutFiles(error: unknown): boolean {
  const { code, missingFolder } = error as Partial<MissingConfigError>;
  return code === 'KEDRO_MISSING_CONFIG' && missingFolder === undefined;
}

/** What was asked for has to exist; what is only the project's default may be missing. */
function environmentOf(
  configured: string | undefined,
  asked: string | undefined,
): { env?: string; defaultRunEnv?: string } {
  if (asked) return { env: asked };
  return configured === undefined ? {} : { defaultRunEnv: configured };
}
