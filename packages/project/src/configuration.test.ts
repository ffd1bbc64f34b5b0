import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createSession, openConfiguration } from '../test/built.js';
import { describe, expect, it } from 'vitest';
import { makeArchive } from '../test/make-archive.js';
import { makeProject, type Files } from '../test/make-project.js';
import { lastJson, runScript } from '../test/run-script.js';

const RUN = `import { createSession } from '@kedro-ts/project';
const session = await createSession({ cwd: import.meta.dirname });
const { outputs } = await session.run({ runner: 'parallel', runnerOptions: { maxWorkers: 1 } });
console.log(JSON.stringify(await outputs['out'].load()));`;

const PIPELINE: Files = {
  'src/pipelines/a.ts': `import { node, pipeline } from '@kedro-ts/pipeline';
export const createPipeline = () => pipeline([node((all) => all, 'parameters', 'out', { name: 'a' })]);`,
};

describe('where the configuration is', () => {
  it('may be an archive, for main and workers', async () => {
    const folder = await makeProject({ 'kedro.config.json': '{ "conf": "conf.tar.gz" }', ...PIPELINE });
    await makeArchive(join(folder, 'conf.tar.gz'), { 'base/parameters.yml': 'from: archive' });
    expect(lastJson(await runScript(folder, RUN))).toEqual({ from: 'archive' });
  });

  it('may be another archive or folder for a session, from the folder where the project is looked for', async () => {
    const folder = await makeProject({
      'kedro.config.json': '{}',
      'conf/base/parameters.yml': 'from: conf',
      'inner/other/base/parameters.yml': 'from: other',
    });
    await makeArchive(join(folder, 'inner/conf.tgz'), { 'base/parameters.yml': 'from: archive' });
    const from = async (confSource: string): Promise<unknown> => {
      await using session = await createSession({ cwd: join(folder, 'inner'), confSource });
      return session.context.parameters['from'];
    };
    expect(await from('../conf')).toBe('conf');
    expect(await from('other')).toBe('other');
    expect(await from('conf.tgz')).toBe('archive');
  });

  it.each(['s3://bucket/conf', 'https://example.org/conf.zip', 'settings', '../conf.zip'])(
    'is %s for the loader: a URL as it is, a path made absolute',
    async (conf) => {
      const folder = await makeProject({
        'kedro.config.ts': `export default {
  conf: ${JSON.stringify(conf)},
  createConfigLoader: ({ confSource }) => ({ get: async () => ({ confSource }) }),
};`,
      });
      const { confSource, loader } = await openConfiguration({ cwd: folder });
      expect(confSource).toBe(conf.includes('://') ? conf : resolve(folder, conf));
      expect(await loader.get('parameters')).toEqual({ confSource });
    },
  );
});

describe('configuration that is not there', () => {
  it('is fine while nobody asks for any', async () => {
    const cwd = await makeProject({ 'kedro.config.json': '{}' });
    await using session = await createSession({ cwd });
    expect(session.context.parameters).toEqual({});
  });

  it.each<[string, string, object]>([
    ['conf of the config', '{ "conf": "nowhere" }', {}],
    ['a place for the session', '{}', { confSource: 'nowhere' }],
    ['a place and a default environment', '{ "env": "dev" }', { confSource: 'nowhere' }],
    ['an archive', '{}', { confSource: 'nowhere.zip' }],
  ])('is an error that names the place for who asks for %s', async (_what, config, options) => {
    const cwd = await makeProject({ 'kedro.config.json': config });
    await expect(createSession({ cwd, ...options })).rejects.toMatchObject({
      code: 'KEDRO_CONFIG_SOURCE',
      message: expect.stringContaining(`The configuration at ${join(cwd, 'nowhere')}`) as string,
    });
  });

  it('is an error for who asks for an environment', async () => {
    const cwd = await makeProject({ 'kedro.config.json': '{}' });
    await expect(createSession({ cwd, env: 'prod' })).rejects.toThrow(join(cwd, 'conf'));
  });

  it('is an error when it is only the base, whoever asks', async () => {
    const cwd = await makeProject({ 'kedro.config.json': '{}', 'conf/local/parameters.yml': 'a: 1' });
    for (const options of [{}, { env: 'local' }, { confSource: 'conf' }]) {
      await expect(createSession({ cwd, ...options })).rejects.toMatchObject({
        code: 'KEDRO_MISSING_CONFIG',
        message: expect.stringContaining(`no folder at ${join(cwd, 'conf', 'base')}. Create`) as string,
      });
    }
  });
});

