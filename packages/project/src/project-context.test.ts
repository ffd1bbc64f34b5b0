import { createSession, type SessionOptions } from '../test/built.js';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { makeProject, type Files } from '../test/make-project.js';

beforeEach(() => void vi.stubEnv('KEDRO_ENV', ''));
afterEach(() => void vi.unstubAllEnvs());

describe('the environment', () => {
  const files: Files = {
    'kedro.config.json': '{ "env": "configured" }',
    'conf/base/parameters.yml': 'who: base\nkept: 1',
    'conf/asked/parameters.yml': 'who: asked',
    'conf/variable/parameters.yml': 'who: variable',
    'conf/configured/parameters.yml': 'who: configured',
    'conf/local/parameters.yml': 'who: local',
  };
  const who = async (options: SessionOptions, variable = '', config = files): Promise<unknown> => {
    vi.stubEnv('KEDRO_ENV', variable);
    await using session = await createSession({ cwd: await makeProject(config), ...options });
    const { env, parameters } = session.context;
    return [env, parameters['who'], parameters['kept']];
  };

  it('is the one that the session asks for, then KEDRO_ENV, then that of the config, then local', async () => {
    expect(await who({ env: 'asked' }, 'variable')).toEqual(['asked', 'asked', 1]);
    expect(await who({}, 'variable')).toEqual(['variable', 'variable', 1]);
    expect(await who({})).toEqual(['configured', 'configured', 1]);
    expect(await who({}, '', { ...files, 'kedro.config.json': '{}' })).toEqual(['local', 'local', 1]);
  });

  it('has to be there if somebody asked for it', async () => {
    await expect(who({ env: 'askd' })).rejects.toMatchObject({ code: 'KEDRO_UNKNOWN_ENVIRONMENT' });
    await expect(who({}, 'askd')).rejects.toThrow('Did you mean "asked"?');
  });

  it('may be missing where it is only the default', async () => {
    expect(await who({}, '', { ...files, 'kedro.config.json': '{ "env": "later" }' })).toEqual([
      'later',
      'base',
      1,
    ]);
  });
});

describe('parameters', () => {
  it('are those of the files with those of the run over them', async () => {
    const cwd = await makeProject({
      'kedro.config.json': '{}',
      'conf/base/parameters.yml': 'model: { depth: 1, rate: 0.5 }',
    });
    await using session = await createSession({ cwd, runtimeParams: { model: { depth: 3 }, extra: true } });
    expect(session.context.parameters).toEqual({ model: { depth: 3, rate: 0.5 }, extra: true });
    expect(await session.context.catalog.load('params:model.depth')).toBe(3);
  });

  it('need no file', async () => {
    const cwd = await makeProject({ 'kedro.config.json': '{}' });
    await using session = await createSession({ cwd, runtimeParams: { depth: 3 } });
    expect(await session.context.catalog.load('params:depth')).toBe(3);
    await using without = await createSession({ cwd });
    expect(without.context.parameters).toEqual({});
  });

  it('come from another conf folder on demand', async () => {
    const cwd = await makeProject({ 'kedro.config.json': '{ "conf": "settings" }' });
    const other = await makeProject({ 'base/parameters.yml': 'from: other' });
    const own = await makeProject({
      'kedro.config.json': '{ "conf": "settings" }',
      'settings/base/parameters.yml': 'from: settings',
    });
    await using moved = await createSession({ cwd, confSource: other });
    expect(moved.context.parameters).toEqual({ from: 'other' });
    await using configured = await createSession({ cwd: own });
    expect(configured.context.parameters).toEqual({ from: 'settings' });
  });

  it('that are wrong are an error, not missing', async () => {
    const cwd = await makeProject({ 'kedro.config.json': '{}', 'conf/base/parameters.yml': 'a: [' });
    await expect(createSession({ cwd })).rejects.toMatchObject({ code: 'KEDRO_CONFIG' });
  });
});

describe('credentials', () => {
  const SECRET = 's3cr3t-v4lue';
  const files: Files = {
    'kedro.config.ts': `class Vault {
  constructor(config) { this.config = config; }
  load() { return this.config.credentials; }
  save() { throw new Error('it is read only'); }
  describe() { return { place: 'vault' }; }
}
export default {
  datasetTypes: { Vault, Refusing: class { constructor() { throw new Error('no options fit'); } } },
  plugins: [{ name: 'spy', apply(hooks) {
    globalThis.spied = [];
    hooks.afterContextCreated.tap('spy', (payload) => void globalThis.spied.push(JSON.stringify(payload)));
    hooks.afterCatalogCreated.tap('spy', ({ catalog, ...payload }) => void globalThis.spied.push(JSON.stringify(payload)));
  } }],
};`,
    'conf/base/catalog.yml': `named: { type: Vault, credentials: vault }
inline: { type: Vault, credentials: { password: ${SECRET} } }
nested: { type: Vault, dataset: { type: Vault, credentials: { password: ${SECRET} } }, list: [{ credentials: ${'{ a: ' + SECRET + ' }'} }] }
misspelt: { type: Vault, credentials: valt }
refused: { type: Refusing, credentials: vault }`,
    'conf/local/credentials.yml': `vault: { password: ${SECRET} }`,
  };

  it('reach the datasets that name them', async () => {
    await using session = await createSession({ cwd: await makeProject(files) });
    expect(await session.context.catalog.load('named')).toEqual({ password: SECRET });
    expect(await session.context.catalog.load('inline')).toEqual({ password: SECRET });
  });

  it('are in no hook payload', async () => {
    await using session = await createSession({ cwd: await makeProject(files) });
    const { spied } = globalThis as unknown as { spied: string[] };
    expect(spied).toHaveLength(2);
    expect(spied[1]).toContain('"named":{"type":"Vault","credentials":"vault"}');
    expect(spied.join('\n')).not.toContain(SECRET);
    expect(session.context.parameters).toEqual({});
  });

  it('are in no message', async () => {
    await using session = await createSession({ cwd: await makeProject(files) });
    const { catalog } = session.context;
    for (const use of [
      () => catalog.load('misspelt'),
      () => catalog.load('refused'),
      () => catalog.save('named', 1),
      () => catalog.load('vault'),
    ]) {
      const error = await Promise.resolve()
        .then(use)
        .catch((thrown: unknown) => thrown as Error);
      expect(error).toBeInstanceOf(Error);
      expect(`${(error as Error).message} ${(error as Error).stack} ${JSON.stringify(error)}`).not.toContain(
        SECRET,
      );
    }
  });
});

