import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isParameterName, lookUpParameter, parameterNames } from './parameters.js';

const parameters = {
  model: { options: { rate: 0.1, layers: [{ size: 3 }] }, 'a.b': { 'c.d': 1 }, note: null },
  'model.note': 'dotted',
  'x.y': { z: 1 },
  x: { y: { w: 2 } },
};

describe('a parameter is looked up', () => {
  it.each([
    ['parameters', parameters],
    ['params:model', parameters.model],
    ['params:model.options.rate', 0.1],
    ['params:model.options.layers', [{ size: 3 }]],
    ['params:x.y.z', 1],
    ['params:x.y.w', 2],
    ['params:model.a.b.c.d', 1],
    ['params:model.note', 'dotted'],
  ])('%s', (name, value) => {
    expect(lookUpParameter(parameters, name)).toEqual(value);
  });

  it('as null when it is null', () => {
    expect(lookUpParameter({ a: { b: null } }, 'params:a.b')).toBeNull();
  });

  it.each([
    'params:',
    'params:modle',
    'params:model.options.layers.0',
    'params:model.options.rate.x',
    'params:model.note.x',
    'params:__proto__',
    'params:constructor',
    'params:model.__proto__.x',
    'params:model.toString',
  ])('as undefined when there is none: %s', (name) => {
    expect(lookUpParameter(parameters, name)).toBeUndefined();
  });

  it('by a key named __proto__ when it is really there', () => {
    const odd = JSON.parse('{"__proto__": {"a": 1}}') as Record<string, unknown>;
    expect(lookUpParameter(odd, 'params:__proto__.a')).toBe(1);
  });
});

it('lists the names of all parameters, of mappings and what is in them, but not in lists', () => {
  expect([...parameterNames({ a: { b: [{ c: 1 }], 'd.e': null }, f: 1 })]).toEqual([
    'parameters',
    'params:a',
    'params:a.b',
    'params:a.d.e',
    'params:f',
  ]);
});

it('finds every parameter under each name that it lists', () => {
  const tree = fc.letrec((tie) => ({
    mapping: fc.dictionary(
      fc.stringMatching(/^[ab.]{1,3}$/),
      fc.oneof({ maxDepth: 3 }, fc.integer(), fc.constant(null), tie('mapping')),
    ),
  })).mapping;
  fc.assert(
    fc.property(tree, (some) => {
      for (const name of parameterNames(some)) expect(lookUpParameter(some, name)).not.toBeUndefined();
    }),
  );
});

it('knows the names that stand for parameters', () => {
  expect(['parameters', 'params:a', 'params:'].map(isParameterName)).toEqual([true, true, true]);
  expect(['parameters2', 'param:a', 'my_params:a', ''].map(isParameterName)).toEqual([
    false,
    false,
    false,
    false,
  ]);
});
