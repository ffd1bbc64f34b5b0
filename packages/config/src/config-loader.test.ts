import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { confFolder } from '../test/conf-folder.js';
import { loaderOf } from '../test/loader-of.js';
import { ConfigLoader } from './config-loader.js';
import { ConfigOptionError } from './errors.js';
import { showPath } from './show-path.js';

describe('environments', () => {
  const files = {
    'base/parameters.yml': 'model: {depth: 1, width: 2}\nkept: 1\nlist: [1, 2]',
    'local/parameters.yml': 'model: {depth: 9}\nlist: [7]',
    'envs/prod/parameters.yml': 'kept: 3',
  };

  it('replaces whole top-level keys of the base by default', async () => {
    expect(await (await loaderOf(files)).get('parameters')).toEqual({
      model: { depth: 9 },
      kept: 1,
      list: [7],
    });
  });

  it('merges mappings with the soft strategy, and replaces lists', async () => {
    const loader = await loaderOf(files, { mergeStrategy: { parameters: 'soft' } });
    expect(await loader.get('parameters')).toEqual({ model: { depth: 9, width: 2 }, kept: 1, list: [7] });
  });

  it('lays the environment that was asked for over the base, instead of the default one', async () => {
    const loader = await loaderOf(files, { env: 'envs/prod' });
    expect(loader.env).toBe('envs/prod');
    expect(await loader.get('parameters')).toMatchObject({ model: { depth: 1 }, kept: 3 });
    expect(await (await loaderOf(files, { env: 'base' })).get('parameters')).toMatchObject({ kept: 1 });
  });

  it('does without the folder of the default environment', async () => {
    const loader = await loaderOf({ 'base/parameters.yml': 'a: 1' });
    expect(loader.env).toBe('local');
    expect(await loader.get('parameters')).toEqual({ a: 1 });
  });

  it('refuses an environment without a folder and names the ones that look like it', async () => {
    const loader = await loaderOf(
      { 'base/parameters.yml': 'a: 1', 'staging/x.yml': '', 'prod/deep/x.yml': '' },
      { env: 'stagin' },
    );
    await expect(loader.get('parameters')).rejects.toMatchObject({
      code: 'KEDRO_UNKNOWN_ENVIRONMENT',
      environment: 'stagin',
      knownEnvironments: ['base', 'prod', 'staging'],
      message: expect.stringContaining('Did you mean "staging"?') as string,
    });
  });

  it('refuses an environment outside of the conf folder', async () => {
    const confSource = await confFolder({
      'conf/base/parameters.yml': 'a: 1',
      'other/parameters.yml': 'a: 2',
    });
    const loader = new ConfigLoader({ confSource: join(confSource, 'conf'), env: '../other' });
    await expect(loader.get('parameters')).rejects.toMatchObject({ code: 'KEDRO_UNKNOWN_ENVIRONMENT' });
  });

  it('refuses a list where the base has a mapping when merging softly, naming file and key', async () => {
    const loader = await loaderOf(
      { 'base/parameters.yml': 'a: {b: {c: 1}}', 'local/parameters.yml': 'a: {b: [1]}' },
      { mergeStrategy: { parameters: 'soft' } },
    );
    await expect(loader.get('parameters')).rejects.toMatchObject({
      code: 'KEDRO_CONFIG',
      location: { file: 'local/parameters.yml', keyPath: 'a.b' },
    });
  });
});

describe('runtime parameters', () => {
  it('are merged into parameters at every depth, and into nothing else', async () => {
    const runtimeParams = { model: { depth: 5 }, added: { x: [1] } };
    const loader = await loaderOf(
      { 'base/parameters.yml': 'model: {depth: 1, width: 2}', 'base/catalog.yml': 'model: {depth: 1}' },
      { runtimeParams },
    );
    expect(await loader.get('parameters')).toEqual({ model: { depth: 5, width: 2 }, added: { x: [1] } });
    expect(await loader.get('catalog')).toEqual({ model: { depth: 1 } });
    expect(Object.isFrozen(runtimeParams.added.x)).toBe(false);
  });

  it.each([
    ['destructive' as const, { model: { depth: 5 }, other: 1 }],
    ['soft' as const, { model: { depth: 5, width: 2 }, other: 1 }],
  ])(
    'join the parameters of the environment before it is laid over the base (%s)',
    async (parameters, expected) => {
      const loader = await loaderOf(
        { 'base/parameters.yml': 'model: {depth: 1, width: 2}', 'local/parameters.yml': 'other: 1' },
        { runtimeParams: { model: { depth: 5 } }, mergeStrategy: { parameters } },
      );
      expect(await loader.get('parameters')).toEqual(expected);
    },
  );

  it.each([
    [{ flags: { a: 1 } }, 'flags', 'mapping'],
    [{ model: [1] }, 'model', 'list'],
    [{ text: '${nothing}' }, 'text', 'no "nothing"'],
  ])('refuse %j', async (runtimeParams, keyPath, reason) => {
    const loader = await loaderOf(
      { 'base/parameters.yml': 'flags: [1]\nmodel: {depth: 1}' },
      { runtimeParams: runtimeParams },
    );
    await expect(loader.get('parameters')).rejects.toMatchObject({
      code: 'KEDRO_CONFIG',
      location: { keyPath },
      message: expect.stringMatching(new RegExp(`runtime parameters, key .*${reason}`)) as string,
    });
  });
});

