import { describe, expect, it } from 'vitest';
import { ValueNotShareableError } from '../errors.js';
import { encodeShared } from './encode.js';

class Model {}
class Names extends Array<string> {}
class Index extends Map<string, number> {}
class Tags extends Set<string> {}
class Day extends Date {}
class CarError extends Error {}
function train(): void {}

describe('a value that another worker would not get as it is', () => {
  it.each<[string, unknown, string, string]>([
    ['a class instance', new Model(), 'value', 'an instance of Model'],
    ['one in an object', { model: { inner: new Model() } }, 'value.model.inner', 'an instance of Model'],
    ['one in a list', [0, [new Model()]], 'value[1][0]', 'an instance of Model'],
    ['one under an odd key', { 'a b': new Model() }, 'value["a b"]', 'an instance of Model'],
    ['one in a map', new Map([['x', new Model()]]), 'value.get(x)', 'an instance of Model'],
    ['one in a map under an object', new Map([[{}, new Model()]]), 'value.get(…)', 'an instance of Model'],
    ['one that is a key', new Map([[new Model(), 1]]), 'a key of value', 'an instance of Model'],
    ['one in a set', { set: new Set([new Model()]) }, 'an item of value.set', 'an instance of Model'],
    ['a function', { train }, 'value.train', 'the function train'],
    ['a function without a name', [() => 1], 'value[0]', 'a function'],
    ['a symbol', { s: Symbol('s') }, 'value.s', 'a symbol'],
    ['a promise', { later: Promise.resolve(1) }, 'value.later', 'a promise'],
    ['a weak map', { cache: new WeakMap() }, 'value.cache', 'an instance of WeakMap'],
    [
      'an error of a class of its own',
      { error: new CarError('x') },
      'value.error',
      'an instance of CarError',
    ],
    ['a list of a class of its own', { names: new Names() }, 'value.names', 'an instance of Names'],
    ['a map of a class of its own', { index: new Index() }, 'value.index', 'an instance of Index'],
    ['a set of a class of its own', { tags: new Tags() }, 'value.tags', 'an instance of Tags'],
    ['a date of a class of its own', { day: new Day(0) }, 'value.day', 'an instance of Day'],
    [
      'an object with a prototype of its own',
      Object.create({ constructor: 1 }),
      'value',
      'an object with a prototype of its own',
    ],
    [
      'bare shared memory',
      { b: new SharedArrayBuffer(8) },
      'value.b',
      'a SharedArrayBuffer without a typed array on it',
    ],
  ])('is refused with its place: %s', async (_, value, path, className) => {
    const error = (await encodeShared(value).catch((thrown: unknown) => thrown)) as ValueNotShareableError;
    expect(error).toBeInstanceOf(ValueNotShareableError);
    expect(error).toMatchObject({ code: 'KEDRO_VALUE_NOT_SHAREABLE', path, className });
    expect(error.message).toContain(`${path} is ${className}, which cannot be handed to another worker`);
  });

  it('is refused in a row among many', async () => {
    const rows = Array.from({ length: 64 }, (_, i) => ({ id: i, model: i === 50 ? new Model() : null }));
    await expect(encodeShared(rows)).rejects.toMatchObject({ path: 'value[50].model' });
    const odd = rows.map(({ id }) => (id === 50 ? new Model() : { id }));
    await expect(encodeShared(odd)).rejects.toMatchObject({
      path: 'value[50]',
      className: 'an instance of Model',
    });
  });

  it('is refused with the cause where only reading it finds out', async () => {
    const value = {
      get rows(): never {
        throw new RangeError('no rows today');
      },
    };
    await expect(encodeShared([value])).rejects.toThrow(ValueNotShareableError);
    await expect(encodeShared([value])).rejects.toMatchObject({
      cause: expect.any(RangeError) as Error,
      message: expect.stringContaining('no rows today') as string,
    });
  });

  it('does not keep the search from ending in a circle', async () => {
    const circle: Record<string, unknown> = { list: [] };
    circle['self'] = circle;
    (circle['list'] as unknown[]).push(circle, new Map([[circle, new Set([circle])]]));
    await expect(encodeShared(circle)).resolves.toMatchObject({ codec: 'value' });
    circle['model'] = new Model();
    await expect(encodeShared(circle)).rejects.toMatchObject({ path: 'value.model' });
  });
});
