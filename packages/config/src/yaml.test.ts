import { describe, expect, it } from 'vitest';
import { findLine, parseYaml, YamlProblem } from './yaml.js';

describe('parseYaml', () => {
  it('reads the core schema: words like yes are text, numbers are as in YAML 1.2, dates are text', () => {
    const text =
      'a: yes\nb: on\nc: 012\nd: 0o17\ne: 1_000\nf: 12:30\ng: 2020-01-31\nh: 2020-01-31T10:00:00Z\ni: ~\nj: .5';
    expect(parseYaml(text)).toEqual({
      a: 'yes',
      b: 'on',
      c: 12,
      d: 15,
      e: '1_000',
      f: '12:30',
      g: '2020-01-31',
      h: '2020-01-31T10:00:00Z',
      i: null,
      j: 0.5,
    });
  });

  it('reads anchors, aliases and merge keys', () => {
    expect(parseYaml('base: &b {x: 1, y: 2}\nuse: *b\nmerged:\n  <<: *b\n  y: 3\n')).toEqual({
      base: { x: 1, y: 2 },
      use: { x: 1, y: 2 },
      merged: { x: 1, y: 3 },
    });
  });

  it.each(['', '# only a comment\n', 'null\n', '---\n'])('reads %j as nothing', (text) => {
    expect(parseYaml(text)).toBeNull();
  });

  it.each([
    ['a: 1\n  b: 2\n', 'bad indentation of a mapping entry', 2, 4],
    ['x: 1\na: 1\na: 2\n', 'duplicated mapping key', 3, 1],
    ['a: *pass\n', 'unidentified alias', 1, 5],
    ['a: !pass x\n', 'unknown scalar tag', 1, 4],
    ['a: 1\n---\nb: 2\n', 'it holds 2 YAML documents, one is expected', undefined, undefined],
    ['a: &a [*a]\n', 'an alias stands inside the value that it stands for', undefined, undefined],
  ])('says what is wrong with %j, and where, without its text', (text, reason, line, column) => {
    expect(() => parseYaml(text)).toThrow(
      expect.objectContaining({ name: 'YamlProblem', reason, line, column }) as Error,
    );
    expect(() => parseYaml(text)).toThrow(YamlProblem);
  });
});

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
  ];
  it.each([
    [['a'], 2],
    [['a', 'b', 'c d'], 4],
    [['a', 'b', 'e', '1', 'f'], 5],
    [['list', '1'], 8],
    [['list', '1', 'x'], 8],
    [['use', 'c d'], 9],
    [['nothing'], undefined],
  ])('finds %j on line %s', (path, line) => {
    expect(findLine(text.join('\n'), path)).toBe(line);
  });
});
