import { readdir } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, sep } from 'node:path';
import { checkValues } from './check-values.js';
import type { ConfigLoaderLike } from './config-loader-like.js';
import { deepFreeze } from './deep-freeze.js';
import { deepMerge, mergeInto, type ConfigMapping } from './deep-merge.js';
import { MissingConfigError, UnknownConfigKeyError, UnknownEnvironmentError } from './errors.js';
import { findConfigFiles } from './find-files.js';
import { compileGlob } from './glob.js';
import { readLayer, runtimeLayer, type ConfigLayer } from './layer.js';
import { hasPath, lookUp } from './lookup.js';
import { checkOverride, isParameters, mergeLayers } from './merge-layers.js';
import {
  resolveConfigLoaderOptions,
  type ConfigLoaderOptions,
  type MergeStrategy,
  type ResolvedConfigLoaderOptions,
} from './options.js';
import type { ConfigOrigin } from './origin.js';

/**
 * Reads the configuration of a project: the files of a base environment with one other environment laid over them.
 *
 * Files are YAML (the core schema of YAML 1.2 with merge keys) or JSON. Top-level keys that start with `_` are
 * templates and are left out, except in `parameters`. What a key resolved to is kept, so later changes of the files
 * are not seen; a failure is not kept.
 */
export class ConfigLoader implements ConfigLoaderLike {
  readonly confSource: string;
  readonly env: string;
  readonly #options: ResolvedConfigLoaderOptions;
  readonly #keys = new Map<string, Promise<LoadedKey>>();
  readonly #folders = new Map<string, Promise<readonly string[] | undefined>>();

  /** @throws ConfigOptionError when an option cannot be used. */
  constructor(options: ConfigLoaderOptions) {
    this.#options = resolveConfigLoaderOptions(options);
    this.confSource = this.#options.confSource;
    this.env = this.#options.env;
  }

