import { closestNames } from '@kedro-ts/io';
import type { AbstractRunner } from '@kedro-ts/runner';
import { SequentialRunner } from '@kedro-ts/runner-sequential';
import { isPath } from './code/project-code.js';
import { ProjectConfigError, RunnerNotInstalledError } from './errors.js';
import type { Project } from './project.js';

/** A runner class, as a runner package exports it. */
type RunnerClass = new (options: Readonly<Record<string, unknown>>) => AbstractRunner;

/** Runners that come with kedro-ts; the name is the end of the package's name. */
const KNOWN_RUNNERS = ['sequential', 'concurrent', 'parallel'];

/** What Kedro calls them. */
const KEDRO_NAMES: ReadonlyMap<string, string> = new Map([
  ['SequentialRunner', 'sequential'],
  ['ThreadRunner', 'concurrent'],
  ['ParallelRunner', 'parallel'],
]);

/**
 * Makes the runner: of the name asked for, or the one that the config says, or the sequential one. Kedro's names of runners will
 * do. Options given here go over those of the config, where these are for the same runner.
 *
 * @throws RunnerNotInstalledError; ProjectConfigError when its module does not have one runner class.
 */
export async function resolveRunner(
  project: Project,
  asked?: string,
  options: Readonly<Record<string, unknown>> = {},
): Promise<AbstractRunner> {
  const { runner: configured = 'sequential' } = project.config;
  const name = asked && ownName(asked);
  if (isRunner(configured)) {
    if (name !== undefined && name !== configured.name) return createRunner(project, name, options);
    if (Object.keys(options).length === 0) return configured;
    // What a runner object was made with is not known, so it is made anew with these options alone.
    return new (configured.constructor as RunnerClass)(options);
  }
  const [written, configuredOptions] = typeof configured === 'string' ? [configured, {}] : configured;
  const configuredName = ownName(written);
  const isConfigured = name === undefined || fullName(name) === fullName(configuredName);
  return createRunner(
    project,
    isConfigured ? configuredName : name,
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

async function importRunner(project: Project, name: string): Promise<RunnerClass> {
  const { code, configFile } = project;
  const module = isPath(name) ? name : await findPackage(project, name);
  const exports = await code.importModule(module);
  const classes = Object.entries(exports).filter((entry): entry is [string, RunnerClass] =>
    isRunnerClass(entry[1]),
  );
  const found =
    classes.find(([key]) => key === 'default') ??
    (new Set(classes.map(([, Runner]) => Runner)).size === 1 ? classes[0] : undefined);
  if (found) return found[1];
  throw new ProjectConfigError(
    configFile,
    `the runner module ${module} has to export one runner class, or one as default ` +
      `(runner classes it exports: ${classes.map(([key]) => key).join(', ') || 'none'}).`,
  );
}

async function findPackage({ code, projectPath }: Project, name: string): Promise<string> {
  const full = fullName(name);
  const isKnown = KNOWN_RUNNERS.includes(name);
  for (const candidate of isKnown ? [full] : [full, name])
    if ((await code.resolvePackage(candidate)) !== undefined) return candidate;
  throw new RunnerNotInstalledError(
    name,
    full,
    projectPath,
    isKnown ? [] : closestNames(name, KNOWN_RUNNERS),
  );
}

function ownName(name: string): string {
  return KEDRO_NAMES.get(name) ?? name;
}

function fullName(name: string): string {
  return isPath(name) || /[@/]/.test(name) ? name : `@kedro-ts/runner-${name}`;
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
