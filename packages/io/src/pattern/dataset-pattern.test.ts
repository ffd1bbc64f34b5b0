import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compilePattern } from './dataset-pattern.js';

const matched = (pattern: string, name: string): Record<string, unknown> | undefined => {
  const values = compilePattern(pattern).match(name);
  return values && Object.fromEntries(values);
};

describe('a pattern', () => {
  it.each([
    ['{name}_csv', 'cars_csv', { name: 'cars' }],
    ['{name}_csv', 'x_csv_csv', { name: 'x_csv' }],
    ['{name}_csv', '_csv', undefined],
    ['{name}_csv', 'a_csvb', undefined],
    ['{name}_csv', 'a_csv\n', undefined],
    ['{ns}.{name}', 'a.b.c', { ns: 'a', name: 'b.c' }],
    ['{ns}.{name}', 'a..b', { ns: 'a', name: '.b' }],
    ['{ns}.{name}', 'ab', undefined],
    ['{one}{two}', 'abc', { one: 'a', two: 'bc' }],
    ['{one}{two}', '😀😀', { one: '😀', two: '😀' }],
    ['{Name}_CSV', 'A_csv', { Name: 'A' }],
    ['RAW_{n}', 'raw_a', { n: 'a' }],
    ['raw_{n}_csv', 'raw_csv', undefined],
    ['{n}_\u212a', 'a_k', { n: 'a' }],
    ['s_{n}_k', '\u017f_a_\u212a', { n: 'a' }],
    ['K{n}', '\u212aa', { n: 'a' }],
    ['k{n}', 'xk', undefined],
    ['{n}_{n}', 'ab_ab', { n: 'ab' }],
    ['{n}_{n}', 'A_a', { n: 'A' }],
    ['{n}_{n}', 'a_b', undefined],
    ['{n}{n}0', 'aa0', { n: 'a' }],
    ['{n}', 'a\nb', { n: 'a\nb' }],
    ['a.{n}+(x)[y]^$|*?/\\', 'a.b+(x)[y]^$|*?/\\', { n: 'b' }],
    ['a.{n}', 'aXb', undefined],
    ['{{n}}_{n}', '{n}_b', { n: 'b' }],
    ['{a-b}{n}', '{a-b}c', { n: 'c' }],
    ['{日本}_x', 'a_x', { 日本: 'a' }],
  ])('%j takes from %j %j', (pattern, name, expected) => {
    expect(matched(pattern, name)).toEqual(expected);
  });

  it.each([
    ['{n:d}_x', '05_x', 5n],
    ['{n:d}_x', '-0x1F_x', -31n],
    ['{n:d}_x', 'a_x', undefined],
    ['{n:2d}x', '123x', undefined],
    ['{n:x}', 'ff', 255n],
    ['{n:b}', '0b11', 3n],
    ['{n:o}', '17', 15n],
    ['{w:w}_y', 'äb_y', 'äb'],
    ['{w:w}_y', 'a-b_y', undefined],
    ['{w:l}1', 'ab1', 'ab'],
    ['{w:D}', 'a1', undefined],
    ['{w:S}', 'a b', undefined],
    ['{w:.2}', 'abc', undefined],
    ['{w:2.3}', 'abc', 'abc'],
    ['{w:3}', 'ab', undefined],
    ['{w:>}x', '  ax', 'a'],
    ['{w:*^}x', '**a**x', 'a'],
  ])('%j takes from %j the value %s', (pattern, name, expected) => {
    expect(Object.values(matched(pattern, name) ?? {})[0]).toBe(expected);
  });

  it('is refused when a format is not understood, or two of one placeholder differ', () => {
    expect(() => compilePattern('{n:tg}_x')).toThrow(/format of the placeholder \{n:tg\} is not understood/);
    expect(() => compilePattern('{n:d}_{n}')).toThrow(/\{n\} has two formats/);
  });

  it('fits the same names whether or not it looks at their beginning and end first', () => {
    const text = fc.array(fc.constantFrom('k', 'K', '\u212a', 's', '\u017f', '\u0130', 'i', '_', '.'), {
      maxLength: 4,
    });
    fc.assert(
      fc.property(text, text, text, ([...before], [...after], [...name]) => {
        const pattern = compilePattern(`${before.join('')}{n}${after.join('')}`);
        const names = [name, [...before, ...name, ...after], [...before, ...after]].map((parts) =>
          parts.join(''),
        );
        for (const each of names) expect(pattern.match(each)).toEqual(pattern.match(each, null));
        for (const each of names.map((part) => part.toUpperCase()))
          expect(pattern.match(each)).toEqual(pattern.match(each, null));
      }),
    );
  });

  it('fits every name that is put together by its rules', () => {
    const text = fc.string({ minLength: 1, unit: 'grapheme' });
    fc.assert(
      fc.property(text, text, fc.constantFrom('_', '.', '@', '-int-'), (left, right, between) => {
        const values = compilePattern(`{left}${between}{right}`).match(left + between + right);
        expect(`${values?.get('left')}${between}${values?.get('right')}`.toLowerCase()).toBe(
          (left + between + right).toLowerCase(),
        );
      }),
    );
  });
});
