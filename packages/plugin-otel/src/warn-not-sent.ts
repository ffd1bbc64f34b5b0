/**
 * Says that spans got lost on their way out.
 *
 * @param reason - in words, or what was thrown: of that only name and code are said, since its message may quote the URL
 */
export type WarnNotSent = (reason: unknown) => void;

/** A warning that is said once. */
export function createWarning(): WarnNotSent {
  let hasWarned = false;
  return (reason) => {
    if (hasWarned) return;
    hasWarned = true;
    process.emitWarning(
      `Spans could not be sent (${typeof reason === 'string' ? reason : kindOf(reason)}). ` +
        'Is there an OTLP receiver at the url of otel(), or at OTEL_EXPORTER_OTLP_ENDPOINT?',
      { code: 'KEDRO_OTEL_NOT_SENT' },
    );
  };
}

/** `OTLPExporterError 401`, `Error ECONNREFUSED`. */
function kindOf(error: unknown): string {
  const [first] = Array.isArray(error) ? (error as unknown[]) : [error];
  const { name = 'Error', code } = (first ?? {}) as { name?: string; code?: unknown };
  return typeof code === 'string' || typeof code === 'number' ? `${name} ${code}` : name;
}
