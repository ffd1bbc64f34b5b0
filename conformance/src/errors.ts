/** A file that is not one of recorded questions, or of questions this harness cannot ask. */
export class OracleFileError extends Error {
  readonly code = 'KEDRO_CONFORMANCE_FILE' as const;
  override readonly name = 'OracleFileError';

  constructor(
    readonly path: string,
    reason: string,
    options?: ErrorOptions,
  ) {
    super(`${path} cannot be used: ${reason}`, options);
  }
}

/** A case describes something that the harness does not know how to build. */
export class UnknownSpecError extends Error {
  readonly code = 'KEDRO_CONFORMANCE_UNKNOWN_SPEC' as const;
  override readonly name = 'UnknownSpecError';

  constructor(what: string) {
    super(`The harness does not know ${what}; teach it, or correct the case.`);
  }
}
