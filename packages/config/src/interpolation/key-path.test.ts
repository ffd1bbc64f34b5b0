import { describe, expect, it } from 'vitest';
import { parseIndex, splitKeyPath } from './key-path.js';

describe('splitKeyPath', () => {
  it.each<[string, string[]]>([
    ['a', ['a']],
    ['a.b.c', ['a', 'b', 'c']],
    ['a[b].c', ['a', 'b', 'c']],
    ['[a].b', ['a', 'b']],
    ['[a][b]', ['a', 'b']],
    ['a[b.c]', ['a', 'b.c']],
    ['a..b', ['a', '', 'b']],
    ['a.', ['a', '']],
    ['.a[b]', ['', 'a', 'b']],
    ['a[b', ['a']],
    ['a[]', ['a', '']],
    ['a[b]c.d', ['a', 'b', 'd']],
  ])('reads %s as %j', (path, keys) => {
    expect(splitKeyPath(path)).toEqual(keys);
  });
});

describe('parseIndex', () => {
  it.each<[string, number | undefined]>([
    ['0', 0],
    ['12', 12],
    ['+1', 1],
    ['-1', -1],
    [' 1_0 ', 10],
    ['', undefined],
    ['a', undefined],
    ['1.0', undefined],
    ['1__0', undefined],
    ['0x1', undefined],
  ])('reads %j as %s', (key, index) => {
    expect(parseIndex(key)).toBe(index);
  });
});
