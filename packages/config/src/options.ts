import { isAbsolute } from 'node:path';
import type { ConfigMapping } from './deep-merge.js';
import { ConfigOptionError } from './errors.js';

/**
 * How an environment is laid over the base: `destructive` replaces whole top-level keys, `soft` merges mappings
 * key by key at every depth.
 */
export type MergeStrategy = 'soft' | 'destructive';

/** What a `ConfigLoader` may be told. */
export interface ConfigLoaderOptions {
  /** Absolute path of the conf folder, which holds one folder per environment. */
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
   * everything in a top folder whose name starts with it.
   */
  readonly configPatterns?: Readonly<Record<string, readonly string[]>>;
  /** How the environment is laid over the base, per key. Default: `destructive` for every key, as in Kedro. */
  readonly mergeStrategy?: Readonly<Record<string, MergeStrategy>>;
  /** Whether files and folders whose names start with a dot are passed over. Default: true. */
  readonly ignoreHidden?: boolean;
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
}

/** @throws ConfigOptionError when an option cannot be used. */
export function resolveConfigLoaderOptions(options: ConfigLoaderOptions): ResolvedConfigLoaderOptions {
  if (!isAbsolute(options.confSource)) {
    throw new ConfigOptionError('confSource', `must be an absolute path, and "${options.confSource}" is not`);
  }
  return {
    confSource: options.confSource,
    env: options.env || (options.defaultRunEnv ?? 'local'),
    isEnvRequired: Boolean(options.env),
    baseEnv: options.baseEnv ?? 'base',
    runtimeParams: options.runtimeParams ?? {},
    configPatterns: new Map([
      ...DEFAULT_KEYS.map(defaultPatterns),
      ...Object.entries(options.configPatterns ?? {}),
    ]),
    mergeStrategy: resolveMergeStrategy(options.mergeStrategy ?? {}),
    ignoreHidden: options.ignoreHidden ?? true,
  };
}

const DEFAULT_KEYS = ['catalog', 'parameters', 'credentials'];
const STRATEGIES: readonly string[] = ['soft', 'destructive'] satisfies MergeStrategy[];

function defaultPatterns(key: string): [string, readonly string[]] {
  return [key, [`${key}*`, `${key}*/**`, `**/${key}*`]];
}

function resolveMergeStrategy(
  strategies: Readonly<Record<string, MergeStrategy>>,
): Map<string, MergeStrategy> {
  for (const [key, strategy] of Object.entries(strategies)) {
    if (!STRATEGIES.includes(strategy)) {
      throw new ConfigOptionError(
        'mergeStrategy',
        `has "${String(strategy)}" for "${key}"; it can be ${STRATEGIES.join(' or ')}`,
      );
    }
  }
  return new Map(Object.entries(strategies));
}
