import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isCatchAll, rankPatterns } from './rank-patterns.js';

const pattern = fc
  .array(fc.constantFrom('{a}', '{B}', '{name}', '_', 'x', 'csv', '.', '日', '😀', '\uffee'), {
    minLength: 1,
  })
  .map((parts) => parts.join(''));
const patterns = fc.uniqueArray(pattern, { maxLength: 12 });

describe('patterns rank', () => {
  it('by characters outside of placeholders, then by placeholders, then alphabetically', () => {
    expect(rankPatterns(['{b}_b', '{a}_b', '{B}_b', '{a}{b}_', '{a}_x_', '{name}', '_{a}'])).toEqual([
      '{a}_x_',
      '{B}_b',
      '{a}_b',
      '{b}_b',
      '{a}{b}_',
      '_{a}',
      '{name}',
    ]);
  });

  it('by code points, not by the units that JavaScript counts', () => {
    expect(rankPatterns(['😀{a}', '\uffee{a}'])).toEqual(['\uffee{a}', '😀{a}']);
    expect(rankPatterns(['😀{a}', 'ab{a}'])).toEqual(['ab{a}', '😀{a}']);
  });

  it('in one order, whatever the order in which they are given', () => {
    fc.assert(
      fc.property(
        patterns.chain((given) =>
          fc.tuple(fc.constant(given), fc.shuffledSubarray(given, { minLength: given.length })),
        ),
        ([given, shuffled]) => {
          const ranked = rankPatterns(given);
          expect(rankPatterns(shuffled)).toEqual(ranked);
          expect(rankPatterns(ranked)).toEqual(ranked);
          expect([...ranked].sort()).toEqual([...given].sort());
        },
      ),
    );
  });

  it('the same in every larger set, any two of them with a winner', () => {
    fc.assert(
      fc.property(patterns, (given) => {
        const ranked = rankPatterns(given);
        for (const [i, first] of ranked.entries())
          for (const second of ranked.slice(i + 1))
            expect(rankPatterns([second, first])).toEqual([first, second]);
      }),
    );
  });

  it('with those of placeholders alone at the end', () => {
    fc.assert(
      fc.property(patterns, (given) => {
        const catchAlls = rankPatterns(given).map(isCatchAll);
        expect(catchAlls).toEqual([...catchAlls].sort((a, b) => Number(a) - Number(b)));
      }),
    );
  });
});
