export { ConfigLoader } from './config-loader.js';
export type { ConfigLoaderLike } from './config-loader-like.js';
export type { ConfigLoaderOptions, MergeStrategy } from './options.js';
export type { ConfigExplanation, ConfigLayerValue, ConfigReference } from './explain.js';
export type { ConfigOrigin } from './origin.js';

export { createEnvironmentResolver, type Resolver } from './interpolation/index.js';

export { parseRuntimeParams } from './parse-runtime-params.js';
export { deepMerge, type ConfigMapping } from './deep-merge.js';
export { showPath } from './show-path.js';

export {
  ConfigError,
  ConfigOptionError,
  ConfigSourceError,
  DuplicateConfigKeyError,
  MissingConfigError,
  RuntimeParamsError,
  UnknownConfigKeyError,
  UnknownEnvironmentError,
  type ConfigLocation,
  type DuplicateConfigKey,
} from './errors.js';
