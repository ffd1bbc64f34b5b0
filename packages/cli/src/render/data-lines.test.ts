import { expect, it } from 'vitest';
import { dataLines } from './data-lines.js';
import { createPaint } from './paint.js';

const paint = createPaint({ write: () => true }, { NO_COLOR: '1' });

it('tells which datasets were copied, the most bytes first', () => {
  const data = {
    numbers: { sharedBytes: 8e6, copiedBytes: 0, readers: 3 },
    rows: { sharedBytes: 0, copiedBytes: 1_250_000, readers: 2 },
    model: { sharedBytes: 5e8, copiedBytes: 900, readers: 1 },
    unread: { sharedBytes: 0, copiedBytes: 10, readers: 0 },
  };
  expect(dataLines(data, { paint })).toEqual([
    '  copied  rows   1.3 MB for each of 2 nodes',
    '  copied  model  900 B for 1 node, 500 MB shared',
  ]);
});

it('counts those that are too many', () => {
  const entries = Array.from({ length: 25 }, (_, i) => [
    `d${i}`,
    { sharedBytes: 0, copiedBytes: 25 - i, readers: 1 },
  ]);
  const lines = dataLines(Object.fromEntries(entries) as never, { paint });
  expect(lines).toHaveLength(21);
  expect(lines[0]).toBe('  copied  d0   25 B for 1 node');
  expect(lines.at(-1)).toBe('  and 5 more copied');
});

it('says nothing when nothing was copied', () => {
  expect(dataLines({}, { paint })).toEqual([]);
});
