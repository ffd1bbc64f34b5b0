import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loaderOf } from '../test/loader-of.js';
import { createEnvironmentResolver } from './interpolation/index.js';

describe('globals', () => {
  it('are there for every key, with their own interpolations, merged over the environments', async () => {
    const loader = await loaderOf({
      'base/globals.yml': '_own: data\nroot: ${_own}/01\nretry: {times: 3.0, wait: 1}\nnothing: null\n',
      'local/globals.yml': 'retry: {times: 5}\n',
      'base/catalog.yml': 'a: {path: "${globals:root}/a.csv"}\n',
      'base/credentials.yml': 'c: {root: "${globals:root}"}\n',
      'base/parameters.yml': 'r: ${globals:retry}\nn: ${globals:nothing,5}\nd: ${globals:no.thing,5}\n',
    });
    expect(await loader.get('catalog')).toEqual({ a: { path: 'data/01/a.csv' } });
    expect(await loader.get('credentials')).toEqual({ c: { root: 'data/01' } });
    expect(await loader.get('parameters')).toEqual({ r: { times: 5 }, n: null, d: 5 });
    expect(await loader.get('globals')).toEqual({ root: 'data/01', retry: { times: 5 }, nothing: null });
  });

  it('are merged softly when told so, and keep floats apart from whole numbers', async () => {
    const loader = await loaderOf(
      {
        'base/globals.yml': 'retry: {times: 3.0, wait: 1}\n',
        'local/globals.yml': 'retry: {wait: 2}\n',
        'base/parameters.yml':
          't: ${globals:retry.times}\ntext: x${globals:retry.times}\nw: ${globals:retry.wait}\n',
      },
      { mergeStrategy: { globals: 'SOFT' } },
    );
    expect(await loader.get('parameters')).toEqual({ t: 3, text: 'x3.0', w: 2 });
  });

  it('may have other files, or none', async () => {
    const files = {
      'base/g/all.yml': 'x: 1',
      'base/globals.yml': 'x: 2',
      'base/parameters.yml': 'a: ${globals:x,0}',
    };
    const moved = await loaderOf(files, { configPatterns: { globals: ['g/*'] } });
    expect(await moved.get('parameters')).toEqual({ a: 1 });
    const none = await loaderOf({
      'base/parameters.yml': 'a: ${globals:x,0}',
      'base/globals.json': '{"x": 1}',
    });
    expect(await none.get('parameters')).toEqual({ a: 0 });
    expect(await none.get('globals')).toEqual({});
  });

  it.each([
    ['x: ${globals:y}', 'globals cannot refer to themselves'],
    ['x: ${runtime_params:y,1}', 'runtime parameters are not for globals'],
    ['x: ${oc.env:HOME}', 'environment variables are for credentials'],
    ['x: [1', 'cannot be parsed'],
  ])('fail every key when they hold %j', async (text, reason) => {
    const loader = await loaderOf(
      { 'base/globals.yml': text, 'base/parameters.yml': 'a: 1' },
      { runtimeParams: { y: 1 } },
    );
    await expect(loader.get('parameters')).rejects.toMatchObject({
      code: 'KEDRO_CONFIG',
      location: { file: 'base/globals.yml', line: expect.any(Number) as number },
      message: expect.stringContaining(reason) as string,
    });
  });

  it('hide their own keys', async () => {
    const loader = await loaderOf({
      'base/globals.yml': '_x: 1',
      'base/parameters.yml': 'a: ${globals:_x,1}',
    });
    await expect(loader.get('parameters')).rejects.toThrow(
      /parameters\.yml:1, key "a": keys .* that start with "_"/,
    );
  });
});