describe('get', () => {
  it('gives the same deeply frozen plain object each time', async () => {
    const loader = await loaderOf({ 'base/parameters.yml': 'a: &a {b: [{c: 1}]}\nuse: *a' });
    const [first, second] = await Promise.all([loader.get('parameters'), loader.get('parameters')]);
    expect(second).toBe(first);
    const { a } = first as { a: { b: [{ c: number }] } };
    for (const part of [first, a, a.b, a.b[0]]) expect(Object.isFrozen(part)).toBe(true);
    expect(structuredClone(first)).toEqual(JSON.parse(JSON.stringify(first)));
  });

  it('tells a key without files from a key that it does not know', async () => {
    const loader = await loaderOf({ 'base/parameters.yml': 'a: 1' });
    await expect(loader.get('catalog')).rejects.toMatchObject({
      code: 'KEDRO_MISSING_CONFIG',
      key: 'catalog',
    });
    await expect(loader.get('paramters')).rejects.toMatchObject({
      code: 'KEDRO_UNKNOWN_CONFIG_KEY',
      message: expect.stringContaining('Did you mean "parameters"?') as string,
    });
    await expect(loader.get('constructor')).rejects.toMatchObject({ code: 'KEDRO_UNKNOWN_CONFIG_KEY' });
  });

  it('misses the configuration when the base has no folder', async () => {
    const loader = new ConfigLoader({ confSource: await confFolder({ 'local/parameters.yml': 'a: 1' }) });
    await expect(loader.get('parameters')).rejects.toMatchObject({
      code: 'KEDRO_MISSING_CONFIG',
      missingFolder: join(loader.confSource, 'base'),
      message: expect.stringContaining(`no folder at ${join(loader.confSource, 'base')}. Create`) as string,
    });
    const allowing = new ConfigLoader({ confSource: loader.confSource, allowMissingSource: true });
    await expect(allowing.get('parameters')).rejects.toMatchObject({
      missingFolder: join(loader.confSource, 'base'),
    });
  });

  it('fails when the conf folder is missing, unless it may be', async () => {
    const confSource = join(await confFolder({}), 'nowhere');
    const loader = new ConfigLoader({ confSource });
    for (const key of ['parameters', 'globals']) {
      await expect(loader.get(key)).rejects.toMatchObject({
        code: 'KEDRO_CONFIG_SOURCE',
        message: `The configuration at ${confSource} cannot be read: there is no such folder. Create it, or correct the path.`,
      });
    }
    const allowing = new ConfigLoader({ confSource, allowMissingSource: true });
    await expect(allowing.get('parameters')).rejects.toMatchObject({
      code: 'KEDRO_MISSING_CONFIG',
      missingFolder: undefined,
    });
  });

  it('looks again after a failure', async () => {
    const loader = await loaderOf({});
    await expect(loader.get('parameters')).rejects.toMatchObject({ code: 'KEDRO_MISSING_CONFIG' });
    await mkdir(join(loader.confSource, 'local'));
    await writeFile(join(loader.confSource, 'local/parameters.yml'), 'a: 1');
    expect(await loader.get('parameters')).toEqual({ a: 1 });
  });
});

describe('errors', () => {
  it('name files of a folder as they can be opened from the working folder, others as they are inside', async () => {
    const loader = await loaderOf({ 'base/parameters.yml': 'a: 1\nb: ${nothing}' });
    await expect(loader.get('parameters')).rejects.toMatchObject({
      location: { file: 'base/parameters.yml', line: 2 },
      message: expect.stringContaining(
        `${showPath(join(loader.confSource, 'base', 'parameters.yml'))}:2, key "b": `,
      ) as string,
    });
  });
});

describe('options', () => {
  it('must be usable', () => {
    expect(() => new ConfigLoader({ confSource: 'conf' })).toThrow(ConfigOptionError);
    const mergeStrategy = { catalog: 'wild' as 'soft' };
    expect(() => new ConfigLoader({ confSource: join(process.cwd(), 'conf'), mergeStrategy })).toThrow(
      /wild.*soft/,
    );
  });
});
