import { openJournals } from '@kedro-ts/project';
import type { RunsListOptions } from '../program.js';
import { columns, type Row } from '../render/columns.js';
import { dumpJson } from '../render/dump.js';
import { formatDuration } from '../render/format-duration.js';
import { formatTime } from '../render/format-time.js';
import { createPaint } from '../render/paint.js';
import { statusStyle, summaryOf } from '../runs/run-summary.js';

/** Prints the runs that are recorded, the last first. */
export async function runsList({ format, limit }: RunsListOptions): Promise<number> {
  const journals = await openJournals({ cwd: process.cwd() });
  const runs = (await journals.list()).slice(0, limit);
  if (format === 'json') {
    process.stdout.write(dumpJson(runs.map(summaryOf)));
    return 0;
  }
  if (runs.length === 0) {
    process.stderr.write(`${NO_RUNS}\n`);
    return 0;
  }
  const paint = createPaint(process.stdout, process.env);
  const head = ['run', 'started', 'took', 'runner', 'status', 'nodes'];
  const rows = runs.map((run): Row => {
    const { header, status, durationMs, done, total } = run;
    return [
      header.runId,
      formatTime(header.time),
      formatDuration(durationMs),
      header.runner,
      { text: status, paint: statusStyle(status, paint) },
      `${done}/${total}`,
    ];
  });
  const lines = columns([head.map((text) => ({ text, paint: paint.faint })), ...rows]);
  process.stdout.write(lines.map((line) => `${line}\n`).join(''));
  return 0;
}

const NO_RUNS = 'There is no record of a run yet: "kedro run" makes one.';