describe('overrides of the config', () => {
  const PARAMETERS = {
    'conf/base/parameters.yml': 'a: 1',
    'conf/base/catalog.yml': '_template: 1\nx: { type: MemoryDataset }',
  };
  const open = async (config: string, options: SessionOptions = {}): ReturnType<typeof createSession> =>
    createSession({ cwd: await makeProject({ 'kedro.config.ts': config, ...PARAMETERS }), ...options });

  it('createConfigLoader takes the place of the files, and is told where they would be', async () => {
    await using session = await open(
      `export default {
  configLoader: { mergeStrategy: { parameters: 'soft' } },
  createConfigLoader: (options) => ({
    get: async (key) => (key === 'parameters' ? { options } : {}),
  }),
};`,
      { env: 'test', runtimeParams: { b: 2 } },
    );
    expect(session.context.parameters).toEqual({
      options: {
        confSource: expect.stringMatching(/conf$/) as string,
        env: 'test',
        runtimeParams: { b: 2 },
        mergeStrategy: { parameters: 'soft' },
      },
    });
  });

  it('createContext gets the context and may be of a class', async () => {
    await using session = await open(`class OwnContext {
  #inner;
  constructor(inner) { this.#inner = inner; }
  get projectPath() { return this.#inner.projectPath; }
  get env() { return 'own ' + this.#inner.env; }
  get parameters() { return { ...this.#inner.parameters, own: true }; }
  config(key) { return this.#inner.config(key); }
}
export default { createContext: async (context) => new OwnContext(context) };`);
    const { context } = session;
    expect(context.env).toBe('own local');
    expect(context.parameters).toEqual({ a: 1, own: true });
    expect(context.projectPath).toBe(session.project.projectPath);
    expect(await context.config('parameters')).toEqual({ a: 1 });
    expect(await context.catalog.load('params:own')).toBe(true);
  });

  it('createCatalog gets what the catalog would be made of', async () => {
    await using session = await open(`import { DataCatalog } from '@kedro-ts/io';
export default {
  createCatalog: async (config, options) => {
    const catalog = DataCatalog.fromConfig(config, options);
    catalog.set('added', { keys: Object.keys(config), basePath: options.basePath, parameters: options.parameters });
    return catalog;
  },
};`);
    expect(await session.context.catalog.load('added')).toEqual({
      keys: ['x'],
      basePath: session.project.projectPath,
      parameters: { a: 1 },
    });
  });

  it.each(['createConfigLoader', 'createContext', 'createCatalog'])(
    '%s has to return something',
    async (setting) => {
      await expect(open(`export default { ${setting}: () => {} };`)).rejects.toMatchObject({
        code: 'KEDRO_PROJECT_CONFIG',
        message: expect.stringContaining(`${setting} has to return what it makes`) as string,
      });
    },
  );
});

describe('the hooks of context and catalog', () => {
  it('fire once, in this order, and say where', async () => {
    const seen: unknown[] = [];
    const cwd = await makeProject({
      'kedro.config.json': '{}',
      'conf/base/parameters.yml': 'a: 1',
      'conf/base/catalog.yml': 'x: { type: MemoryDataset }',
    });
    await using session = await createSession({
      cwd,
      runId: 'this run',
      plugins: [
        {
          name: 'spy',
          apply(hooks) {
            hooks.afterContextCreated.tap('spy', ({ context, where, runId }) => {
              seen.push(['context', where, runId, context.projectPath, context.env, context.parameters]);
            });
            hooks.afterCatalogCreated.tap('spy', ({ catalog, config, parameters, where, runId }) => {
              catalog.set('from a hook', 5);
              seen.push(['catalog', where, runId, catalog.has('x'), config, parameters]);
            });
          },
        },
      ],
    });
    expect(seen).toEqual([
      ['context', 'main', 'this run', cwd, 'local', { a: 1 }],
      ['catalog', 'main', 'this run', true, { x: { type: 'MemoryDataset' } }, { a: 1 }],
    ]);
    expect(await session.context.catalog.load('from a hook')).toBe(5);
  });
});
