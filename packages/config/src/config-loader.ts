import { join, posix, sep } from 'node:path';
import type { ConfigLoaderLike } from './config-loader-like.js';
import { deepFreeze } from './deep-freeze.js';
import { deepMerge, type ConfigMapping } from './deep-merge.js';
import { MissingConfigError, UnknownConfigKeyError, UnknownEnvironmentError } from './errors.js';
import { explainValue, type ConfigExplanation } from './explain.js';
import { findConfigFiles } from './find-files.js';
import { plainCopy } from './interpolation/index.js';
import { readLayer, runtimeLayer, type ConfigLayer } from './layer.js';
import { loadEnvironment, type LoadedEnvironment } from './load-environment.js';
import { checkOverride, isParameters } from './merge-layers.js';
import {
  resolveConfigLoaderOptions,
  type ConfigLoaderOptions,
  type MergeStrategy,
  type ResolvedConfigLoaderOptions,
} from './options.js';
import { createResolvers } from './resolvers.js';
import type { ConfigSource } from './source/config-source.js';
import { describeSource, isUrl, openSource } from './source/open-source.js';

/**
 * Reads the configuration of a project: the files of a base environment with one other environment laid over them, as
 * Kedro's OmegaConfigLoader does.
 *
 * Files are YAML 1.1 or JSON. Interpolations (`${…}`) are resolved within each environment, before the environments
 * are merged; they can refer to the same key, to globals, to runtime parameters and to custom resolvers. Top-level
 * keys that start with `_` are templates and are left out, except in `parameters`. What a key resolved to is kept, so
 * later changes of the files are not seen; a failure is not kept.
 */
export class ConfigLoader implements ConfigLoaderLike {
  readonly confSource: string;
  readonly env: string;
  readonly #options: ResolvedConfigLoaderOptions;
  readonly #keys = new Map<string, Promise<LoadedKey>>();
  readonly #listings = new Map<string, Promise<readonly string[] | undefined>>();
  #source: Promise<ConfigSource> | undefined;

  /** @throws ConfigOptionError when an option cannot be used. */
  constructor(options: ConfigLoaderOptions) {
    this.#options = resolveConfigLoaderOptions(options);
    this.confSource = this.#options.confSource;
    this.env = this.#options.env;
  }

