import { didYouMean } from './near-misses.js';

/** Where in a configuration file an error lies. */
export interface ConfigLocation {
  /** Path relative to the conf folder, with `/` between its parts; undefined for runtime parameters. */
  readonly file?: string;
  /** The file as it can be opened from the working folder, for messages. Default: `file`. */
  readonly shownFile?: string;
  /** Dotted path of the key, such as `model.learning_rate`. */
  readonly keyPath?: string;
  /** Line of the file, from 1. */
  readonly line?: number;
  /** Column of the line, from 1. */
  readonly column?: number;
}

/**
 * A configuration file (or a runtime parameter) that was found and cannot be used.
 *
 * Its `cause` is the error of a custom resolver that failed, except in credentials. There is no other: the parser's
 * own errors quote the text around the place, which may be a credential.
 */
export class ConfigError extends Error {
  readonly code = 'KEDRO_CONFIG' as const;
  readonly location: ConfigLocation;
  readonly problem: string;

  constructor(location: ConfigLocation, problem: string, options?: ErrorOptions) {
    super(`${describeLocation(location)}: ${problem}`, options);
    this.location = location;
    this.problem = problem;
  }

  override readonly name = 'ConfigError';
}

/** No file of any environment holds the configuration that was asked for. */
export class MissingConfigError extends Error {
  readonly code = 'KEDRO_MISSING_CONFIG' as const;
  readonly key: string;
  /** Where it was looked for. */
  readonly folders: readonly string[];
  readonly patterns: readonly string[];
  /**
   * Set when the base environment has no folder, which is a mistake rather than a key that nothing is said about. Not set when
   * the whole source is missing and may be.
   */
  readonly missingFolder: string | undefined;

  constructor(key: string, folders: readonly string[], patterns: readonly string[], missingFolder?: string) {
    super(
      missingFolder === undefined
        ? `No configuration for "${key}": no file was found. Looked in ${folders.join(' and ')} ` +
            `for .yml, .yaml and .json files that match ${patterns.join(', ')}.`
        : `No configuration for "${key}": the base environment has no folder at ${missingFolder}. ` +
            'Create the folder, or correct where configuration is read from.',
    );
    this.key = key;
    this.folders = folders;
    this.patterns = patterns;
    this.missingFolder = missingFolder;
  }

  override readonly name = 'MissingConfigError';
}

/** The place that configuration is read from (an archive, a URL) cannot be read. */
export class ConfigSourceError extends Error {
  readonly code = 'KEDRO_CONFIG_SOURCE' as const;
  /** The place, without what a URL holds to give access. */
  readonly source: string;
  readonly problem: string;

  constructor(source: string, problem: string) {
    super(`The configuration at ${source} cannot be read: ${problem}.`);
    this.source = source;
    this.problem = problem;
  }

  override readonly name = 'ConfigSourceError';
}

/** A key was asked for that no file patterns are declared for. */
export class UnknownConfigKeyError extends Error {
  readonly code = 'KEDRO_UNKNOWN_CONFIG_KEY' as const;
  readonly key: string;
  readonly knownKeys: readonly string[];

  constructor(key: string, knownKeys: readonly string[]) {
    super(
      `No file patterns are declared for the config key "${key}".${didYouMean(key, knownKeys)} ` +
        `Declared are ${knownKeys.join(', ')}; add others with the option configPatterns.`,
    );
    this.key = key;
    this.knownKeys = knownKeys;
  }

  override readonly name = 'UnknownConfigKeyError';
}

/** The environment that was asked for has no folder. */
export class UnknownEnvironmentError extends Error {
  readonly code = 'KEDRO_UNKNOWN_ENVIRONMENT' as const;
  readonly environment: string;
  readonly folder: string;
  readonly knownEnvironments: readonly string[];

  constructor(environment: string, folder: string, knownEnvironments: readonly string[]) {
    const known =
      knownEnvironments.length > 0 ? `There are ${knownEnvironments.join(', ')}.` : 'There are none.';
    super(
      `The environment "${environment}" has no folder at ${folder}.` +
        `${didYouMean(environment, knownEnvironments)} ${known} Create the folder, or choose another environment.`,
    );
    this.environment = environment;
    this.folder = folder;
    this.knownEnvironments = knownEnvironments;
  }

  override readonly name = 'UnknownEnvironmentError';
}

/** One key that several files of one environment define. */
export interface DuplicateConfigKey {
  /** Top-level key; for `parameters` the dotted path of the value. */
  readonly key: string;
  /** The files, relative to the conf folder. */
  readonly files: readonly string[];
}

