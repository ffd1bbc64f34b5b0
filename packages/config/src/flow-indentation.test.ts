import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indentFlowLines } from './flow-indentation.js';
import { parseYaml } from './yaml.js';

describe('lines inside of brackets and quotes', () => {
  it.each<[string, unknown]>([
    ['a: [\n1,\n2\n]\nb: 3\n', { a: [1, 2], b: 3 }],
    ['m:\n  a: {\n  x: 1,\n  }\n  b: 2\n', { m: { a: { x: 1 }, b: 2 } }],
    [
      "m:\n  - [1, # it's [\n2]\n  - {x: \"q ]\nr\", y: 'it''s\n\nz'}\n",
      { m: [[1, 2], { x: 'q ] r', y: "it's\nz" }] },
    ],
    ['a: "x\ny"\nb: \'p\nq\'\n', { a: 'x y', b: 'p q' }],
    ['"k": [\n]\n? x\n: [\n]\n', { k: [], x: [] }],
    ['a: &n !!seq [\n]\nb: *n\n', { a: [], b: [] }],
    ['t: |\n  [ "\n  ]\n\n  }\nf: >-\n  {\na: [\n]\n', { t: '[ "\n]\n\n}\n', f: '{', a: [] }],
    ['p: it\'s [one\n  "more\na: [\n] # end\n', { p: 'it\'s [one "more', a: [] }],
    ['a:\n  [\n  1\n  ]\nb:\n- [\n]\n', { a: [1], b: [[]] }],
    ['p: one\n  [two\na: [\n]\n', { p: 'one [two', a: [] }],
  ])('may be indented as one likes: %j', (text, value) => {
    expect(parseYaml(text)).toEqual(value);
  });

  it.each(['a: [1] x\nb: [\n]\n', 'a: {x: 1\nb: 2\n'])(
    'are refused where it is not clear what they are: %j',
    (text) => {
      expect(() => parseYaml(text)).toThrow();
    },
  );

  it.each([
    ['a: 1\nb: [1, [2, 3]\n', { kind: 'bracket', line: 2, column: 4 }],
    ['a: { b: "x\n  }\n', { kind: 'quote', line: 1, column: 9 }],
    ["a: 'x\nb: 'y'\n", { kind: 'quote', line: 1, column: 4, closedIn: 2 }],
    ['a: [1] x\nb: [\n]\n', undefined],
    ['a: [\n]\n', undefined],
  ])('tell which of them is not closed where it should be in %j', (text, unclosed) => {
    const found = indentFlowLines(text).unclosed;
    expect(found).toEqual(unclosed && (expect.objectContaining(unclosed) as unknown));
  });

  it('keep their number, and nothing but the space in front of them changes', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('a: ', '[', ']', '{', '}', '"', "'", '\n', '  ', '- ', '#', '|', 'x', ',')),
        (parts) => {
          const text = parts.join('');
          const { text: indented, added } = indentFlowLines(text);
          if (indented === undefined) return;
          expect(indented.split('\n').map((line) => line.trimStart())).toEqual(
            text.split('\n').map((line) => line.trimStart()),
          );
          expect(indented.split('\n').map((line, index) => line.slice(added[index]))).toEqual(
            text.split('\n'),
          );
        },
      ),
    );
  });
});
