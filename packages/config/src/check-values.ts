import { isMapping, type ConfigMapping } from './deep-merge.js';
import { ConfigError } from './errors.js';

/** Where the values that are checked stand. */
export interface CheckedSource {
  /** File relative to the conf folder; undefined for runtime parameters. */
  readonly file?: string;
  /** The line on which a path of keys is written. */
  readonly lineOf?: (keys: readonly string[]) => number | undefined;
}

/**
 * Refuses values that would mean something else than they say: the key `__proto__`, and text with an interpolation
 * (`${...}`, escaped or not), which this version does not resolve.
 *
 * @throws ConfigError that names the place of the first one, never its value.
 */
export function checkValues(config: ConfigMapping, source: CheckedSource): void {
  check(config, [], source);
}

// `keys` is one array that grows and shrinks along the way: a copy per value would double the time of reading.
function check(value: unknown, keys: string[], source: CheckedSource): void {
  if (typeof value === 'string') {
    if (value.includes('${')) fail(keys, source, INTERPOLATION);
  } else if (Array.isArray(value) || isMapping(value)) {
    for (const [key, each] of Object.entries(value)) {
      keys.push(key);
      if (key === '__proto__')
        fail(keys, source, 'the key __proto__ cannot be used in configuration. Rename it.');
      check(each, keys, source);
      keys.pop();
    }
  }
}

const INTERPOLATION =
  'the value holds an interpolation (${...}), and interpolation is not supported yet. Write the value itself.';

function fail(keys: readonly string[], { file, lineOf }: CheckedSource, problem: string): never {
  throw new ConfigError({ file, keyPath: keys.join('.'), line: lineOf?.(keys) }, problem);
}
