import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IntegralFloat } from '../integral-float.js';
import { parseArgument, parseText } from './parse.js';
import { SyntaxProblem } from './token-reader.js';

describe('parseArgument', () => {
  it.each<[string, unknown]>([
    ['5', 5],
    ['+5', 5],
    ['-3', -3],
    ['-0', 0],
    ['1_000', 1000],
    ['1.5', 1.5],
    ['.5', 0.5],
    ['2.0', new IntegralFloat(2)],
    ['1.', new IntegralFloat(1)],
    ['1e3', new IntegralFloat(1000)],
    ['1_0.2_5e-1', 1.025],
    ['inf', Infinity],
    ['-Inf', -Infinity],
    ['nan', NaN],
    ['true', true],
    ['FALSE', false],
    ['null', null],
    ['None', 'None'],
    ['nullable', 'nullable'],
    ['0x1F', '0x1F'],
    ['007', '007'],
    ['1_', '1_'],
    ['1 2', '1 2'],
    ['a b', 'a b'],
    ['a:b', 'a:b'],
    ['a : b', 'a : b'],
    ['/x/y.z', '/x/y.z'],
    ['http://h:80/p?q', 'http://h:80/p?q'],
    ['a\\,b', 'a,b'],
    ['\\{\\}', '{}'],
    ['a\\ ', 'a '],
    ['\\\\', '\\'],
    ['\\n', '\\n'],
    ["'a, b'", 'a, b'],
    ['"a, b"', 'a, b'],
    ["''", ''],
    ["'5'", '5'],
    ["'it\\'s'", "it's"],
    ["'it\"s'", 'it"s'],
    ["'a\\b'", 'a\\b'],
    ["'a\\\\'", 'a\\'],
    ["'\\${a}'", '${a}'],
    ['[]', []],
    ['[ 1, two , [x] ]', [1, 'two', ['x']]],
    ['[,]', ['', '']],
    ['{}', {}],
    ['{a: 1, b c : {d: "e"}}', { a: 1, 'b c': { d: 'e' } }],
    ['{a:b:c}', { a: 'b:c' }],
    ['{1: one, 2.0: two, true: t, null: n}', { 1: 'one', 2: 'two', true: 't', null: 'n' }],
  ])('reads %s as %j', (text, expected) => {
    expect(constantOf(parseArgument(text))).toEqual(expected);
  });

  it.each([
    '~',
    'a,b',
    '[1',
    '{a}',
    '{a:1,}',
    '{,}',
    "'a",
    "'a' b",
    'a [b]',
    "a'b'",
    '{',
    '}',
    ']',
    '(a)',
    'é',
    'a\nb',
    '',
    '{${a}: 1}',
  ])('refuses %j', (text) => {
    expect(() => parseArgument(text)).toThrow(SyntaxProblem);
  });

  it('gives any text back that is put in quotes with its quotes, backslashes and interpolations escaped', () => {
    const pieces = fc.array(fc.constantFrom('${', '$', '{', "'", '"', 'a', ' ', ',', '\\', '\n', 'é'));
    fc.assert(
      fc.property(pieces, fc.constantFrom("'", '"'), (parts, quote) => {
        const text = parts.join('');
        expect(constantOf(parseArgument(quote + escape(text, quote) + quote))).toBe(text);
      }),
    );
  });

  it('gives any number back that JavaScript writes', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const read = constantOf(parseArgument(String(value)));
        expect(read instanceof IntegralFloat ? read.value : read).toBe(value + 0);
      }),
    );
  });
});

describe('parseText', () => {
  it.each([
    '${}',
    '${a',
    '${a b}',
    '${a.}',
    '${a..b}',
    '${a[b}',
    '${a]}',
    '${a[]}',
    '${a[b.c]}',
    '${.:1}',
    '${a-b:1}',
    '${a[b]:1}',
    '${.a:1}',
    '${:1}',
    '${a:1',
    '${a:${b}',
    '${a.b:{}',
    '${a}${',
    "${a:'}",
    '${(a)}',
    '${a${b}}',
    '${"a"}',
  ])('refuses %j', (text) => {
    expect(() => parseText(text)).toThrow(SyntaxProblem);
  });

  it('says at which character the text stops making sense', () => {
    expect(() => parseText('ab ${c d}')).toThrow(expect.objectContaining({ position: 6 }));
    expect(() => parseText('ab ${c')).toThrow(expect.objectContaining({ position: 6 }));
  });

  it('reads a lone interpolation as itself, and any other text as text', () => {
    expect(parseText('${a.b}')).toEqual({ kind: 'reference', path: ['a', '.', 'b'] });
    expect(parseText('${a}.')).toEqual({ kind: 'text', parts: [{ kind: 'reference', path: ['a'] }, '.'] });
    expect(parseText('${oc.env: A , }')).toEqual({
      kind: 'resolver',
      name: ['oc', 'env'],
      args: [
        { kind: 'constant', value: 'A' },
        { kind: 'constant', value: '' },
      ],
    });
  });
});

function constantOf(argument: ReturnType<typeof parseArgument>): unknown {
  switch (argument.kind) {
    case 'constant':
      return argument.value;
    case 'text':
      return argument.parts.filter((part) => typeof part === 'string').join('');
    case 'list':
      return argument.items.map(constantOf);
    case 'mapping':
      return Object.fromEntries(argument.entries.map(([key, value]) => [key, constantOf(value)]));
    default:
      throw new Error(`There is an interpolation (${argument.kind}).`);
  }
}

/** Backslashes count where they stand before a quote, an interpolation, or the end. */
function escape(text: string, quote: string): string {
  const special = new RegExp(`(\\\\*)(${quote}|\\$\\{|$)`, 'g');
  return text.replaceAll(special, (_, backslashes: string, what: string) => {
    return backslashes + backslashes + (what === '' ? '' : `\\${what}`);
  });
}
