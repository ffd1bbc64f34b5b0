import { describe, expect, it } from 'vitest';
import { findLine } from './find-line.js';

describe('findLine', () => {
  const text = [
    '# top',
    'a:',
    '  b: &b',
    '    "c d": 1',
    '    e: [10, {f: 2}]',
    'list:',
    '  - x: 1',
    '  - x: 2',
    'use: *b',
    'open: [',
    '  1,',
    ']',
    'last: 1',
  ];
  it.each([
    [['a'], 2],
    [['a', 'b', 'c d'], 4],
    [['a', 'b', 'e', '1', 'f'], 5],
    [['list', '1'], 8],
    [['list', '1', 'x'], 8],
    [['use', 'c d'], 9],
    [['open', '0'], 11],
    [['last'], 13],
    [['nothing'], undefined],
  ])('finds %j on line %s', (path, line) => {
    expect(findLine(text.join('\n'), path)).toBe(line);
  });
});
