import { expect, it } from 'vitest';
import { isNamed, quotedNames } from './quoted-names.js';

it('reads the texts that Python has quoted', () => {
  expect(quotedNames(`['a', "o'k", 'q\\'s"', '\\\\']`)).toEqual(['a', "o'k", 'q\'s"', '\\']);
});

it('finds a name in quotes, in a list and at the end of a sentence', () => {
  for (const message of ['No node "a.b".', 'no a.b, c', 'c -> a.b.', 'of a.b', 'of ns.a.b: it']) {
    expect(isNamed(message, 'a.b'), message).toBe(true);
  }
});

it('finds a file with a line after it', () => {
  expect(isNamed('base/a.yml:2:4: bad', 'base/a.yml')).toBe(true);
  expect(isNamed('base/a.yml2: bad', 'base/a.yml')).toBe(false);
});

it('does not take a part of a longer name for the name', () => {
  for (const message of ['a12', 'xa1', 'a1@x', 'params:a1', 'a1.b', 'a1-b', '']) {
    expect(isNamed(message, 'a1'), message).toBe(false);
  }
});
