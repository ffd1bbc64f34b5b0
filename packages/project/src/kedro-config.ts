import type { ConfigLoaderLike, ConfigLoaderOptions } from '@kedro-ts/config';
import type { Context, Plugin } from '@kedro-ts/hooks';
import type {
  Catalog,
  CatalogOptions,
  DatasetClass,
  MaybePromise,
  StandardSchemaV1,
  ValidatorSource,
} from '@kedro-ts/io';
import type { Pipeline, Resources } from '@kedro-ts/pipeline';
import type { AbstractRunner, OnFailure } from '@kedro-ts/runner';

/** What a function that makes a pipeline is told of the project. */
export interface CreatePipelineOptions {
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly env: string;
}

/** Makes a pipeline from the project's parameters; has to make the same one every time. */
export type CreatePipeline = (options: CreatePipelineOptions) => MaybePromise<Pipeline>;

/** A pipeline, a function that makes it, or one that imports a module exporting `createPipeline`. */
export type PipelineEntry =
  | Pipeline
  | ((
      options: CreatePipelineOptions,
    ) => MaybePromise<Pipeline | { readonly createPipeline: CreatePipeline }>);

/** Pipelines by name. `__default__` is what runs when no name is given; when absent, it is the sum of all. */
export type PipelineRegistry = Readonly<Record<string, PipelineEntry>>;

/**
 * A plugin, a function that makes one, or the name of a package (or relative path of a module) that exports one, with
 * options for it.
 */
export type PluginEntry =
  | Plugin
  | (() => MaybePromise<Plugin>)
  | string
  | readonly [module: string, options: Readonly<Record<string, unknown>>];

/** A runner, its name or package, or the name with options. */
export type RunnerEntry =
  AbstractRunner | string | readonly [name: string, options: Readonly<Record<string, unknown>>];

/** A dataset class, an arrow function that imports one, or `module#Export`. */
export type DatasetTypeEntry = DatasetClass | (() => MaybePromise<DatasetClass>) | string;

/** The content of `kedro.config.*`; everything has a default. */
export interface KedroConfig {
  /** Folder of the source code, relative to the config file. Default: `src`. */
  readonly source?: string;
  /**
   * Where the configuration is: a folder or an archive (`.zip`, `.tar.gz`, `.tgz`), relative to the config file, or a URL.
   * Default: `conf`.
   */
  readonly conf?: string;
  /** The environment to use when neither `--env` nor the variable KEDRO_ENV names one. Default: `local`, which may be missing. */
  readonly env?: string;
  /** Pipelines by name, or a function that gives them. Default: every `<source>/pipelines/<name>/{index,pipeline}.*`. */
  readonly pipelines?: PipelineRegistry | (() => MaybePromise<PipelineRegistry>);
  /** Plugins, in the order in which their hooks are called. Default: none. */
  readonly plugins?: readonly PluginEntry[];
  /** Which of them are left out: their names, or their modules as `plugins` has them, which are then not imported. Default: none. */
  readonly disabledPlugins?: readonly string[];
  /**
   * What runs the nodes: `sequential`, `concurrent`, `parallel` (or what Kedro calls them), or a package of your own. Default:
   * `sequential`.
   */
  readonly runner?: RunnerEntry;
  /**
   * What happens to the other nodes when one fails: `stop` abandons those that run, `finish-running` lets them finish, `continue` runs
   * all that do not need what was not made. Default: `finish-running`.
   */
  readonly onFailure?: OnFailure;
  /**
   * How much a run has of what nodes need under `resources`, as in `{ memory: '8GB', gpu: 1, 'api:openai': 8 }`: nodes never
   * take more at once. Default: no limit, nor is there one for what is not named here.
   */
  readonly resources?: Resources;
  /**
   * Whether what happens in runs is kept under `.kedro/runs`, and of how many runs, so that they can be looked at and resumed.
   * Default: of the last 50.
   */
  readonly journal?: false | { readonly keep: number };
  /** Dataset types of the project's own, by the name to write under `type` in catalog.yml. Default: none. */
  readonly datasetTypes?: Readonly<Record<string, DatasetTypeEntry>>;
  /**
   * Packages, or modules by their path relative to the config file, whose classes catalog.yml may name under `type` as
   * `module#Export`. It can name no other module. Default: none.
   */
  readonly datasetModules?: readonly string[];
  /**
   * Schemas, or functions that give or import one, by the name that catalog.yml says under `validator`: what is loaded and
   * saved has to fit them. Any library that keeps to Standard Schema will do (zod, valibot, arktype). Default: none.
   */
  readonly validators?: Readonly<Record<string, ValidatorSource>>;
  /**
   * What the parameters have to be, those of a run included. What the schema makes of them, with its defaults and
   * conversions, is what nodes and hooks get: an object schema that drops keys it does not know drops them for everybody.
   * Default: anything.
   */
  readonly parametersSchema?: StandardSchemaV1;
  /** Options of the config loader beyond place and environment. */
  readonly configLoader?: Pick<
    ConfigLoaderOptions,
    'baseEnv' | 'configPatterns' | 'customResolvers' | 'mergeStrategy' | 'ignoreHidden'
  >;
  /** Makes the config loader. Default: `new ConfigLoader(options)`. */
  readonly createConfigLoader?: (options: ConfigLoaderOptions) => MaybePromise<ConfigLoaderLike>;
  /** Makes the context; gets the one that would be used. Default: that one. */
  readonly createContext?: (context: Context) => MaybePromise<Context>;
  /** Makes the catalog. Default: `DataCatalog.fromConfig(config, options)`. */
  readonly createCatalog?: (
    config: Readonly<Record<string, unknown>>,
    options: CatalogOptions,
  ) => MaybePromise<Catalog>;
}

/** Types the content of `kedro.config.ts`; a function may compute it, but has to give the same in every worker. */
export function defineConfig(
  config: KedroConfig | (() => MaybePromise<KedroConfig>),
): KedroConfig | (() => MaybePromise<KedroConfig>) {
  return config;
}