/** Files of one environment define the same keys, so none of them can win. */
export class DuplicateConfigKeyError extends Error {
  readonly code = 'KEDRO_DUPLICATE_CONFIG_KEY' as const;
  readonly key: string;
  readonly environment: string;
  readonly duplicates: readonly DuplicateConfigKey[];

  /** @param placesOf - the files with lines, as they are shown; asked for the first few only, because it takes a while */
  constructor(
    key: string,
    environment: string,
    duplicates: readonly DuplicateConfigKey[],
    placesOf: (duplicate: DuplicateConfigKey) => readonly string[],
  ) {
    const shown = duplicates
      .slice(0, SHOWN_DUPLICATES)
      .map((each) => `  ${each.key}: ${placesOf(each).join(', ')}`);
    const rest = duplicates.length - shown.length;
    super(
      [
        `Keys of "${key}" are defined more than once in the environment "${environment}". ` +
          'Keep each in one file, or move one definition to another environment:',
        ...shown,
        ...(rest > 0 ? [`  and ${rest} more`] : []),
      ].join('\n'),
    );
    this.key = key;
    this.environment = environment;
    this.duplicates = duplicates;
  }

  override readonly name = 'DuplicateConfigKeyError';
}

/**
 * What is wrong with an interpolation: it cannot be read (`syntax`), what it points to is not there (`missing-key`) or
 * is the marker `???` (`missing-value`), it leads back to itself (`circular`) or through too many others (`too-deep`),
 * its resolver is not known (`unknown-resolver`) or failed (`resolver-failed`), or a value cannot be used where it
 * stands (`unsupported-value`).
 */
export type InterpolationProblem =
  | 'syntax'
  | 'missing-key'
  | 'missing-value'
  | 'circular'
  | 'too-deep'
  | 'unknown-resolver'
  | 'resolver-failed'
  | 'unsupported-value';

/** A value with an interpolation (`${…}`) that cannot be resolved; the message quotes keys and never values. */
export class InterpolationError extends Error {
  readonly code = 'KEDRO_INTERPOLATION' as const;
  readonly kind: InterpolationProblem;
  /** The keys that lead to the value that holds the interpolation; items of lists are numbers in text. */
  readonly path: readonly string[];
  /** The same as one dotted text, such as `model.layers.0`. */
  readonly keyPath: string;
  /** What is wrong and what to do about it, without the place. */
  readonly reason: string;
  /** The path from the root that leads to nothing, if that is what is wrong and it is written out. */
  readonly missingPath: string | undefined;

  constructor(
    kind: InterpolationProblem,
    path: readonly string[],
    reason: string,
    { missingPath, ...options }: ErrorOptions & { readonly missingPath?: string } = {},
  ) {
    const keyPath = path.join('.');
    super(`The interpolation in "${keyPath}" cannot be resolved: ${reason}`, options);
    this.kind = kind;
    this.path = path;
    this.keyPath = keyPath;
    this.reason = reason;
    this.missingPath = missingPath;
  }

  override readonly name = 'InterpolationError';
}

/** An option of the loader that it cannot work with. */
export class ConfigOptionError extends Error {
  readonly code = 'KEDRO_CONFIG_OPTION' as const;
  readonly option: string;

  constructor(option: string, problem: string) {
    super(`The config loader's option ${option} ${problem}.`);
    this.option = option;
  }

  override readonly name = 'ConfigOptionError';
}

/** The text of `--params` that cannot be read. */
export class RuntimeParamsError extends Error {
  readonly code = 'KEDRO_RUNTIME_PARAMS' as const;
  /** The item, or the key of the item whose value cannot be read. */
  readonly item: string;
  /** Set when the item is no `key=value`: the key of the item before it, whose value it may be the rest of. */
  readonly keyBefore: string | undefined;

  constructor(item: string, problem: string, keyBefore?: string) {
    super(`Cannot read the parameter "${item}": ${problem}`);
    this.item = item;
    this.keyBefore = keyBefore;
  }

  override readonly name = 'RuntimeParamsError';
}

const SHOWN_DUPLICATES = 10;

function describeLocation({ file, shownFile, keyPath, line, column }: ConfigLocation): string {
  const position = [shownFile ?? file ?? 'runtime parameters', line, column]
    .filter((part) => part !== undefined)
    .join(':');
  return keyPath === undefined ? position : `${position}, key "${keyPath}"`;
}
