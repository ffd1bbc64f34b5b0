import { dirname, resolve } from 'node:path';
import { closestNames, didYouMean } from '@kedro-ts/io';
import type { Bundle } from './code/bundle.js';
import { ProjectCode } from './code/project-code.js';
import { discoverPipelines } from './discover-pipelines.js';
import { ProjectConfigError } from './errors.js';
import { findConfig, type FoundConfig } from './find-config.js';
import type { KedroConfig } from './kedro-config.js';

/** A project on disk: its config, and its code ready to be imported. */
export interface Project {
  /** Absolute path of the folder that holds the config file. */
  readonly projectPath: string;
  readonly configFile: string;
  readonly config: KedroConfig;
  readonly code: ProjectCode;
  /** Absolute path of the source folder. */
  readonly sourcePath: string;
  /** Absolute path of the conf folder. */
  readonly confSource: string;
  /** What a worker needs to open the same project; plain data. */
  readonly pointer: ProjectPointer;
}

/** Where a project is, for a worker. */
export interface ProjectPointer {
  readonly found: FoundConfig;
  readonly compiled: Bundle;
}

/**
 * Opens the project that a folder belongs to.
 *
 * @throws ProjectNotFoundError, ProjectConfigError, ProjectCodeError
 */
export async function findProject(cwd: string): Promise<Project> {
  return openProject({ found: await findConfig(resolve(cwd)), compiled: {} });
}

/** Opens a project whose place is known. */
export async function openProject({ found, compiled }: ProjectPointer): Promise<Project> {
  const { file: configFile, data } = found;
  const projectPath = dirname(configFile);
  const code = new ProjectCode(projectPath, compiled);
  if (data === undefined && Object.keys(compiled).length === 0) {
    // Config and pipelines are compiled together, so that what both import exists once.
    const pipelines = await discoverPipelines(resolve(projectPath, DEFAULT_SOURCE));
    await code.prepare([configFile, ...pipelines.values()]);
  }
  const config = data === undefined ? await importConfig(code, configFile) : data;
  checkConfig(configFile, config);
  return {
    projectPath,
    configFile,
    config,
    code,
    sourcePath: resolve(projectPath, config.source ?? DEFAULT_SOURCE),
    confSource: resolve(projectPath, config.conf ?? 'conf'),
    get pointer() {
      return { found, compiled: code.compiled };
    },
  };
}

const DEFAULT_SOURCE = 'src';

async function importConfig(code: ProjectCode, configFile: string): Promise<unknown> {
  const { default: exported } = await code.importFile(configFile);
  if (exported === undefined) {
    throw new ProjectConfigError(
      configFile,
      'it exports no config. Write: export default defineConfig({ … }).',
    );
  }
  return typeof exported === 'function' ? ((await (exported as () => unknown)()) as unknown) : exported;
}

const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';
const isFunction = (value: unknown): boolean => typeof value === 'function';
const isMapping = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What may be in a config, and what each key has to be. */
const KEYS: Readonly<
  Record<keyof KedroConfig, readonly [check: (value: unknown) => boolean, expected: string]>
> = {
  source: [isText, 'the name of a folder'],
  conf: [isText, 'the name of a folder'],
  env: [isText, 'the name of an environment'],
  pipelines: [
    (value) => isMapping(value) || isFunction(value),
    'a mapping of names to pipelines, or a function that gives one',
  ],
  plugins: [Array.isArray, 'a list'],
  runner: [
    (value) => isText(value) || Array.isArray(value) || isMapping(value),
    'a name, a name with options, or a runner',
  ],
  datasetTypes: [isMapping, 'a mapping of type names to dataset classes'],
  configLoader: [isMapping, 'a mapping of options'],
  createConfigLoader: [isFunction, 'a function'],
  createContext: [isFunction, 'a function'],
  createCatalog: [isFunction, 'a function'],
};

function checkConfig(configFile: string, config: unknown): asserts config is KedroConfig {
  if (!isMapping(config))
    throw new ProjectConfigError(configFile, 'its content has to be a mapping; write defineConfig({ … }).');
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
