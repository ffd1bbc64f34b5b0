import { isAbsolute } from 'node:path';
import { isMapping, type ConfigMapping } from './deep-merge.js';
import { ConfigOptionError } from './errors.js';
import { plainCopy, type Resolver } from './interpolation/index.js';
import { isUrl } from './source/open-source.js';

/**
 * How an environment is laid over the base: `destructive` replaces whole top-level keys, `soft` merges mappings
 * key by key at every depth.
 */
export type MergeStrategy = 'soft' | 'destructive';

/** What a `ConfigLoader` may be told. */
export interface ConfigLoaderOptions {
  /**
   * Where the configuration is: the absolute path of the conf folder, which holds one folder per environment; that of
   * an archive (`.zip`, `.tar.gz`, `.tgz`) of it; or a URL: `https://` of an archive, `s3://`, `gs://`, `az://` or
   * `abfs://` of a folder or an archive (with the package `opendal`).
   */
  readonly confSource: string;
  /** Environment to lay over the base; its folder must exist. Default (also for `''`): `defaultRunEnv`, which may be missing. */
  readonly env?: string;
  /** Environment that everything is laid over; `''` is the conf folder itself. Default: `base`. */
  readonly baseEnv?: string;
  /** Environment to use when `env` is not given; `''` is the conf folder itself. Default: `local`. */
  readonly defaultRunEnv?: string;
  /** Values of one run, merged into `parameters` at every depth. Default: none. */
  readonly runtimeParams?: ConfigMapping;
  /**
   * Globs of the files of each key, relative to an environment's folder; adds keys or replaces their globs.
   * Default for catalog, parameters and credentials: files whose name starts with the key, at any depth, and
   * everything in a top folder whose name starts with it; for globals: `globals.yml`.
   */
  readonly configPatterns?: Readonly<Record<string, readonly string[]>>;
  /** How the environment is laid over the base, per key. Default: `destructive` for every key, as in Kedro. */
  readonly mergeStrategy?: Readonly<Record<string, MergeStrategy | Uppercase<MergeStrategy>>>;
  /** Whether files and folders whose names start with a dot are passed over. Default: true. */
  readonly ignoreHidden?: boolean;
  /**
   * Whether the conf folder may be missing: nothing is configured then, and each key fails as one without files does.
   * Default: false, a folder that is not there is an error.
   */
  readonly allowMissingSource?: boolean;
  /** Functions that interpolations can call by name: `${name:1,text}`. Default: none. */
  readonly customResolvers?: Readonly<Record<string, Resolver>>;
}

/** The options with all defaults filled in. */
export interface ResolvedConfigLoaderOptions {
  readonly confSource: string;
  readonly env: string;
  /** Whether the user asked for `env`, so that its folder must exist. */
  readonly isEnvRequired: boolean;
  readonly baseEnv: string;
  readonly runtimeParams: ConfigMapping;
  readonly configPatterns: ReadonlyMap<string, readonly string[]>;
  readonly mergeStrategy: ReadonlyMap<string, MergeStrategy>;
  readonly ignoreHidden: boolean;
  readonly allowMissingSource: boolean;
  readonly customResolvers: ReadonlyMap<string, Resolver>;
}

/** @throws ConfigOptionError when an option cannot be used. */
export function resolveConfigLoaderOptions(options: ConfigLoaderOptions): ResolvedConfigLoaderOptions {
  const { confSource } = options;
  if (!isUrl(confSource) && !isAbsolute(confSource)) {
    throw new ConfigOptionError(
      'confSource',
      `must be an absolute path or a URL, and "${confSource}" is neither`,
    );
  }
  return {
    confSource,
    env: options.env || (options.defaultRunEnv ?? 'local'),
    isEnvRequired: Boolean(options.env),
    baseEnv: options.baseEnv ?? 'base',
    runtimeParams: copyRuntimeParams(options.runtimeParams ?? {}),
    configPatterns: new Map([
      ...DEFAULT_KEYS.map(defaultPatterns),
      ['globals', ['globals.yml']],
      ...Object.entries(options.configPatterns ?? {}),
    ]),
    mergeStrategy: resolveMergeStrategy(options.mergeStrategy ?? {}),
    ignoreHidden: options.ignoreHidden ?? true,
    allowMissingSource: options.allowMissingSource ?? false,
    customResolvers: resolveCustomResolvers(options.customResolvers ?? {}),
  };
}

const DEFAULT_KEYS = ['catalog', 'parameters', 'credentials'];
const STRATEGIES: readonly MergeStrategy[] = ['soft', 'destructive'];

function defaultPatterns(key: string): [string, readonly string[]] {
  return [key, [`${key}*`, `${key}*/**`, `**/${key}*`]];
}

/** A copy, so that what the caller does with it later is not seen. */
function copyRuntimeParams(params: ConfigMapping): ConfigMapping {
  rejectProto(params, []);
  return plainCopy(params) as ConfigMapping;
}

function rejectProto(value: unknown, keys: readonly string[]): void {
  if (!isMapping(value) && !Array.isArray(value)) return;
  for (const [key, each] of Object.entries(value)) {
    const path = [...keys, key];
    if (key === '__proto__') {
      throw new ConfigOptionError(
        'runtimeParams',
        `has the key "${path.join('.')}", and __proto__ cannot be a key`,
      );
    }
    rejectProto(each, path);
  }
}

function resolveMergeStrategy(strategies: Readonly<Record<string, string>>): Map<string, MergeStrategy> {
  return new Map(
    Object.entries(strategies).map(([key, written]) => {
      const strategy = STRATEGIES.find((each) => each === String(written).toLowerCase());
      if (strategy !== undefined) return [key, strategy];
      const known = STRATEGIES.join(' or ');
      throw new ConfigOptionError('mergeStrategy', `has "${written}" for "${key}"; it can be ${known}`);
    }),
  );
}

function resolveCustomResolvers(resolvers: Readonly<Record<string, Resolver>>): Map<string, Resolver> {
  for (const [name, resolver] of Object.entries(resolvers)) {
    if (typeof resolver !== 'function') {
      throw new ConfigOptionError('customResolvers', `has no function for "${name}"`);
    }
  }
  return new Map(Object.entries(resolvers));
}
