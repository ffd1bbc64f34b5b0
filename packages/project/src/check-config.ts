import { closestNames, didYouMean, isStandardSchema } from '@kedro-ts/io';
import { AMOUNT_FORMAT, parseAmount } from '@kedro-ts/pipeline';
import { ProjectConfigError } from './errors.js';
import type { KedroConfig } from './kedro-config.js';

/**
 * Checks that the content of a config file is one.
 *
 * @throws ProjectConfigError that names the first setting that is wrong.
 */
export function checkConfig(configFile: string, config: unknown): asserts config is KedroConfig {
  if (!isMapping(config))
    throw new ProjectConfigError(configFile, 'its content has to be a mapping; write defineConfig({}).');
  for (const [key, value] of Object.entries(config as object)) {
    if (!Object.hasOwn(KEYS, key)) {
      const known = Object.keys(KEYS);
      throw new ProjectConfigError(
        configFile,
        `"${key}" is no setting.${didYouMean(closestNames(key, known))} Settings are: ${known.join(', ')}.`,
      );
    }
    const [check, expected] = KEYS[key as keyof KedroConfig];
    if (value !== undefined && !check(value))
      throw new ProjectConfigError(configFile, `"${key}" has to be ${expected}.`);
  }
}

const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';
const isFunction = (value: unknown): boolean => typeof value === 'function';
const isMapping = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isMappingOfFunctions = (value: unknown): boolean =>
  value === undefined || (isMapping(value) && Object.values(value).every(isFunction));
const isModule = (value: unknown): boolean => typeof value === 'string' && /^[^#]+$/.test(value);

const isNameWithOptions = (value: unknown): boolean =>
  Array.isArray(value) &&
  isText(value[0]) &&
  value.length <= 2 &&
  (value[1] === undefined || isMapping(value[1]));

const isJournal = (value: unknown): boolean =>
  value === false ||
  (isMapping(value) &&
    Object.keys(value).every((key) => key === 'keep') &&
    Number.isInteger(value['keep']) &&
    (value['keep'] as number) > 0);

/** What may be in a config, and what each key has to be. */
const KEYS: Readonly<
  Record<keyof KedroConfig, readonly [check: (value: unknown) => boolean, expected: string]>
> = {
  source: [isText, 'the name of a folder'],
  conf: [isText, 'a folder, an archive or a URL'],
  env: [isText, 'the name of an environment'],
  pipelines: [
    (value) => isMapping(value) || isFunction(value),
    'a mapping of names to pipelines, or a function that gives one',
  ],
  plugins: [Array.isArray, 'a list'],
  disabledPlugins: [
    (value) => Array.isArray(value) && value.every(isText),
    'a list of names of plugins, or of their modules',
  ],
  runner: [
    (value) =>
      isText(value) || isNameWithOptions(value) || isFunction((value as { run?: unknown } | null)?.run),
    'a name, a list of a name and options, or a runner',
  ],
  onFailure: [
    (value) => value === 'stop' || value === 'finish-running' || value === 'continue',
    '"stop", "finish-running" or "continue"',
  ],
  resources: [
    (value) => isMapping(value) && Object.values(value).every((amount) => parseAmount(amount) !== undefined),
    `a mapping of names to amounts: ${AMOUNT_FORMAT}`,
  ],
  journal: [isJournal, 'false, or how many runs to keep, as in { keep: 50 }'],
  datasetTypes: [isMapping, 'a mapping of type names to dataset classes'],
  datasetModules: [
    (value) => Array.isArray(value) && value.every(isModule),
    'a list of packages, or of paths that begin with a dot, without "#Export"',
  ],
  validators: [
    (value) =>
      isMapping(value) && Object.values(value).every((entry) => isStandardSchema(entry) || isFunction(entry)),
    'a mapping of names to schemas (zod, valibot, arktype …), or to functions that give one',
  ],
  parametersSchema: [
    isStandardSchema,
    'a schema of a library that keeps to Standard Schema (zod, valibot, arktype …)',
  ],
  configLoader: [
    (value) => isMapping(value) && isMappingOfFunctions(value['customResolvers']),
    'a mapping of options, customResolvers in it one of names to functions',
  ],
  createConfigLoader: [isFunction, 'a function'],
  createContext: [isFunction, 'a function'],
  createCatalog: [isFunction, 'a function'],
};
