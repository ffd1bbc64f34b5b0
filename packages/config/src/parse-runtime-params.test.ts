import { describe, expect, it } from 'vitest';
import { RuntimeParamsError } from './errors.js';
import { parseRuntimeParams } from './parse-runtime-params.js';

describe('parseRuntimeParams', () => {
  it.each<[string, Record<string, unknown>]>([
    ['', {}],
    [' , ,', {}],
    [' depth = 3 , name = small one ', { depth: 3, name: 'small one' }],
    ['url=http://host:80/x?q=1', { url: 'http://host:80/x?q=1' }],
    ['model.depth=3,model.layer.size=4', { model: { depth: 3, layer: { size: 4 } } }],
    ['items[0]=1,items[x]=2', { items: { 0: 1, x: 2 } }],
    ['a..b=1', { a: { '': { b: 1 } } }],
    ['a=1,a.b=2', { a: { b: 2 } }],
    ['a.b=2,a=1', { a: 1 }],
    ['a={k: 1},a.l=2', { a: { k: 1, l: 2 } }],
    ['a=,b=null,c=~', { a: null, b: null, c: null }],
    ['a=yes,b=off,c=True,d=y', { a: true, b: false, c: true, d: 'y' }],
    ['a=0x1F,b=012,c=1_000,d=1e-3,e=.5,f=+3', { a: 31, b: 10, c: 1000, d: 0.001, e: 0.5, f: 3 }],
    ["a='5',b=2020-01-31,c=1.2.3", { a: '5', b: '2020-01-31', c: '1.2.3' }],
    ['a=[1],b=[],c={}', { a: [1], b: [], c: {} }],
    ['a=x # a comment', { a: 'x' }],
    ['a=${x}', { a: '${x}' }],
    ['constructor.prototype=1', { constructor: { prototype: 1 } }],
  ])('reads %j', (text, expected) => {
    expect(parseRuntimeParams(text)).toEqual(expected);
  });

  it.each([
    ['depth:3', 'depth:3', undefined, 'key=value'],
    ['a=[1,2]', '2]', 'a', 'commas separate items'],
    ['a=1,b=x,3,c=2', '3', 'b', 'commas separate items'],
    [' =3', '=3', undefined, 'no key'],
    ['a=1,=3', '=3', 'a', 'no key'],
    ['__proto__.x=1', '__proto__.x', undefined, '__proto__'],
  ])('refuses %j, naming the item and the one before it', (text, item, keyBefore, reason) => {
    const error = errorOf(() => parseRuntimeParams(text));
    expect(error).toBeInstanceOf(RuntimeParamsError);
    expect(error).toMatchObject({ code: 'KEDRO_RUNTIME_PARAMS', item, keyBefore });
    expect(error.message).toContain(reason);
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });

  it('names the key, not the value, when a value is not YAML', () => {
    const error = errorOf(() => parseRuntimeParams('token=*secret123'));
    expect(error).toMatchObject({ code: 'KEDRO_RUNTIME_PARAMS', item: 'token' });
    expect(error.message).not.toContain('secret123');
  });
});

function errorOf(act: () => unknown): Error {
  try {
    act();
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error('nothing was thrown');
}
