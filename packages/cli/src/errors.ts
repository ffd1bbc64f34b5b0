/** The command was used in a way that it cannot make sense of; ends with exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  readonly code = 'KEDRO_CLI_USAGE' as const;

  constructor(
    /** The option, such as `--params`. */
    readonly option: string,
    problem: string,
    options?: ErrorOptions,
  ) {
    super(`Option ${option}: ${problem}`, options);
  }
}

/** A path of the configuration that cannot be explained, most likely because it is not there. */
export class ConfigPathError extends Error {
  override readonly name = 'ConfigPathError';
  readonly code = 'KEDRO_CONFIG_PATH' as const;

  constructor(
    /** The path as it was asked for, such as `catalog.cars.filepath`. */
    readonly path: string,
    problem: string,
  ) {
    super(`Cannot explain "${path}": ${problem}`);
  }
}
