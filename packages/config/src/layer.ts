import { isMapping, type ConfigMapping } from './deep-merge.js';
import { ConfigError } from './errors.js';
import { findLine } from './find-line.js';
import { parseYaml } from './yaml.js';
import { YamlProblem } from './yaml-events.js';

/** Values that came from one place, as they are written there. */
export interface ConfigLayer {
  readonly environment: string;
  /** Path relative to the conf folder, with `/` between its parts; undefined for runtime parameters. */
  readonly file?: string;
  /** The file as it is shown to people. */
  readonly shownFile?: string;
  /** With interpolations as text, and floats such as `2.0` as `IntegralFloat`. */
  readonly values: ConfigMapping;
  /** The line on which a path of keys is written. */
  readonly lineOf: (keys: readonly string[]) => number | undefined;
}

/**
 * Reads the bytes of one file of an environment. JSON is read as the YAML that it is: so a key that stands twice in a
 * file is an error, and errors have a line.
 *
 * @throws ConfigError when the file cannot be parsed or is not a mapping.
 */
export function readLayer(bytes: Uint8Array, from: LayerFile): ConfigLayer {
  const { environment, file, shownFile } = from;
  const text = decode(bytes, from);
  const values = parseMapping(text, from);
  return { environment, file, shownFile, values, lineOf: (keys) => findLine(text, keys) };
}

/** The file that a layer is read from. */
export interface LayerFile extends Required<Pick<ConfigLayer, 'environment' | 'file' | 'shownFile'>> {
  /** The config key that it belongs to; errors in credentials name nothing of the text. */
  readonly key: string;
}

/** Runtime parameters, as they are laid over an environment. */
export function runtimeLayer(values: ConfigMapping, environment: string): ConfigLayer {
  return { environment, values, lineOf: () => undefined };
}

function decode(bytes: Uint8Array, { file, shownFile }: LayerFile): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new ConfigError({ file, shownFile }, 'the file is not encoded as UTF-8. Save it as UTF-8.');
  }
}

function parseMapping(text: string, from: LayerFile): ConfigMapping {
  const { file, shownFile } = from;
  const document = parse(text, from);
  // As in OmegaConf a text is read once more, and one that is still a text is a key without a value.
  const content = typeof document === 'string' ? parse(document, from) : document;
  if (content === null) return {};
  if (isMapping(content)) return content;
  if (typeof document === 'string' && typeof content === 'string') return { [content]: null };
  const kind = Array.isArray(content) ? 'a list' : 'a single value';
  throw new ConfigError(
    { file, shownFile },
    `the file holds ${kind}, but configuration is a mapping of keys to values.`,
  );
}

function parse(text: string, { key, file, shownFile }: LayerFile): unknown {
  try {
    return parseYaml(text, { marksIntegralFloats: true });
  } catch (error) {
    if (!(error instanceof YamlProblem)) throw error;
    const { line, column } = error;
    const reason = key === 'credentials' ? error.reason : error.namedReason;
    throw new ConfigError({ file, shownFile, line, column }, `the file cannot be parsed: ${reason}.`);
  }
}