describe('openConfiguration', () => {
  it('makes nothing of the configuration, and runs no plugin', async () => {
    const cwd = await makeProject({
      'kedro.config.ts': `export default {
  plugins: [() => { throw new Error('no plugin wanted'); }],
  parametersSchema: { '~standard': { version: 1, vendor: 'own', validate: () => { throw new Error('no check'); } } },
};`,
      'conf/base/parameters.yml': 'a: 1\nb: 2',
      'conf/test/parameters.yml': 'a: 2',
      'conf/base/catalog.yml': 'broken: 5',
    });
    const { env, loader } = await openConfiguration({ cwd, env: 'test', runtimeParams: { b: 3 } });
    expect(env).toBe('test');
    expect(await loader.get('parameters')).toEqual({ a: 2, b: 3 });
    expect(await loader.get('catalog')).toEqual({ broken: 5 });
  });

  it('finds the project from any folder in it', async () => {
    const folder = await makeProject({ 'kedro.config.json': '{}' });
    await mkdir(join(folder, 'deep'));
    const { project } = await openConfiguration({ cwd: join(folder, 'deep') });
    expect(project.projectPath).toBe(folder);
  });
});

describe('customResolvers', () => {
  it('are there in main and in each worker, because each reads the config', async () => {
    const folder = await makeProject({
      'kedro.config.ts': `const offset = 40;
export default { configLoader: { customResolvers: { add: (a, b) => a + b + offset, later: async (text) => text + '!' } } };`,
      'conf/base/parameters.yml': 'sum: ${add:1,1}\nlate: ${later:now}',
      ...PIPELINE,
    });
    expect(lastJson(await runScript(folder, RUN))).toEqual({ sum: 42, late: 'now!' });
  });
});

describe('validators', () => {
  const files = (validator: string): Files => ({
    'kedro.config.ts': `import * as z from 'zod';
export default { validators: { cars: ${validator} } };`,
    'src/schemas.ts': `import { type } from 'arktype';
export const cars = type({ doors: 'number' }).array();`,
    'conf/base/catalog.yml': 'cars: { type: MemoryDataset, validator: cars }',
    'src/pipelines/a.ts': `import { node, pipeline } from '@kedro-ts/pipeline';
export const createPipeline = () => pipeline([node((doors) => [{ doors }], 'params:doors', 'cars', { name: 'a' })]);`,
  });

  it.each([
    ['a schema', 'z.array(z.object({ doors: z.number() }))'],
    ['a function that gives one', '() => z.array(z.object({ doors: z.number() }))'],
    ['a function that imports one', "() => import('./src/schemas').then(({ cars }) => cars)"],
  ])('are used in main and workers (%s)', async (_what, validator) => {
    const cwd = await makeProject(files(validator));
    for (const runner of ['sequential', 'parallel']) {
      await using good = await createSession({ cwd, runtimeParams: { doors: 4 } });
      const { outputs } = await good.run({ runner });
      expect(await outputs['cars']!.load()).toEqual([{ doors: 4 }]);
      await using bad = await createSession({ cwd, runtimeParams: { doors: 'four' } });
      await expect(bad.run({ runner })).rejects.toMatchObject({ code: 'KEDRO_DATA_INVALID' });
    }
  });

  it('that no config gives are named when the catalog is made', async () => {
    const cwd = await makeProject({
      ...files('z.any()'),
      'conf/base/catalog.yml': 'x: { type: MemoryDataset, validator: car }',
    });
    await expect(createSession({ cwd })).rejects.toThrow('Did you mean "cars"?');
  });
});
