import { readFile } from 'node:fs/promises';
import { checkValues } from './check-values.js';
import { isMapping, type ConfigMapping } from './deep-merge.js';
import { ConfigError } from './errors.js';
import { findLine, parseYaml, YamlProblem } from './yaml.js';

/** Values that came from one place. */
export interface ConfigLayer {
  readonly environment: string;
  /** Path relative to the conf folder, with `/` between its parts; undefined for runtime parameters. */
  readonly file?: string;
  readonly values: ConfigMapping;
  /** The line on which a path of keys is written. */
  readonly lineOf: (keys: readonly string[]) => number | undefined;
}

/**
 * Reads one file of an environment. JSON is read as the YAML that it is: so a key that stands twice in a file is an
 * error, and errors have a line.
 *
 * @throws ConfigError when the file cannot be parsed, is not a mapping or holds a value that cannot be used.
 */
export async function readLayer(path: string, file: string, environment: string): Promise<ConfigLayer> {
  const text = await readFile(path, 'utf8');
  const values = parse(text, file);
  const lineOf = (keys: readonly string[]): number | undefined => findLine(text, keys);
  checkValues(values, { file, lineOf });
  return { environment, file, values, lineOf };
}

/** Runtime parameters, as they are laid over an environment. */
export function runtimeLayer(values: ConfigMapping, environment: string): ConfigLayer {
  return { environment, values, lineOf: () => undefined };
}

function parse(text: string, file: string): ConfigMapping {
  const document = parseOrFail(text, file);
  if (document === null) return {};
  if (isMapping(document)) return document;
  const kind = Array.isArray(document) ? 'a list' : `a ${typeof document}`;
  throw new ConfigError(
    { file },
    `the file holds ${kind}, but configuration is a mapping of keys to values.`,
  );
}

function parseOrFail(text: string, file: string): unknown {
  try {
    return parseYaml(text);
  } catch (error) {
    if (!(error instanceof YamlProblem)) throw error;
    const { reason, line, column } = error;
    throw new ConfigError({ file, line, column }, `the file cannot be parsed: ${reason}.`);
  }
}
