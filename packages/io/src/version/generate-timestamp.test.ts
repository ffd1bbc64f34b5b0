import { expect, it } from 'vitest';
import { generateTimestamp } from './generate-timestamp.js';
import { checkVersion } from './version.js';

it('names a moment in UTC to the millisecond, without colons', () => {
  expect(generateTimestamp(new Date(Date.UTC(2026, 10, 22, 10, 20, 30, 7)))).toBe('2026-11-22T10.20.30.007Z');
});

it('sorts by time, and is a version', () => {
  const times = [0, 999, 1000, 59_999, 3_600_000, 86_400_000 * 400].map((ms) =>
    generateTimestamp(new Date(ms)),
  );
  expect([...times].sort()).toEqual(times);
  expect(checkVersion(generateTimestamp())).toMatch(/^\d{4}-\d\d-\d\dT\d\d\.\d\d\.\d\d\.\d{3}Z$/);
});
