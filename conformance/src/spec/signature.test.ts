import { expect, it } from 'vitest';
import { canBeCalled, inSignatureOrder } from './signature.js';

it.each([
  [undefined, ['a', 'b'], true],
  [undefined, { a: 'x' }, true],
  [[], null, true],
  [[], 'a', false],
  [['x'], null, false],
  [['x'], 'a', true],
  [['x', 'y'], ['a'], false],
  [['x', 'y='], ['a'], true],
  [['x', '*args'], ['a', 'b', 'c'], true],
  [['x', '*', 'y'], ['a', 'b'], false],
  [['x', '*', 'y'], { x: 'a', y: 'b' }, true],
  [['x', '/'], { x: 'a' }, false],
  [['x', '/', 'y'], ['a', 'b'], true],
  [['x'], { y: 'a' }, false],
  [['x', '**kw'], { x: 'a', y: 'b' }, true],
  [['x', '**kw'], { y: 'b' }, false],
])('knows whether a function of %j can be called with %j', (params, inputs, expected) => {
  expect(canBeCalled(params, inputs)).toBe(expected);
});

it('puts the keys of a record into the order of the parameters, others last', () => {
  expect(inSignatureOrder(['q', '*', 'p='], ['z', 'p', 'q'])).toEqual(['q', 'p', 'z']);
  expect(inSignatureOrder(undefined, ['z', 'p'])).toEqual(['z', 'p']);
});
