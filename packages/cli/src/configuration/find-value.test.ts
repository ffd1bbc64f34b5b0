import { describe, expect, it } from 'vitest';
import { findValue, pathError } from './find-value.js';

const tree = { 'a.b': { columns: [1, { d: null }] }, a: { x: 5 }, name: 'text' };

describe('findValue', () => {
  it.each([
    ['a.b.columns.0', [1]],
    ['a.b.columns.1.d', [null]],
    ['a.x', [5]],
    ['a.b', [tree['a.b']]],
    ['', [tree]],
    ['a.y', undefined],
    ['name.length', undefined],
    ['constructor', undefined],
    ['a.b.columns.2', undefined],
  ])('finds "%s"', (path, found) => {
    expect(findValue(tree, path)).toEqual(found);
  });
});

describe('pathError', () => {
  it.each([
    ['nme', 'there is no "nme" in parameters. Did you mean "parameters.name"?'],
    ['a.b.colums.0', 'there is no "colums" in parameters.a.b. Did you mean "parameters.a.b.columns.0"?'],
    ['name.first', 'there is nothing below parameters.name.'],
    ['zzzzzzzz', 'there is no "zzzzzzzz" in parameters. It has a.b, a, name.'],
  ])('says of "%s" how far it leads', (path, message) => {
    expect(pathError('parameters', tree, path).message).toBe(
      `Cannot explain "parameters.${path}": ${message}`,
    );
  });
});
