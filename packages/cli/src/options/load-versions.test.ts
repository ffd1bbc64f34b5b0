import { describe, expect, it } from 'vitest';
import { loadVersions } from './load-versions.js';

describe('loadVersions', () => {
  it.each([
    ['', {}],
    ['a:1', { a: '1' }],
    ['a:2020-01-01T00.00.00.000Z,b:v2', { a: '2020-01-01T00.00.00.000Z', b: 'v2' }],
    [' a:1 , b:2 ', { a: '1', b: '2' }],
    ['a:b:c', { a: 'b:c' }],
    ['a :1', { 'a ': '1' }],
    [':1', { '': '1' }],
    ['a:1,a:2', { a: '2' }],
  ])('reads %j', (text, versions) => {
    expect(loadVersions(text)).toEqual(versions);
  });

  it('adds to what was given before', () => {
    expect(loadVersions('b:2,c:3', { a: '1', b: '1' })).toEqual({ a: '1', b: '2', c: '3' });
  });

  it.each(['a', 'a:1,', 'a:1,b'])('refuses %j, which is not dataset:version', (text) => {
    expect(() => loadVersions(text)).toThrow('Write it as dataset:version');
  });

  it.each(['a:', 'a:.', 'a:..', 'a:x/y', 'a:x\\y'])('refuses %j, which could lead elsewhere', (text) => {
    expect(() => loadVersions(text)).toThrow('cannot be a version of "a"');
  });
});
