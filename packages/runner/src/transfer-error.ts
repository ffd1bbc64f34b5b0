import { inspect, types } from 'node:util';

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

/** How something that is no error is described. */
const ONE_LINE = { depth: 3, breakLength: Infinity } as const;

/** How deep causes are followed; who reads further down is lost anyway. */
const DEEPEST = 16;

/** Turns whatever was thrown into plain data. A cause that is among the errors it caused is left out. */
export function encodeError(thrown: unknown): TransferredError {
  try {
    return encode(thrown, []);
  } catch {
    // Nobody can tell more of an object whose fields throw when they are read.
    return { name: 'NonError', message: 'something was thrown that cannot be read' };
  }
}

function encode(thrown: unknown, above: readonly unknown[]): TransferredError {
  if (!isError(thrown))
    return { name: 'NonError', message: typeof thrown === 'string' ? thrown : inspect(thrown, ONE_LINE) };
  const { name, message, stack, cause } = thrown;
  const { code, errors } = thrown as { code?: unknown; errors?: unknown };
  const fields = ownFields(thrown);
  const path = [...above, thrown];
  const isFollowed = (other: unknown): boolean => path.length <= DEEPEST && !path.includes(other);
  return {
    name: String(name),
    message: String(message),
    ...(typeof stack === 'string' && { stack }),
    ...(typeof code === 'string' && { code }),
    ...(cause !== undefined && isFollowed(cause) && { cause: encode(cause, path) }),
    ...(Array.isArray(errors) && { errors: errors.filter(isFollowed).map((error) => encode(error, path)) }),
    ...(Object.keys(fields).length > 0 && { fields }),
  };
}

/** An error again: it reads and prints as the original did, but is told apart by `name` and `code`, not by class. */
export function decodeError(data: TransferredError): Error {
  const options = data.cause && { cause: decodeError(data.cause) };
  const error = data.errors
    ? new AggregateError(data.errors.map(decodeError), data.message, options)
    : new Error(data.message, options);
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

/** An error of another realm, such as a vm context, is one too. */
function isError(thrown: unknown): thrown is Error {
  return thrown instanceof Error || types.isNativeError(thrown);
}

function isPlain(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
