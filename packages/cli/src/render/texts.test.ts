import { describe, expect, it } from 'vitest';
import { cleanLine } from './clean-line.js';
import { formatDuration } from './format-duration.js';
import { createPaint } from './paint.js';
import { chooseSymbols } from './symbols.js';
import { fitText, textWidth } from './text-width.js';

describe('formatDuration', () => {
  it.each([
    [0, '0.0 ms'],
    [0.36, '0.4 ms'],
    [9.94, '9.9 ms'],
    [9.96, '10 ms'],
    [999.4, '999 ms'],
    [999.6, '1.0 s'],
    [59_940, '59.9 s'],
    [59_960, '1 min 00 s'],
    [125_000, '2 min 05 s'],
    [3_599_600, '1 h 00 min'],
    [3_720_000, '1 h 02 min'],
  ])('writes %d ms for people', (milliseconds, text) => {
    expect(formatDuration(milliseconds)).toBe(text);
  });
});

describe('cleanLine', () => {
  it.each([
    ['plain\ttext', false, 'plain\ttext'],
    ['a line of Windows\r', false, 'a line of Windows'],
    ['10%\r20%', false, '20%'],
    ['\u001b[1;31mred\u001b[0m', false, 'red'],
    ['\u001b[1;31mred', true, '\u001b[1;31mred\u001b[0m'],
    ['\u001b[2Aup\u001b[K\u001b]0;title\u0007\u001b7\u0000\u0008', true, 'up'],
    ['\u001b]8;;https://example.org\u001b\\link\u001b]8;;\u001b\\', false, 'link'],
    ['data für 東京 🚀', false, 'data für 東京 🚀'],
  ])('cleans %j (colours kept: %s)', (text, keepColours, cleaned) => {
    expect(cleanLine(text, keepColours)).toBe(cleaned);
  });
});

describe('textWidth', () => {
  it.each([
    ['split', 5],
    ['für', 3],
    ['fu\u0308r', 3],
    ['東京', 4],
    ['🚀', 2],
    ['✓ ━', 3],
  ])('knows the columns of %j', (text, width) => {
    expect(textWidth(text)).toBe(width);
  });

  it('cuts between characters, with an ellipsis that fits too', () => {
    expect(fitText('split', 5)).toBe('split');
    expect(fitText('split_data', 5)).toBe('spli…');
    expect(fitText('東京東京', 4)).toBe('東…');
    expect(fitText('split', 0)).toBe('');
  });
});

describe('createPaint', () => {
  const stream = (isTTY: boolean) => ({ write: () => undefined, isTTY });
  it.each([
    [true, {}, true],
    [false, {}, false],
    [true, { NO_COLOR: '1' }, false],
    [true, { NO_COLOR: '' }, true],
    [false, { FORCE_COLOR: '1' }, true],
    [false, { FORCE_COLOR: '' }, true],
    [true, { FORCE_COLOR: '0' }, false],
    [true, { FORCE_COLOR: '1', NO_COLOR: '1' }, true],
    [true, { TERM: 'dumb' }, false],
  ])('on a terminal (%s) with %j is in colour: %s', (isTTY, env, coloured) => {
    expect(createPaint(stream(isTTY), env).bad('x')).toBe(coloured ? '\u001b[31mx\u001b[39m' : 'x');
  });
});

describe('chooseSymbols', () => {
  it('keeps to ASCII where the console can show little', () => {
    expect(chooseSymbols({ TERM: 'linux' }, 'linux').done).toBe('+');
    expect(chooseSymbols({}, 'win32').done).toBe('+');
    expect(chooseSymbols({ WT_SESSION: 'x' }, 'win32').done).toBe('✓');
    expect(chooseSymbols({ TERM: 'xterm' }, 'darwin').done).toBe('✓');
  });
});
