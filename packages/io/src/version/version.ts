import { InvalidVersionError } from '../errors.js';

/** Which version of a dataset is read and which is written; the option `version` of a class that has versions. */
export interface Version {
  /** The version to load. Default: the newest there is. */
  readonly load?: string;
  /** The version to save. Default: a new timestamp for each save. */
  readonly save?: string;
}

/** What could lead out of the folder of the versions on some platform, and names that file systems hide or change. */
const RULES: readonly (readonly [RegExp, string])[] = [
  [/^$/, 'is empty'],
  [/\0/, 'has a NUL character'],
  [/[/\\]/, 'has a separator of folders'],
  [/^[a-z]:/i, 'begins like a drive'],
  [/^\s*\./, 'begins with a dot'],
  [/^\s|\s$/, 'begins or ends with a space'],
];

/**
 * Checks that a version is the name of one folder, by the same rules on every platform.
 *
 * @returns the version
 * @throws InvalidVersionError otherwise.
 */
export function checkVersion(version: unknown): string {
  if (typeof version !== 'string') throw new InvalidVersionError(version, `is ${kindOf(version)}, not text`);
  const broken = RULES.find(([pattern]) => pattern.test(version));
  if (broken !== undefined) throw new InvalidVersionError(version, broken[1]);
  return version;
}

function kindOf(value: unknown): string {
  return value === null ? 'null' : Array.isArray(value) ? 'a list' : `a ${typeof value}`;
}
