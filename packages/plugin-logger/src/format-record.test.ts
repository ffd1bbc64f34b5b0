import { describe, expect, it } from 'vitest';
import { formatDuration, formatJson, formatText } from './format-record.js';
import type { LogRecord } from './log-record.js';

const RECORD: LogRecord = {
  time: Date.UTC(2026, 2, 1, 9, 30, 0, 5),
  level: 'info',
  runId: 'r',
  where: 'main',
  event: 'afterNodeRun',
  node: 'clean',
  message: 'Ran node clean in 3 ms',
  durationMs: 3.25,
};

describe('a record as text', () => {
  it('is time, level and message', () => {
    expect(formatText(RECORD)).toBe('2026-03-01T09:30:00.005Z INFO  Ran node clean in 3 ms');
  });

  it('names the worker', () => {
    expect(formatText({ ...RECORD, where: 'worker', workerId: 2, level: 'error' })).toBe(
      '2026-03-01T09:30:00.005Z ERROR [worker 2] Ran node clean in 3 ms',
    );
  });
});

describe('a record as JSON', () => {
  it('is one line that reads back the same', () => {
    const line = formatJson({ ...RECORD, message: 'two\nlines' });
    expect(line).not.toContain('\n');
    expect(JSON.parse(line)).toEqual({ ...RECORD, message: 'two\nlines' });
  });
});

describe('a duration', () => {
  it.each([
    [0.2, '0 ms'],
    [3.4, '3 ms'],
    [999.4, '999 ms'],
    [999.6, '1.0 s'],
    [1234, '1.2 s'],
    [59_949, '59.9 s'],
    [59_951, '1 min 0 s'],
    [125_000, '2 min 5 s'],
    [7_260_000, '121 min 0 s'],
  ])('of %f ms reads %s', (durationMs, text) => {
    expect(formatDuration(durationMs)).toBe(text);
  });
});
