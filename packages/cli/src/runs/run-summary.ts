import type { RunRecord, RunStatus } from '@kedro-ts/project';
import type { Paint, Style } from '../render/paint.js';

/** A run in a few words, as plain data. */
export interface RunSummary {
  readonly id: string;
  readonly status: RunStatus;
  /** ISO 8601. */
  readonly startTime: string;
  readonly durationMs: number;
  readonly runner: string;
  readonly env: string;
  readonly done: number;
  readonly total: number;
  readonly resumedFrom?: string;
}

/** A run in a few words. */
export function summaryOf({ header, status, durationMs, done, total }: RunRecord): RunSummary {
  const { runId: id, time, runner, env, resumedFrom } = header;
  const startTime = new Date(time).toISOString();
  return {
    ...{ id, status, startTime, durationMs, runner, env, done, total },
    ...(resumedFrom !== undefined && { resumedFrom }),
  };
}

/** How a status stands out. */
export function statusStyle(status: string, paint: Paint): Style {
  if (status === 'finished') return paint.good;
  if (status === 'failed' || status === 'killed') return paint.bad;
  if (status === 'cancelled' || status === 'stopped') return paint.warn;
  return status === 'running' ? paint.accent : paint.faint;
}
