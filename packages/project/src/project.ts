import { realpath } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { Bundle } from './code/bundle.js';
import { isPath, ProjectCode } from './code/project-code.js';
import { checkConfig } from './check-config.js';
import { resolveConfSource } from './conf-source.js';
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
  /** Where the configuration is: the absolute path of a folder or an archive, or a URL. */
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
    confSource: resolveConfSource(projectPath, config.conf ?? 'conf'),
    get pointer() {
      return { found, compiled: code.compiled };
    },
  };
}

const DEFAULT_SOURCE = 'src';

/** The project's own modules that the config names, or leaves to be discovered. */
async function filesNamedBy({ config, code, sourcePath }: Project): Promise<string[]> {
  const { pipelines, plugins = [], runner, datasetTypes = {}, datasetModules = [] } = config;
  const specifiers = [...plugins, runner, ...datasetModules]
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
