import { expect, it } from 'vitest';
import { InvalidVersionError } from '../errors.js';
import { checkVersion } from './version.js';

it.each([
  '2026-11-22T10.20.30.123Z',
  'v2',
  '1.0',
  'a b',
  'größer',
  '2020-01-01T10:20:30',
  'a..b',
  '...'.padStart(4, 'a'),
])('takes "%s"', (version) => {
  expect(checkVersion(version)).toBe(version);
});

it.each([
  ['', /is empty/],
  ['..', /begins with a dot/],
  ['.', /begins with a dot/],
  ['.. ', /begins with a dot/],
  [' ..', /begins with a dot/],
  ['.hidden', /begins with a dot/],
  ['../up', /separator/],
  ['a/../../b', /separator/],
  ['a\\b', /separator/],
  ['/etc', /separator/],
  ['\\\\server\\share', /separator/],
  ['C:', /like a drive/],
  ['c:temp', /like a drive/],
  ['C:\\temp', /separator/],
  ['a\0b', /NUL/],
  [' v1', /space/],
  ['v1 ', /space/],
  [20260101, /is a number, not text/],
  [null, /is null/],
  [['v1'], /is a list/],
])('refuses %j on every platform', (version, message) => {
  const check = (): string => checkVersion(version);
  expect(check).toThrow(InvalidVersionError);
  expect(check).toThrow(message);
  expect(check).toThrow(/is the name of a folder/);
});
