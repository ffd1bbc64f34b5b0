import type { LogRecord } from './log-record.js';

/** A record as a line for people: time (UTC), level, worker, message. */
export function formatText({ time, level, workerId, message }: LogRecord): string {
  const worker = workerId === undefined ? '' : ` [worker ${workerId}]`;
  return `${new Date(time).toISOString()} ${level.toUpperCase().padEnd(5)}${worker} ${message}`;
}

/** A record as one line of JSON. */
export function formatJson(record: LogRecord): string {
  return JSON.stringify(record);
}

/** A time for people: `3 ms`, `1.2 s`, `2 min 5 s`. */
export function formatDuration(durationMs: number): string {
  if (durationMs < 999.5) return `${Math.round(durationMs)} ms`;
  if (durationMs < 59_950) return `${(durationMs / 1000).toFixed(1)} s`;
  const seconds = Math.round(durationMs / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
