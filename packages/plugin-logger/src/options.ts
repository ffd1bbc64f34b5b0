import { LoggerOptionError } from './errors.js';
import { formatJson, formatText } from './format-record.js';
import { LOG_LEVELS, type LogLevel, type LogRecord } from './log-record.js';

/** What the logger may be told. */
export interface LoggerOptions {
  /** The least level to log: `debug`, `info`, `warn` or `error`. Default: `info`. */
  readonly level?: LogLevel;
  /** How lines are written: `text` for people, `json` for one JSON object a line. Default: `text`. */
  readonly format?: 'text' | 'json';
  /**
   * Receives the records in place of the process's output; `format` then means nothing. What comes next waits for a
   * promise that it returns. Default: lines to stdout, those of `warn` and `error` to stderr.
   */
  readonly write?: (record: LogRecord) => void | Promise<void>;
  /** What the plugin is called; two loggers in a project need two names. Default: `logger`. */
  readonly name?: string;
}

/** The options with all defaults filled in. */
export type ResolvedLoggerOptions = Required<Omit<LoggerOptions, 'format'>>;

const KNOWN = ['level', 'format', 'write', 'name'];
const FORMATS = { text: formatText, json: formatJson };

/** @throws LoggerOptionError for an option that is unknown or has no meaning. */
export function resolveLoggerOptions(options: LoggerOptions = {}): ResolvedLoggerOptions {
  const { level = 'info', format = 'text', name = 'logger' } = options;
  const unknown = Object.keys(options).find((key) => !KNOWN.includes(key));
  if (unknown !== undefined)
    throw new LoggerOptionError(unknown, `is unknown; there are ${KNOWN.join(', ')}`);
  checkOneOf('level', level, LOG_LEVELS);
  checkOneOf('format', format, Object.keys(FORMATS));
  const { write = writeLines(FORMATS[format]) } = options;
  if (typeof write !== 'function') throw new LoggerOptionError('write', 'has to be a function');
  if (typeof name !== 'string' || name === '') throw new LoggerOptionError('name', 'has to be text');
  return { level, write, name };
}

function checkOneOf(option: string, value: unknown, known: readonly string[]): void {
  if (!known.includes(value as string))
    throw new LoggerOptionError(option, `is ${JSON.stringify(value)}; it can be ${known.join(', ')}`);
}

/** Through the streams of the process, because in a worker these lead to main. */
function writeLines(format: (record: LogRecord) => string): (record: LogRecord) => void {
  return (record) => {
    const stream = record.level === 'warn' || record.level === 'error' ? process.stderr : process.stdout;
    stream.write(`${format(record)}\n`);
  };
}
