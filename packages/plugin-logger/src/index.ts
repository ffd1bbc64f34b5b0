export { loggerPlugin, loggerPlugin as default } from './logger-plugin.js';
export type { LoggerOptions } from './options.js';
export type { LogEvent, LogLevel, LogRecord } from './log-record.js';
export { LoggerOptionError } from './errors.js';
