import { describe, expect, it } from 'vitest';
import { didYouMean, nearMisses } from './near-misses.js';

describe('near misses', () => {
  it.each([
    ['stagin', ['prod', 'staging', 'base'], ['staging']],
    ['prdo', ['prod', 'base'], ['prod']],
    ['PROD', ['prod'], ['prod']],
    ['cat', ['catalog', 'credentials'], ['catalog']],
    ['anything', ['base'], []],
    ['x', [], []],
  ])('of %j among %j are %j', (name, known, expected) => {
    expect(nearMisses(name, known)).toEqual(expected);
  });

  it('are offered nearest first', () => {
    expect(didYouMean('test', ['test22', 'test1'])).toBe(' Did you mean "test1" or "test22"?');
    expect(didYouMean('test', ['zzz'])).toBe('');
  });
});
