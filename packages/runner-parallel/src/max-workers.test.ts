import { expect, test } from 'vitest';
import { resolveMaxWorkers } from './max-workers.js';

test.each([
  ['win32', 60, 60],
  ['win32', 61, 61],
  ['win32', 62, 61],
  ['linux', 62, 62],
  ['darwin', 500, 500],
] as const)('on %s, of %i workers %i may be started', (platform, maxWorkers, expected) => {
  expect(resolveMaxWorkers(maxWorkers, platform)).toBe(expected);
});

test.each([0, -3, 2.5, Number.NaN])('refuses %s on every platform', (maxWorkers) => {
  expect(() => resolveMaxWorkers(maxWorkers, 'win32')).toThrow('positive whole number');
  expect(() => resolveMaxWorkers(maxWorkers, 'linux')).toThrow('positive whole number');
});