  /** The config keys that file patterns are declared for, and so can be asked for. */
  keys(): readonly string[] {
    return [...this.#options.configPatterns.keys()];
  }

  /**
   * The merged configuration of a key, as a deeply frozen plain object; the same object at each call. Globals are read
   * along with every key, so a mistake in them never goes unnoticed.
   *
   * @throws UnknownConfigKeyError when no file patterns are declared for the key.
   * @throws ConfigSourceError when the archive or URL cannot be read, or the conf folder is missing.
   * @throws UnknownEnvironmentError when the environment that was asked for has no folder.
   * @throws MissingConfigError when no file of any environment matches, or the base environment has no folder. Globals
   *   may have no file; then, and when the base is the environment that was asked for, there is an empty object.
   * @throws DuplicateConfigKeyError when two files of one environment define the same.
   * @throws ConfigError when a file cannot be parsed, is not a mapping, or holds an interpolation that cannot be
   *   resolved.
   */
  async get(key: string): Promise<Readonly<Record<string, unknown>>> {
    return (await this.#load(key)).value;
  }

  /**
   * All places that write a value, and the value itself. The path is dotted (`model.learning_rate`, numbers are items
   * of a list) and starts below the key. Secrets are not masked.
   *
   * @returns undefined when there is no such value.
   * @throws what `get` throws.
   */
  async explain(key: string, path: string): Promise<ConfigExplanation | undefined> {
    const { value: config, environments } = await this.#load(key);
    const layers = layersOf(environments);
    const globals = key === 'globals' ? layers : layersOf((await this.#loadGlobals()).environments);
    const runtimeParams = runtimeLayer(this.#options.runtimeParams, this.env);
    return explainValue({ key, config, layers, globals, runtimeParams }, path);
  }

  #load(key: string): Promise<LoadedKey> {
    const known = this.#keys.get(key);
    if (known !== undefined) return known;
    const loading = this.#loadKey(key).catch((error: unknown) => {
      this.#keys.delete(key);
      this.#listings.clear();
      this.#source = undefined;
      throw error;
    });
    this.#keys.set(key, loading);
    return loading;
  }

  async #loadKey(key: string): Promise<LoadedKey> {
    const { configPatterns, baseEnv, env } = this.#options;
    const patterns = configPatterns.get(key);
    if (patterns === undefined) throw new UnknownConfigKeyError(key, this.keys());
    const globals = key === 'globals' ? {} : (await this.#loadGlobals()).marked;
    const resolvers = createResolvers(key, { ...this.#options, globals });
    const names = [...new Set([baseEnv, env])];
    const { runtimeParams } = this.#options;
    const environments: LoadedEnvironment[] = [];
    // All are read before any is made: that an environment is not there says more than what does not resolve without it.
    for (const { environment, files } of await this.#readEnvironments(key, names)) {
      const [base] = environments;
      const below = base && { ...base, environment: baseEnv };
      environments.push(
        await loadEnvironment({ key, environment, files, runtimeParams, resolvers, ...(below && { below }) }),
      );
    }
    const isEmpty = environments.every(({ layers }) => layers.length === 0);
    if (isEmpty && names.length > 1 && key !== 'globals') {
      throw new MissingConfigError(
        key,
        names.map((name) => this.#describe(name)),
        patterns,
      );
    }
    const strategy = this.#options.mergeStrategy.get(key) ?? 'destructive';
    const merged = environments.reduce<ConfigMapping>((below, above) => overlay(below, above, strategy), {});
    const marked = isParameters(key) ? merged : withoutTemplates(merged);
    return { marked, value: deepFreeze(plainCopy(marked)), environments };
  }

  async #loadGlobals(): Promise<Pick<LoadedKey, 'marked' | 'environments'>> {
    try {
      return await this.#load('globals');
    } catch (error) {
      // Without its folder an environment has no globals; the key that was asked for will say so in its own name.
      if (error instanceof MissingConfigError || error instanceof UnknownEnvironmentError)
        return { marked: {}, environments: [] };
      throw error;
    }
  }

  async #readEnvironments(key: string, names: readonly string[]) {
    const read: { readonly environment: string; readonly files: readonly ConfigLayer[] }[] = [];
    for (const environment of names)
      read.push({ environment, files: await this.#readFiles(key, environment) });
    return read;
  }

  async #readFiles(key: string, environment: string): Promise<readonly ConfigLayer[]> {
    const { configPatterns, baseEnv, env, ignoreHidden, isEnvRequired, allowMissingSource } = this.#options;
    const patterns = configPatterns.get(key)!;
    const source = await this.#open();
    const folder = folderOf(environment);
    const files =
      folder === undefined
        ? undefined
        : await findConfigFiles(this.#listing(source), folder, { patterns, ignoreHidden });
    if (files !== undefined) {
      const paths = files.map((file) => posix.join(folder!, file));
      return Promise.all(
        paths.map(async (file) =>
          readLayer(await source.read(file), { key, environment, file, shownFile: source.show(file) }),
        ),
      );
    }
    if (environment === env && isEnvRequired) {
      throw new UnknownEnvironmentError(
        environment,
        this.#describe(environment),
        await siblingsOf(source, folder),
      );
    }
    if (environment !== baseEnv) return [];
    const path = this.#describe(environment);
    const isAllowed = allowMissingSource && (await source.list('')) === undefined;
    throw new MissingConfigError(key, [path], patterns, isAllowed ? undefined : path);
  }

  #open(): Promise<ConfigSource> {
    const { confSource, ignoreHidden, allowMissingSource, baseEnv, env } = this.#options;
    const environments = [baseEnv, env];
    return (this.#source ??= openSource(confSource, { ignoreHidden, allowMissingSource, environments }));
  }

  /** A source that lists each folder once. */
  #listing(source: ConfigSource): ConfigSource {
    return {
      read: (path) => source.read(path),
      show: (path) => source.show(path),
      list: (folder) => {
        const listing = this.#listings.get(folder) ?? source.list(folder);
        this.#listings.set(folder, listing);
        return listing;
      },
    };
  }

  #describe(environment: string): string {
    const { confSource } = this.#options;
    return isUrl(confSource) ? `${describeSource(confSource)}/${environment}` : join(confSource, environment);
  }
}

interface LoadedKey {
  /** The same as `value`, with floats such as `2.0` as `IntegralFloat`. */
  readonly marked: ConfigMapping;
  readonly value: ConfigMapping;
  readonly environments: readonly LoadedEnvironment[];
}

/** All places of a key, lowest first; runtime parameters, which belong to each environment, once and last. */
function layersOf(environments: readonly LoadedEnvironment[]): readonly ConfigLayer[] {
  const layers = environments.flatMap((environment) => environment.layers);
  const files = layers.filter(({ file }) => file !== undefined);
  return [...files, ...layers.filter(({ file }) => file === undefined).slice(-1)];
}

function overlay(below: ConfigMapping, above: LoadedEnvironment, strategy: MergeStrategy): ConfigMapping {
  if (strategy === 'destructive') return { ...below, ...above.values };
  for (const layer of above.layers) checkOverride(below, layer.values, layer);
  checkOverride(below, above.values, { lineOf: () => undefined });
  return deepMerge(below, above.values);
}

function withoutTemplates(config: ConfigMapping): ConfigMapping {
  return Object.fromEntries(Object.entries(config).filter(([name]) => !name.startsWith('_')));
}

/** The folder of an environment, with `/` between its parts; undefined when it is outside of the conf folder. */
function folderOf(environment: string): string | undefined {
  const folder = posix.join('.', sep === '\\' ? environment.replaceAll(sep, '/') : environment);
  if (folder === '..' || folder.startsWith('../')) return undefined;
  return folder.replace(/^\.$|\/$/g, '');
}

/** The folders beside a missing environment, named as one would ask for them. */
async function siblingsOf(source: ConfigSource, folder: string | undefined): Promise<string[]> {
  const parent = posix.dirname(folder ?? '.').replace(/^\.$/, '');
  const files = (await source.list(parent)) ?? [];
  const names = files
    .filter((file) => file.includes('/'))
    .map((file) => posix.join(parent, file.split('/')[0]!));
  return [...new Set(names)].filter((name) => !posix.basename(name).startsWith('.')).sort();
}