  /**
   * The merged configuration of a key, as a deeply frozen plain object; the same object at each call.
   *
   * @throws UnknownConfigKeyError when no file patterns are declared for the key.
   * @throws UnknownEnvironmentError when the environment that was asked for has no folder.
   * @throws MissingConfigError when no file of any environment matches, or the base environment has no folder.
   * @throws DuplicateConfigKeyError when two files of one environment define the same.
   * @throws ConfigError when a file cannot be parsed, is not a mapping, or holds an interpolation.
   */
  async get(key: string): Promise<Readonly<Record<string, unknown>>> {
    return (await this.#load(key)).value;
  }

  /**
   * Where a value came from: the last place that had a say in it. The path is dotted (`model.learning_rate`, numbers
   * are items of a list) and starts below the key.
   *
   * @returns undefined when there is no such value.
   * @throws what `get` throws.
   */
  async explain(key: string, path: string): Promise<ConfigOrigin | undefined> {
    const { value, environments } = await this.#load(key);
    const keys = lookUp(value, path);
    const [top] = keys ?? [];
    if (keys === undefined || top === undefined) return undefined;
    const candidates =
      this.#strategyOf(key) === 'soft'
        ? environments
        : environments.filter(({ values }) => Object.hasOwn(values, top)).slice(-1);
    const layer = candidates.flatMap(({ layers }) => layers).findLast(({ values }) => hasPath(values, keys));
    if (layer === undefined) return undefined;
    const { file, environment, lineOf } = layer;
    return file === undefined
      ? { source: 'runtime' }
      : { source: 'file', file, environment, line: lineOf(keys) };
  }

  #load(key: string): Promise<LoadedKey> {
    const known = this.#keys.get(key);
    if (known !== undefined) return known;
    const loading = this.#loadKey(key).catch((error: unknown) => {
      this.#keys.delete(key);
      this.#folders.clear();
      throw error;
    });
    this.#keys.set(key, loading);
    return loading;
  }

  async #loadKey(key: string): Promise<LoadedKey> {
    const { configPatterns, baseEnv, env } = this.#options;
    const patterns = configPatterns.get(key);
    if (patterns === undefined) throw new UnknownConfigKeyError(key, [...configPatterns.keys()]);
    const names = [...new Set([baseEnv, env])];
    const environments: LoadedEnvironment[] = [];
    for (const name of names) environments.push(await this.#loadEnvironment(key, patterns, name));
    if (environments.every(({ layers }) => layers.length === 0)) {
      throw new MissingConfigError(
        key,
        names.map((name) => this.#folderOf(name)),
        patterns,
        'no file was found',
      );
    }
    const strategy = this.#strategyOf(key);
    const merged = environments.reduce<ConfigMapping>((below, above) => overlay(below, above, strategy), {});
    const shown = isParameters(key) ? merged : withoutTemplates(merged);
    return { value: deepFreeze(mergeInto({}, shown)), environments };
  }

  async #loadEnvironment(key: string, patterns: readonly string[], name: string): Promise<LoadedEnvironment> {
    const files = await this.#filesOf(key, patterns, name);
    const globs = patterns.map(compileGlob);
    const matching = files.filter((file) => globs.some((glob) => glob.test(file)));
    const folder = this.#folderOf(name);
    const layers = await Promise.all(
      matching.map((file) => {
        const path = join(folder, file);
        return readLayer(path, relative(this.confSource, path).split(sep).join('/'), name);
      }),
    );
    const values = mergeLayers(key, name, layers);
    if (!isParameters(key) || layers.length === 0) return { layers, values };
    // Kedro lays runtime parameters over each environment that has files, before the environments are merged: with
    // the destructive strategy a nested runtime parameter takes its siblings from the last environment.
    const { runtimeParams } = this.#options;
    checkValues(runtimeParams, {});
    checkOverride(values, runtimeParams);
    return {
      layers: [...layers, runtimeLayer(runtimeParams, name)],
      values: mergeInto(values, runtimeParams),
    };
  }

  async #filesOf(key: string, patterns: readonly string[], name: string): Promise<readonly string[]> {
    const folder = this.#folderOf(name);
    const isInside =
      !isAbsolute(relative(this.confSource, folder)) && !relative(this.confSource, folder).startsWith('..');
    const files = isInside ? await this.#listFiles(folder) : undefined;
    if (files !== undefined) return files;
    if (name === this.#options.env && this.#options.isEnvRequired) {
      throw new UnknownEnvironmentError(name, folder, await foldersIn(dirname(folder), this.confSource));
    }
    if (name !== this.#options.baseEnv) return [];
    throw new MissingConfigError(
      key,
      [folder],
      patterns,
      `the folder of the environment "${name}" does not exist`,
    );
  }

  #listFiles(folder: string): Promise<readonly string[] | undefined> {
    const known = this.#folders.get(folder);
    if (known !== undefined) return known;
    const listing = findConfigFiles(folder, this.#options);
    this.#folders.set(folder, listing);
    return listing;
  }

  #folderOf(environment: string): string {
    return join(this.confSource, environment);
  }

  #strategyOf(key: string): MergeStrategy {
    return this.#options.mergeStrategy.get(key) ?? 'destructive';
  }
}

/** One environment's share of a key: the places that it came from, later ones laid over earlier ones. */
interface LoadedEnvironment {
  readonly layers: readonly ConfigLayer[];
  readonly values: ConfigMapping;
}

interface LoadedKey {
  readonly value: ConfigMapping;
  readonly environments: readonly LoadedEnvironment[];
}

function overlay(below: ConfigMapping, above: LoadedEnvironment, strategy: MergeStrategy): ConfigMapping {
  if (strategy === 'destructive') return { ...below, ...above.values };
  for (const { values, file } of above.layers) checkOverride(below, values, file);
  return deepMerge(below, above.values);
}

function withoutTemplates(config: ConfigMapping): ConfigMapping {
  return Object.fromEntries(Object.entries(config).filter(([name]) => !name.startsWith('_')));
}

/** The folders beside a missing environment, named as one would ask for them. */
async function foldersIn(parent: string, confSource: string): Promise<string[]> {
  const entries = await readdir(parent, { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map((entry) => relative(confSource, join(parent, entry.name)).split(sep).join('/'))
    .sort();
}
