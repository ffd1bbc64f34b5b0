import { describe, expect, it } from 'vitest';
import { IntegralFloat } from './interpolation/index.js';
import { parseYaml } from './yaml.js';
import { YamlProblem } from './yaml-events.js';

describe('parseYaml', () => {
  it('reads anchors, aliases and merge keys', () => {
    expect(parseYaml('base: &b {x: 1, y: 2}\nuse: *b\nmerged:\n  <<: *b\n  y: 3\n')).toEqual({
      base: { x: 1, y: 2 },
      use: { x: 1, y: 2 },
      merged: { x: 1, y: 3 },
    });
  });

  it('merges more keys than a parser that is afraid of them would', () => {
    const entries = Array.from({ length: 4000 }, (_, index) => `e${index}: {<<: *b, own: 1}`);
    const parsed = parseYaml(`b: &b {x: 1, y: 2, z: 3}\n${entries.join('\n')}`) as Record<string, unknown>;
    expect(parsed['e3999']).toEqual({ x: 1, y: 2, z: 3, own: 1 });
  });

  it.each(['', '# only a comment\n', 'null\n', '---\n', '---\n...\n', '\uFEFF'])(
    'reads %j as nothing',
    (text) => {
      expect(parseYaml(text)).toBeNull();
    },
  );

  it('reads what begins with a mark of the byte order, and lines that end as on Windows', () => {
    expect(parseYaml('\uFEFFa: 1\r\nb:\r\n  c: |\r\n    x\r\n')).toEqual({ a: 1, b: { c: 'x\n' } });
  });

  it('ends a block of text as the file ends', () => {
    expect(parseYaml('a: |\n  x')).toEqual({ a: 'x' });
    expect(parseYaml('a: |+\n  x')).toEqual({ a: 'x' });
    expect(parseYaml('a: >\n  x\n  y')).toEqual({ a: 'x y' });
    expect(parseYaml('a: |\n  x\n')).toEqual({ a: 'x\n' });
    expect(parseYaml('a: |\n  x\n  ')).toEqual({ a: 'x\n' });
    expect(parseYaml('a: |\n  x\nb: y')).toEqual({ a: 'x\n', b: 'y' });
  });

  it('tells a float without a fraction from a whole number when asked', () => {
    const text = 'a: 2.0\nb: 2\nc: 1e3\nd: 2.5\n2.0: key';
    expect(parseYaml(text)).toEqual({ a: 2, b: 2, c: 1000, d: 2.5, 2: 'key' });
    expect(parseYaml(text, { marksIntegralFloats: true })).toEqual({
      a: new IntegralFloat(2),
      b: 2,
      c: new IntegralFloat(1000),
      d: 2.5,
      2: 'key',
    });
  });

  it.each([
    ['a: 1\n  b: 2\n', 'bad indentation of a mapping entry', 2, 4],
    ['x: 1\na: 1\na: 2\n', 'a key stands in line 2, and again in line 3', 3, 1],
    ['1: x\n"1": y\n', 'a key stands in line 1, and again in line 2', 2, 2],
    ['m: {0x10: x}\n0x1: x\n1: y\n', 'the key stands in the same mapping before', 3, 1],
    ['a: b: c\n', 'a value cannot hold ": " unless it is in quotes', 1, 5],
    ['- a: see http://x: y\n', 'a value cannot hold ": " unless it is in quotes', 1, 18],
    ['a: *pass\n', 'unidentified alias', 1, 5],
    ['a: !pass x\n', 'a tag is not known', 1, 4],
    ['a: !!set {x, y}\n', 'a tag is not known', 1, 4],
    ['a: !!timestamp 2020-01-31\n', 'a tag is not known', 1, 4],
    ['a: !!int x\n', 'cannot resolve a node with explicit tag', 1, 4],
    ['a: {{ x }}\n', 'a mapping or list cannot be a key, put text with brackets in quotes', 1, 1],
    ['a: [1, 2\n', 'the bracket that opens here is not closed', 1, 4],
    ['model: { depth: 3\nseed: 1\n', 'the bracket that opens here is not closed', 1, 8],
    ['x: 1\na: "y\nb: 2\n', 'the quote that opens here is not closed', 2, 4],
    ["a: 'x\nb: 'y'\n", 'the quote that opens here ends in line 2, with more text behind it', 1, 4],
    ['model: {\nx: 1,, y: 2\n}\n', "expected the node content, but found ','", 2, 6],
    ['model: {\nx: 1, x: 2\n}\n', 'a key stands in line 2, and again in line 2', 2, 7],
    ['a: 1\n  b: 2\nc: "x\n', 'bad indentation of a mapping entry', 2, 4],
    ['null: 1\n', 'null cannot be a key, put it in quotes', 1, 1],
    ['a: =\n', 'a lone equals sign is no value, put it in quotes', undefined, undefined],
    ['a: {__proto__: 1}\n', 'the key __proto__ cannot be used in configuration', 1, 5],
    ['a: {"\\x5f_proto__": 1}\n', 'the key __proto__ cannot be used in configuration', 1, 6],
    ['a: 1\n---\nb: 2\n', 'it holds 2 YAML documents, one is expected', undefined, undefined],
    ['a: &a [*a]\n', 'an alias stands inside the value that it stands for', undefined, undefined],
  ])('says what is wrong with %j, and where, without its text', (text, reason, line, column) => {
    expect(() => parseYaml(text)).toThrow(
      expect.objectContaining({ name: 'YamlProblem', reason, line, column }) as Error,
    );
    expect(() => parseYaml(text)).toThrow(YamlProblem);
  });

  it.each([
    ['a: {b: [{x: 1}], "c": 2,\n c: 3}\n', 'the key "c" stands in line 1, and again in line 2'],
    ['a: !pass x\n', 'the tag !pass is not known'],
    ['a: !!set {x, y}\n', 'the tag !!set is not known'],
    ['a: 1\n  b: 2\n', 'bad indentation of a mapping entry'],
  ])('names keys and tags of %j for those who may see them', (text, namedReason) => {
    expect(() => parseYaml(text)).toThrow(expect.objectContaining({ namedReason }) as Error);
  });

  it('does not follow aliases of aliases for ever', () => {
    const levels = Array.from(
      { length: 30 },
      (_, index) => `l${index + 1}: &l${index + 1} [*l${index}, *l${index}]`,
    );
    expect(() => parseYaml(`l0: &l0 [x]\n${levels.join('\n')}`)).toThrow(
      'its aliases stand for too many values',
    );
  });
});
