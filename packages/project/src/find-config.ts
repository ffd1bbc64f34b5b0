import { basename, parse } from 'node:path';
import { ProjectConfigError, ProjectNotFoundError } from './errors.js';

/** Where the config file is, and its content if it is data rather than code. */
export interface FoundConfig {
  readonly file: string;
  readonly data: unknown;
}

const CODE_EXTENSIONS = ['.ts', '.mts', '.js', '.mjs', '.cjs'];
const DATA_EXTENSIONS = ['.json', '.yaml', '.yml'];
const IS_CODE = Symbol('code');

/**
 * Finds `kedro.config.*` in a folder or the nearest one above it.
 *
 * Code is not run here: cosmiconfig passes over a file whose loading fails for want of another file.
 *
 * @throws ProjectNotFoundError; ProjectConfigError when it is JSON or YAML that cannot be parsed.
 */
export async function findConfig(cwd: string): Promise<FoundConfig> {
  const { cosmiconfig, defaultLoaders } = await import('cosmiconfig');
  const explorer = cosmiconfig('kedro', {
    searchPlaces: [...CODE_EXTENSIONS, ...DATA_EXTENSIONS].map((extension) => `kedro.config${extension}`),
    searchStrategy: 'global',
    stopDir: parse(cwd).root,
    loaders: {
      ...defaultLoaders,
      ...Object.fromEntries(CODE_EXTENSIONS.map((extension) => [extension, () => ({ [IS_CODE]: true })])),
    },
    cache: false,
    // An empty YAML file is a project where everything has its default.
    ignoreEmptySearchPlaces: false,
  });
  const found = await explorer.search(cwd);
  // The search ends in the user's own configuration folder, where there are no projects.
  if (found === null || !basename(found.filepath).startsWith('kedro.config.'))
    throw new ProjectNotFoundError(cwd);
  const config = found.config as Record<PropertyKey, unknown> | undefined;
  return { file: found.filepath, data: config?.[IS_CODE] ? undefined : (config ?? {}) };
}
