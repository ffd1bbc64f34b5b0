import { realpath } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { closestNames, didYouMean } from '@kedro-ts/io';
import type { Bundle } from './code/bundle.js';
import { isPath, ProjectCode } from './code/project-code.js';
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
  // The compiler sees real paths; a project must not have two.
  const found = await findConfig(await realpath(cwd).catch(() => resolve(cwd)));
  const projectPath = dirname(found.file);
  const configFiles = found.data === undefined ? [found.file] : [];

  const code = new ProjectCode(projectPath);
  if (configFiles.length > 0) {
    const pipelines = await discoverPipelines(resolve(projectPath, DEFAULT_SOURCE));
    await code.prepare([...configFiles, ...pipelines.values()]);
  }
  const project = await open(found, code);

  // Config and all that it names are compiled together, so that what they import exists once. Where the config names
  // something that was not expected, it is read again: together with that.
  const named = await filesNamedBy(project);
  if (code.isPrepared(named)) return project;
  const completeCode = new ProjectCode(projectPath);
  await completeCode.prepare([...configFiles, ...named]);
  return open(found, completeCode);
}

/** Opens a project that has been found and compiled before. */
export async function openProject({ found, compiled }: ProjectPointer): Promise<Project> {
  return open(found, new ProjectCode(dirname(found.file), compiled));
}

async function open(found: FoundConfig, code: ProjectCode): Promise<Project> {
  const { file: configFile, data } = found;
  const { projectPath } = code;
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

/** The project's own modules that the config names, or leaves to be discovered. */
async function filesNamedBy({ config, code, sourcePath }: Project): Promise<string[]> {
  const { pipelines, plugins = [], runner, datasetTypes = {} } = config;
  const specifiers = [...plugins, runner]
    .map((entry): unknown => (Array.isArray(entry) ? entry[0] : entry))
    .concat(Object.values(datasetTypes).map((entry) => typeof entry === 'string' && entry.split('#')[0]))
    .filter((entry): entry is string => typeof entry === 'string' && isPath(entry));
  const files = await Promise.all(specifiers.map((specifier) => code.findFile(specifier)));
  const discovered =
    pipelines === undefined ? await discoverPipelines(sourcePath) : new Map<string, string>();
  return [...discovered.values(), ...files.filter((file) => file !== undefined)];
}

async function importConfig(code: ProjectCode, configFile: string): Promise<unknown> {
  const { default: exported } = await code.importFile(configFile);
  if (exported === undefined) {
    throw new ProjectConfigError(configFile, 'it exports no config. Write: export default defineConfig({}).');
  }
  if (typeof exported !== 'function') return exported;
  try {
    return await (exported as () => unknown)();
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new ProjectConfigError(configFile, `the function that it exports failed: ${message}`, { cause });
  }
}

const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';
const isFunction = (value: unknown): boolean => typeof value === 'function';
const isMapping = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isNameWithOptions = (value: unknown): boolean =>
  Array.isArray(value) &&
  isText(value[0]) &&
  value.length <= 2 &&
  (value[1] === undefined || isMapping(value[1]));

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
    (value) =>
      isText(value) || isNameWithOptions(value) || isFunction((value as { run?: unknown } | null)?.run),
    'a name, a list of a name and options, or a runner',
  ],
  datasetTypes: [isMapping, 'a mapping of type names to dataset classes'],
  configLoader: [isMapping, 'a mapping of options'],
  createConfigLoader: [isFunction, 'a function'],
  createContext: [isFunction, 'a function'],
  createCatalog: [isFunction, 'a function'],
};

function checkConfig(configFile: string, config: unknown): asserts config is KedroConfig {
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
