import { deepMerge, type ConfigOrigin } from '@kedro-ts/config';
import { validateWithSchema, type ValidationIssue, type ValidationResult } from '@kedro-ts/io';
import {
  isWithoutFiles,
  readOptionalConfig,
  type Configuration,
  type ProjectConfigLoader,
} from './configuration.js';
import { describeOrigin } from './describe-origin.js';
import { ParametersInvalidError, ProjectConfigError, type ParameterIssue } from './errors.js';

type Parameters = Readonly<Record<string, unknown>>;

/**
 * The parameters as nodes get them: what the schema of the config makes of those of the files and of the run.
 *
 * @param runtimeParams - what the configuration was opened with
 * @throws ParametersInvalidError when they do not fit; ProjectConfigError when the schema fails, or makes no mapping of them;
 *   errors of the configuration.
 */
export async function readParameters(
  configuration: Configuration,
  runtimeParams: Parameters = {},
): Promise<Parameters> {
  // Without a parameters file the loader has nothing to lay the runtime parameters over.
  const written = (await readOptionalConfig(configuration.loader, 'parameters')) ?? runtimeParams;
  const result = await validate(configuration, written);
  const { configFile } = configuration.project;
  if (!result.valid) {
    const issues: ParameterIssue[] = [];
    for (const issue of result.issues) issues.push(await describeIssue(issue, configuration));
    throw new ParametersInvalidError(issues, configFile);
  }
  const { value } = result;
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Parameters;
  throw new ProjectConfigError(configFile, 'parametersSchema has to make a mapping of the parameters.');
}

async function validate(
  { project: { config, configFile } }: Configuration,
  parameters: Parameters,
): Promise<ValidationResult> {
  if (config.parametersSchema === undefined) return { valid: true, value: parameters };
  try {
    // A copy, because what the loader gives is frozen, and some libraries write their defaults into what they are given.
    return await validateWithSchema(config.parametersSchema, deepMerge({}, parameters));
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new ProjectConfigError(configFile, `parametersSchema failed: ${message}`, { cause });
  }
}

async function describeIssue(
  { path, keys, message }: ValidationIssue,
  configuration: Configuration,
): Promise<ParameterIssue> {
  return { path, message, origin: await originOf(keys.map(String), configuration) };
}

/** Of what is missing, the place of what it is missing in. */
async function originOf(
  keys: readonly string[],
  { loader, confSource }: Configuration,
): Promise<string | undefined> {
  for (let depth = keys.length; depth > 0; depth--) {
    const path = keys.slice(0, depth).join('.');
    const origin = await lastOrigin(loader, path);
    if (origin === undefined) continue;
    const place = describeOrigin(origin, confSource, process.cwd());
    return depth === keys.length ? place : `not given; ${path} is at ${place}`;
  }
  return undefined;
}

async function lastOrigin(loader: ProjectConfigLoader, path: string): Promise<ConfigOrigin | undefined> {
  try {
    return (await loader.explain?.('parameters', path))?.layers.at(-1)?.origin;
  } catch (error) {
    // Without a parameters file all comes from the run.
    if (isWithoutFiles(error)) return undefined;
    throw error;
  }
}
