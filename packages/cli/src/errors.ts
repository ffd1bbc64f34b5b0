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
