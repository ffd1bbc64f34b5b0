import { describe, expect, it } from 'vitest';
import { createPaint } from './paint.js';
import { progressLine, type Progress } from './progress-line.js';
import { textWidth } from './text-width.js';

const paint = createPaint({ write: () => undefined }, {});
const symbols = { done: '✓', failed: '✗', full: '━', empty: '─' };
const line = (progress: Partial<Progress>, columns: number): string =>
  progressLine({ done: 1, total: 4, elapsedMs: 3250, running: [], ...progress }, columns, paint, symbols);

describe('progressLine', () => {
  it('shows a bar, n of m, the time and the running nodes', () => {
    expect(line({ running: ['split', 'train'] }, 80)).toBe(
      '━━━━━━──────────────────  1 of 4  3.2 s  split, train',
    );
  });

  it('counts the nodes whose names do not fit', () => {
    expect(line({ running: ['split', 'train', 'report'] }, 60)).toBe(
      '━━━━───────────────  1 of 4  3.2 s  split, train, report',
    );
    expect(line({ running: ['split', 'train', 'report'] }, 50)).toBe(
      '━━━━────────────  1 of 4  3.2 s  split, train +1',
    );
  });

  it('cuts a name that is too long alone', () => {
    expect(line({ running: ['a_very_long_name_of_a_node', 'b'] }, 48)).toBe(
      '━━━────────────  1 of 4  3.2 s  a_very_long… +1',
    );
  });

  it.each([1, 2, 5, 10, 15, 16, 17, 20, 25, 30, 40, 60, 100])('fits into %i columns', (columns) => {
    const running = ['データを分割する', 'train_model_on_all_of_the_data', '🚀'];
    expect(textWidth(line({ running }, columns))).toBeLessThan(columns);
  });

  it('copes with a run of no nodes', () => {
    expect(line({ done: 0, total: 0 }, 80)).toBe('━━━━━━━━━━━━━━━━━━━━━━━━  0 of 0  3.2 s');
  });
});
