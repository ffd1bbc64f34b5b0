import { closestNames } from '@kedro-ts/io';
import { AbstractRunner } from '@kedro-ts/runner';
import { SequentialRunner } from '@kedro-ts/runner-sequential';
import { ProjectConfigError, RunnerNotInstalledError } from './errors.js';
import type { Project } from './project.js';

/** A runner class, as a runner package exports it. */
type RunnerClass = new (options: Readonly<Record<string, unknown>>) => AbstractRunner;

/** Runners that come with kedro-ts; the name is the end of the package's name. */
const KNOWN_RUNNERS = ['sequential', 'parallel'];

/**
 * Makes the runner: of the name asked for, or the one that the config says, or the sequential one. Options given here go
 * over those of the config, where these are for the same runner.
 *
 * @throws RunnerNotInstalledError
 */
export async function resolveRunner(
  project: Project,
  name?: string,
  options: Readonly<Record<string, unknown>> = {},
): Promise<AbstractRunner> {
  const { runner: configured = 'sequential' } = project.config;
  if (isRunner(configured)) {
    if (name !== undefined && name !== configured.name) return createRunner(project, name, options);
    if (Object.keys(options).length === 0) return configured;
    // A runner that is an object already is made anew, by its name, to take other options.
    return createRunner(project, configured.name, options);
  }
  const [configuredName, configuredOptions] = typeof configured === 'string' ? [configured, {}] : configured;
  const isConfigured = name === undefined || name === configuredName;
  return createRunner(
    project,
    name ?? configuredName,
    isConfigured ? { ...configuredOptions, ...options } : options,
  );
}

async function createRunner(
  project: Project,
  name: string,
  options: Readonly<Record<string, unknown>>,
): Promise<AbstractRunner> {
  const Runner = name === 'sequential' ? SequentialRunner : await importRunner(project, name);
  return new Runner(options);
}

async function importRunner({ code, projectPath, configFile }: Project, name: string): Promise<RunnerClass> {
  const isPath = name.startsWith('.');
  const module = isPath || /[@/]/.test(name) ? name : `@kedro-ts/runner-${name}`;
  if (!isPath && code.resolvePackage(module) === undefined) {
    throw new RunnerNotInstalledError(
      name,
      module,
      projectPath,
      KNOWN_RUNNERS.includes(name) ? [] : closestNames(name, KNOWN_RUNNERS),
    );
  }
  const exports = await code.importModule(module);
  const classes = Object.entries(exports).filter((entry): entry is [string, RunnerClass] =>
    isRunnerClass(entry[1]),
  );
  const found = classes.find(([key]) => key === 'default') ?? (classes.length === 1 ? classes[0] : undefined);
  if (found) return found[1];
  throw new ProjectConfigError(
    configFile,
    `the runner module ${module} has to export one runner class, or one as default ` +
      `(runner classes it exports: ${classes.map(([key]) => key).join(', ') || 'none'}).`,
  );
}

function isRunner(entry: unknown): entry is AbstractRunner {
  return typeof (entry as Partial<AbstractRunner>).run === 'function';
}

function isRunnerClass(value: unknown): value is RunnerClass {
  return (
    typeof value === 'function' &&
    typeof (value.prototype as Partial<AbstractRunner> | undefined)?.run === 'function'
  );
}
