/** An error as plain data, so that it can leave its process: the same message, stack, code and cause. */
export interface TransferredError {
  readonly name: string;
  readonly message: string;
  readonly stack?: string;
  readonly code?: string;
  readonly cause?: TransferredError;
  /** The errors of an AggregateError. */
  readonly errors?: readonly TransferredError[];
  /** Own fields that are strings, numbers, booleans, or lists of these. */
  readonly fields?: Readonly<Record<string, unknown>>;
}

/** How deep causes are followed, against cycles. */
const DEEPEST = 8;

/** Turns whatever was thrown into plain data. */
export function encodeError(thrown: unknown, depth = 0): TransferredError {
  if (!(thrown instanceof Error))
    return { name: 'NonError', message: typeof thrown === 'string' ? thrown : describe(thrown) };
  const { name, message, stack, cause } = thrown;
  const { code, errors } = thrown as { code?: unknown; errors?: unknown };
  const fields = ownFields(thrown);
  return {
    name,
    message,
    ...(stack !== undefined && { stack }),
    ...(typeof code === 'string' && { code }),
    ...(cause !== undefined && depth < DEEPEST && { cause: encodeError(cause, depth + 1) }),
    ...(Array.isArray(errors) &&
      depth < DEEPEST && { errors: errors.map((error) => encodeError(error, depth + 1)) }),
    ...(Object.keys(fields).length > 0 && { fields }),
  };
}

/** An error again: it reads and prints as the original did, but is told apart by `name` and `code`, not by class. */
export function decodeError(data: TransferredError): Error {
  const cause = data.cause && decodeError(data.cause);
  const error = data.errors
    ? new AggregateError(data.errors.map(decodeError), data.message, { cause })
    : new Error(data.message, cause && { cause });
  for (const [key, value] of Object.entries(data.fields ?? {}))
    if (!(key in error)) Object.assign(error, { [key]: value });
  if (data.name !== error.name) define(error, 'name', data.name);
  define(error, 'stack', data.stack ?? `${data.name}: ${data.message}`);
  if (data.code !== undefined) Object.assign(error, { code: data.code });
  return error;
}

function define(error: Error, key: string, value: string): void {
  Object.defineProperty(error, key, { value, enumerable: false, configurable: true, writable: true });
}

const NOT_FIELDS: ReadonlySet<string> = new Set([
  'name',
  'message',
  'stack',
  'cause',
  'code',
  'errors',
  '__proto__',
]);

function ownFields(error: Error): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(error).filter(
      ([key, value]) =>
        !NOT_FIELDS.has(key) && (isPlain(value) || (Array.isArray(value) && value.every(isPlain))),
    ),
  );
}

function isPlain(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function describe(thrown: unknown): string {
  try {
    return JSON.stringify(thrown) ?? String(thrown);
  } catch {
    return String(thrown);
  }
}