describe('runtime parameters', () => {
  it('can be asked for, with defaults, by every key but globals', async () => {
    const runtimeParams = { folder: 'cooked', n: { k: null }, twice: '${folder}-${folder}' };
    const loader = await loaderOf(
      {
        'base/globals.yml': 'g: 7',
        'base/catalog.yml':
          'a: {path: "${runtime_params:folder,raw}/x", q: "${runtime_params:q,${globals:g}}"}',
        'base/parameters.yml': 'k: ${runtime_params:n.k,1}\nt: ${runtime_params:twice}\n',
      },
      { runtimeParams },
    );
    expect(await loader.get('catalog')).toEqual({ a: { path: 'cooked/x', q: 7 } });
    expect(await loader.get('parameters')).toMatchObject({
      k: null,
      t: 'cooked-cooked',
      twice: 'cooked-cooked',
    });
  });

  it('may refer to parameters', async () => {
    const loader = await loaderOf({ 'base/parameters.yml': 'x: 1' }, { runtimeParams: { y: 'n${x}' } });
    expect(await loader.get('parameters')).toEqual({ x: 1, y: 'n1' });
  });

  it('are taken as they are when the loader is made', async () => {
    const runtimeParams = { a: { b: 1 } };
    const loader = await loaderOf({ 'base/parameters.yml': 'x: 1' }, { runtimeParams });
    runtimeParams.a.b = 2;
    expect(await loader.get('parameters')).toEqual({ x: 1, a: { b: 1 } });
  });
});

describe('environment variables', () => {
  beforeEach(() => {
    process.env['KEDRO_TEST_SECRET'] = 's3${not}';
  });
  afterEach(() => {
    delete process.env['KEDRO_TEST_SECRET'];
  });

  it('are for credentials, as they are', async () => {
    const loader = await loaderOf({
      'base/credentials.yml': 'a: ${oc.env:KEDRO_TEST_SECRET}\nb: ${oc.env:KEDRO_TEST_NONE,5}\n',
      'base/parameters.yml': 'a: ${oc.env:KEDRO_TEST_SECRET}\n',
    });
    expect(await loader.get('credentials')).toEqual({ a: 's3${not}', b: '5' });
    await expect(loader.get('parameters')).rejects.toThrow(
      /line|parameters\.yml:1, key "a": environment variables/,
    );
  });

  it('are for all when the user says so', async () => {
    const loader = await loaderOf(
      { 'base/parameters.yml': 'a: ${oc.env:X}', 'base/credentials.yml': 'a: ${oc.env:X}' },
      { customResolvers: { 'oc.env': createEnvironmentResolver({ X: 'own' }) } },
    );
    expect(await loader.get('parameters')).toEqual({ a: 'own' });
    expect(await loader.get('credentials')).toEqual({ a: 'own' });
  });
});

describe('custom resolvers', () => {
  const files = { 'base/parameters.yml': 'a: ${add:1,${b}}\nb: 2\nlist: ${list:}\n' };

  it('are called with values, may wait, and what they give is not touched', async () => {
    const list = [{ x: 1 }];
    const loader = await loaderOf(files, {
      customResolvers: { add: async (a: number, b: number) => a + b, list: () => list },
    });
    const parameters = await loader.get('parameters');
    expect(parameters).toEqual({ a: 3, b: 2, list: [{ x: 1 }] });
    expect(parameters['list']).not.toBe(list);
    expect(Object.isFrozen(list[0])).toBe(false);
  });

  it('fail with the place of the interpolation and their own error as the cause', async () => {
    const cause = new RangeError('too much');
    const loader = await loaderOf(files, {
      customResolvers: {
        add: () => {
          throw cause;
        },
      },
    });
    await expect(loader.get('parameters')).rejects.toMatchObject({
      code: 'KEDRO_CONFIG',
      location: { file: 'base/parameters.yml', keyPath: 'a', line: 1 },
      cause,
    });
  });

  it('come first where the known ones are listed', async () => {
    const customResolvers = { add: () => 1, weekday: () => 2 };
    const loader = await loaderOf({ 'base/parameters.yml': 'a: ${sub:1}' }, { customResolvers });
    await expect(loader.get('parameters')).rejects.toThrow(
      /Known are add, weekday, globals, runtime_params, oc\.env, oc\./,
    );
  });

  it('must be functions', async () => {
    const customResolvers = { add: 3 as unknown as () => number };
    await expect(loaderOf(files, { customResolvers })).rejects.toThrow(
      /customResolvers has no function for "add"/,
    );
  });
});
