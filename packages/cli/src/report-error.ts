import { encodeError } from '@kedro-ts/runner';
import { UsageError } from './errors.js';
import { formatError } from './render/format-error.js';
import { createPaint } from './render/paint.js';

/** Prints an error that ended a command, and gives the exit code that goes with it. */
export function reportError(error: unknown): number {
  const paint = createPaint(process.stderr, process.env);
  const lines = formatError(encodeError(error), { paint, verbose: false, cwd: process.cwd() });
  process.stderr.write(lines.map((line) => `${line}\n`).join(''));
  return error instanceof UsageError ? 2 : 1;
}
