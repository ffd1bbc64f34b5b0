/** Why configuration cannot be read from where it is, in words without the place. */
export class SourceProblem extends Error {
  readonly code = 'KEDRO_SOURCE_PROBLEM' as const;
  readonly reason: string;

  constructor(reason: string) {
    super(reason);
    this.reason = reason;
  }

  override readonly name = 'SourceProblem';
}
