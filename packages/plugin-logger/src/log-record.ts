import type { KedroHooks, Where } from '@kedro-ts/hooks';

/** The levels, the most talkative first. */
export const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const;

/** How much a record matters. */
export type LogLevel = (typeof LOG_LEVELS)[number];

/** What a record is about: the name of the hook that gave rise to it. */
export type LogEvent = keyof KedroHooks;

/** One thing that happened, as plain data: names and times, never data, credentials or the messages of errors. */
export interface LogRecord {
  /** Milliseconds since the Unix epoch. */
  readonly time: number;
  readonly level: LogLevel;
  readonly runId: string;
  /** Where it happened. */
  readonly where: Where;
  /** The worker's number from 1; absent in main. */
  readonly workerId?: number;
  readonly event: LogEvent;
  /** The node's name; absent when it is about no node. */
  readonly node?: string;
  /** The dataset's name; absent when it is about no dataset. */
  readonly dataset?: string;
  /** A sentence for people. */
  readonly message: string;
  /** How long it took, where something ended whose beginning was seen. */
  readonly durationMs?: number;
}
