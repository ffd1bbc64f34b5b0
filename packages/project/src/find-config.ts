import { basename, extname, parse } from 'node:path';
import { ProjectConfigError, ProjectNotFoundError } from './errors.js';

/** Where the config file is, and its content if it is data rather than code. */
export interface FoundConfig {
  readonly file: string;
  readonly data: unknown;
}

const CODE_EXTENSIONS = ['.ts', '.mts', '.js', '.mjs', '.cjs'];
const DATA_EXTENSIONS = ['.json', '.yaml', '.yml'];

/**
 * Finds `kedro.config.*` in a folder or the nearest one above it.
 *
 * Code is not run here: cosmiconfig passes over a file whose loading fails for want of another file.
 *
 * @throws ProjectNotFoundError; ProjectConfigError when the file is JSON or YAML that cannot be parsed.
 */
export async function findConfig(cwd: string): Promise<FoundConfig> {
  const { cosmiconfig, defaultLoaders } = await import('cosmiconfig');
  const explorer = cosmiconfig('kedro', {
    searchPlaces: [...CODE_EXTENSIONS, ...DATA_EXTENSIONS].map((extension) => `kedro.config${extension}`),
    searchStrategy: 'global',
    stopDir: parse(cwd).root,
    loaders: {
      ...defaultLoaders,
      // JSON is YAML too, and read as such its errors have a line.
      '.json': defaultLoaders['.yaml'],
      ...Object.fromEntries(CODE_EXTENSIONS.map((extension) => [extension, () => ({})])),
    },
    cache: false,
    // An empty file is a project where everything has its default.
    ignoreEmptySearchPlaces: false,
  });
  const found = await explorer.search(cwd).catch((error: unknown) => {
    throw parseError(error);
  });
  // The search ends in the user's own configuration folder, where there are no projects.
  if (found === null || !basename(found.filepath).startsWith('kedro.config.'))
    throw new ProjectNotFoundError(cwd);
  const { filepath: file, config } = found as { filepath: string; config: unknown };
  return { file, data: CODE_EXTENSIONS.includes(extname(file)) ? undefined : (config ?? {}) };
}

/** What js-yaml throws, with the file that cosmiconfig adds. */
interface ParseError {
  readonly filepath: string;
  readonly reason: string;
  readonly mark?: { readonly line: number; readonly column: number };
}

function parseError(error: unknown): unknown {
  const { filepath, reason, mark } = error as Partial<ParseError>;
  if (filepath === undefined || reason === undefined) return error;
  const place = mark ? `:${mark.line + 1}:${mark.column + 1}` : '';
  return new ProjectConfigError(filepath + place, `it cannot be parsed: ${reason}.`, { cause: error });
}
