import { SpanStatusCode, type Exception, type Span } from '@opentelemetry/api';

/** What made a node fail, as far as it says. */
export interface Failure {
  readonly error: unknown;
  /** The node that failed; undefined when the error names none. */
  readonly node: string | undefined;
  /** The dataset that could not be loaded or saved; undefined when it was not about one. */
  readonly dataset: string | undefined;
}

/** What made a run fail: one failure, or several where the run went on after the first. */
export function failuresOf(error: unknown): readonly Failure[] {
  const { failures } = fieldsOf(error);
  if (codeOf(error) !== 'KEDRO_NODES_FAILED' || !Array.isArray(failures)) return [failureOf(error)];
  return failures.map((failure) => {
    const { node, error: own } = fieldsOf(failure);
    return { ...failureOf(own), node: textOf(node) };
  });
}

/** Marks a span as failed; the exception is recorded with message and stack. */
export function recordFailure(span: Span, error: unknown): void {
  const exception = exceptionOf(error);
  span.recordException(exception);
  const message = typeof exception === 'string' ? exception : exception.message;
  span.setStatus({ code: SpanStatusCode.ERROR, message });
}

/** Marks a span as one whose end was not heard of. */
export function recordAbandonment(span: Span, reason: string): void {
  span.setStatus({ code: SpanStatusCode.ERROR, message: `abandoned: ${reason}` });
}

/** Errors come from workers too, so it is their code that tells them apart. */
export function codeOf(error: unknown): string | undefined {
  return textOf(fieldsOf(error)['code']);
}

/** The worker that an error is about. */
export function workerIdOf(error: unknown): number | undefined {
  const { workerId } = fieldsOf(error);
  return typeof workerId === 'number' ? workerId : undefined;
}

function failureOf(error: unknown): Failure {
  const { node, dataset } = fieldsOf(error);
  return { error, node: textOf(node), dataset: textOf(dataset) };
}

function exceptionOf(error: unknown): Exception & (string | { message: string }) {
  const { message, name, stack } = fieldsOf(error);
  if (typeof message !== 'string')
    return typeof error === 'string' ? error : 'something was thrown that is no error';
  return { name: textOf(name) ?? 'Error', message, ...(typeof stack === 'string' && { stack }) };
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
