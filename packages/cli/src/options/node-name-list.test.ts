import { expect, it } from 'vitest';
import { nodeNameList } from './node-name-list.js';

it.each([
  ['', []],
  [' a , b,,', ['a', 'b']],
  ['f([x,y]) -> [z],g([z]) -> [w]', ['f([x,y]) -> [z]', 'g([z]) -> [w]']],
  ['[[a,b],c],d', ['[[a,b],c]', 'd']],
  ['a],b', ['a]', 'b']],
  ['x,a[b,c', ['x', 'a[b', 'c']],
])('reads %j', (text, names) => {
  expect(nodeNameList(text)).toEqual(names);
  expect(nodeNameList(text, ['first'])).toEqual(['first', ...names]);
});
