/** An option of the plugin that it cannot work with. */
export class OtelOptionError extends Error {
  override readonly name = 'OtelOptionError';
  readonly code = 'KEDRO_OTEL_OPTION' as const;

  constructor(
    readonly option: string,
    problem: string,
  ) {
    super(`The option ${option} of otel() ${problem}.`);
  }
}

/** A package of the OpenTelemetry SDK that is needed to send spans cannot be loaded; `cause` says why. */
export class OtelPackageError extends Error {
  override readonly name = 'OtelPackageError';
  readonly code = 'KEDRO_OTEL_PACKAGE' as const;

  constructor(
    readonly packageName: string,
    /** All packages that are needed. */
    readonly needed: readonly string[],
    cause: unknown,
  ) {
    super(
      `otel({ exporter: 'otlp' }) needs the package ${packageName}, which could not be loaded: ` +
        `npm install ${needed.join(' ')}`,
      { cause },
    );
  }
}
