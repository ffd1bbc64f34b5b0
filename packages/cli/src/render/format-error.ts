import type { TransferredError } from '@kedro-ts/runner';
import { count } from './count.js';
import type { Paint } from './paint.js';
import { stackFrames, type StackFrame } from './stack-frames.js';

/** How an error is shown. */
export interface FormatErrorOptions {
  readonly paint: Paint;
  /** Show every line of every stack, and every cause. */
  readonly verbose: boolean;
  /** The folder to which paths are shown relative. */
  readonly cwd: string;
}

/**
 * An error as lines: its message, where in the project it happened, and its causes.
 *
 * The errors of kedro-ts itself (their code starts with `KEDRO_`) explain themselves, so they are shown without stack.
 */
export function formatError(error: TransferredError, options: FormatErrorOptions): string[] {
  const explained = isExplained(error);
  const lines = [...headLines(error, options), ...placeLines(error, explained, options)];
  // Its message quotes each of them, with its node.
  const isQuoted = error.code === 'KEDRO_NODES_FAILED' && !options.verbose;
  for (const inner of isQuoted ? [] : (error.errors ?? []))
    lines.push(...indent(formatError(inner, options)));
  if (
    error.cause !== undefined &&
    (options.verbose || !explained || addsSomething(error.cause, error, options))
  ) {
    const [first = '', ...rest] = formatError(error.cause, options);
    lines.push(`Caused by: ${first}`, ...rest);
  }
  return lines;
}

/** Lines moved to the right. */
export function indent(lines: readonly string[], by = '  '): string[] {
  return lines.map((line) => (line === '' ? line : by + line));
}

function isExplained(error: TransferredError): boolean {
  return error.code?.startsWith('KEDRO_') === true;
}

function headLines(error: TransferredError, { paint, verbose }: FormatErrorOptions): string[] {
  const [first = '', ...rest] = error.message.split('\n');
  const name = isExplained(error) && !verbose ? 'error' : error.name === 'NonError' ? 'thrown' : error.name;
  const code = verbose && error.code !== undefined ? paint.faint(` [${error.code}]`) : '';
  return [paint.bad(name) + (first === '' ? '' : `: ${first}`) + code, ...rest];
}

/** How many lines from libraries stand for a stack in which there is nothing else. */
const FEW = 3;

function placeLines(
  error: TransferredError,
  explained: boolean,
  { paint, verbose, cwd }: FormatErrorOptions,
): string[] {
  if (explained && !verbose) return [];
  const frames = stackFrames(error, cwd);
  const show = ({ text, isProject }: StackFrame): string => `    ${isProject ? text : paint.faint(text)}`;
  if (verbose) return frames.map(show);
  const own = frames.filter(({ isProject }) => isProject);
  const shown = own.length > 0 ? own : frames.filter(({ text }) => !text.includes('node:')).slice(0, FEW);
  const hidden = frames.length - shown.length;
  const rest =
    hidden > 0 ? [paint.faint(`    (${count(hidden, 'line')} of libraries: --verbose shows them)`)] : [];
  return [...shown.map(show), ...rest];
}

/** An error that explains itself names its cause; only one in the project's code, or one that explains more, is news. */
function addsSomething(
  cause: TransferredError,
  error: TransferredError,
  { cwd }: FormatErrorOptions,
): boolean {
  if (isExplained(cause)) return !error.message.includes(cause.message);
  return stackFrames(cause, cwd).some(({ isProject }) => isProject);
}
