/** An option of the logger that it cannot work with. */
export class LoggerOptionError extends Error {
  override readonly name = 'LoggerOptionError';
  readonly code = 'KEDRO_LOGGER_OPTION' as const;

  constructor(
    readonly option: string,
    problem: string,
  ) {
    super(`The logger's option ${option} ${problem}.`);
  }
}
