import { describe, expect, it } from 'vitest';
import { loaderOf } from '../test/loader-of.js';

describe('interpolations', () => {
  it('are resolved within an environment: all its files and nothing of another', async () => {
    const loader = await loaderOf({
      'base/catalog.yml': 'a: {path: "${_root}/a"}\n',
      'base/catalog_roots.yml': '_root: data\n',
      'local/catalog.yml': '_root: mine\nb: {path: "${_root}/b"}\n',
    });
    expect(await loader.get('catalog')).toEqual({ a: { path: 'data/a' }, b: { path: 'mine/b' } });
    const across = await loaderOf({ 'base/parameters.yml': 'a: 1', 'local/parameters.yml': 'x: ${a}' });
    await expect(across.get('parameters')).rejects.toMatchObject({
      location: { file: 'local/parameters.yml', keyPath: 'x', line: 1 },
      message: expect.stringMatching(
        /no "a" in this environment\. The environment "base" has it, but .* by itself\..* globals/,
      ) as string,
    });
    const nowhere = await loaderOf({ 'base/parameters.yml': 'a: 1', 'local/parameters.yml': 'x: ${b}' });
    await expect(nowhere.get('parameters')).rejects.toThrow(/no "b" in this configuration and environment/);
  });

  it('see runtime parameters in parameters', async () => {
    const loader = await loaderOf({ 'base/parameters.yml': 'x: 1\ny: n${x}' }, { runtimeParams: { x: 3 } });
    expect(await loader.get('parameters')).toEqual({ x: 3, y: 'n3' });
  });

  it('are resolved in each file of credentials by itself', async () => {
    const loader = await loaderOf({
      'base/credentials.yml': '_h: host\na: {h: "${_h}"}\n',
      'base/credentials_b.yml': 'b: {h: "${a.h}"}\n',
    });
    await expect(loader.get('credentials')).rejects.toMatchObject({
      location: { file: 'base/credentials_b.yml', keyPath: 'b.h', line: 1 },
    });
  });

  it('give way to the mapping that they stand for when runtime parameters go into it', async () => {
    const loader = await loaderOf(
      {
        'base/globals.yml': 'm: {p: 1, q: 2.0}\n',
        'base/parameters.yml':
          'top: 1\ndefaults: {depth: "${top}", width: 2.0}\nmodel: ${defaults}\nother: ${globals:m}\ntext: ${top}\nlost: ${no}\ndeep: {er: "${..defaults}"}\n',
      },
      {
        runtimeParams: {
          top: 9,
          model: { width: 3 },
          other: { q: 5 },
          text: { now: 'mapping' },
          lost: { x: 1 },
          deep: { er: { width: 4 } },
        },
      },
    );
    expect(await loader.get('parameters')).toEqual({
      top: 9,
      defaults: { depth: 9, width: 2 },
      model: { depth: 9, width: 3 },
      other: { p: 1, q: 5 },
      text: { now: 'mapping' },
      lost: { x: 1 },
      deep: { er: { depth: 9, width: 4 } },
    });
  });

  it('leave the marker of a value to come, which never replaces a value', async () => {
    const loader = await loaderOf(
      { 'base/parameters.yml': 'x: ???\ny: 1\n', 'local/parameters.yml': 'y: ???\n' },
      { mergeStrategy: { parameters: 'soft' } },
    );
    expect(await loader.get('parameters')).toEqual({ x: '???', y: 1 });
  });
});
