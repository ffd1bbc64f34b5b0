import type { ConfigMapping } from './deep-merge.js';
import { ConfigError, InterpolationError } from './errors.js';
import { resolveInterpolations, type NodeResolver, type Resolver } from './interpolation/index.js';
import { runtimeLayer, type ConfigLayer } from './layer.js';
import { countWritten, lookUp } from './lookup.js';
import { isParameters, mergeLayers } from './merge-layers.js';
import { parseYaml } from './yaml.js';

/** One environment's share of a key. */
export interface LoadedEnvironment {
  /** The places that it came from, later ones laid over earlier ones. */
  readonly layers: readonly ConfigLayer[];
  /** What they hold together, with all interpolations resolved and floats such as `2.0` as `IntegralFloat`. */
  readonly values: ConfigMapping;
}

/** What an environment is made of. */
export interface EnvironmentParts {
  readonly key: string;
  readonly environment: string;
  readonly files: readonly ConfigLayer[];
  readonly runtimeParams: ConfigMapping;
  readonly resolvers: ReadonlyMap<string, Resolver | NodeResolver>;
  /** The environment below, if there is one; nothing is taken from it. */
  readonly below?: LoadedEnvironment & { readonly environment: string };
}

/**
 * Makes one environment of its files, in the order of Kedro: files are put together, then runtime parameters are laid
 * over parameters (of an environment that has any), then interpolations are resolved. In credentials each file is
 * resolved by itself.
 *
 * With the destructive strategy a nested runtime parameter so takes its siblings from the last environment.
 *
 * @throws DuplicateConfigKeyError, ConfigError
 */
export async function loadEnvironment(parts: EnvironmentParts): Promise<LoadedEnvironment> {
  const { key, environment, files, runtimeParams } = parts;
  if (files.length === 0) return { layers: files, values: {} };
  const layers = isParameters(key) ? [...files, runtimeLayer(runtimeParams, environment)] : files;
  if (key !== 'credentials') {
    return { layers, values: await resolve(await mergeLayers(layers, parts), layers, parts) };
  }
  const resolved = await Promise.all(
    files.map(async (file) => ({ ...file, values: await resolve(file.values, [file], parts) })),
  );
  return { layers, values: await mergeLayers(resolved, parts) };
}

async function resolve(
  values: ConfigMapping,
  layers: readonly ConfigLayer[],
  parts: EnvironmentParts,
): Promise<ConfigMapping> {
  const { key, resolvers } = parts;
  try {
    return await resolveInterpolations(values, {
      resolvers,
      parseYaml: (text) => parseYaml(text, { marksIntegralFloats: true }),
      keepIntegralFloats: true,
    });
  } catch (error) {
    if (!(error instanceof InterpolationError)) throw error;
    const { path, keyPath, cause } = error;
    const { file, shownFile, lineOf } = writerOf(layers, path);
    // What a resolver says about its failure may quote its arguments, which are secrets in credentials.
    const options = cause === undefined || key === 'credentials' ? undefined : { cause };
    throw new ConfigError({ file, shownFile, keyPath, line: lineOf(path) }, reasonOf(error, parts), options);
  }
}

function reasonOf({ reason, missingPath }: InterpolationError, { below }: EnvironmentParts): string {
  if (below === undefined || missingPath === undefined || lookUp(below.values, missingPath) === undefined)
    return reason;
  return (
    `there is no "${missingPath}" in this environment. The environment "${below.environment}" has it, but each environment ` +
    'is resolved by itself. Define it here too, or in the globals, which all environments share.'
  );
}

/** The last of the layers that write a value, or most of the way to it. */
function writerOf(layers: readonly ConfigLayer[], keys: readonly string[]): ConfigLayer {
  return layers.reduce((best, layer) =>
    countWritten(layer.values, keys) >= countWritten(best.values, keys) ? layer : best,
  );
}
