import { describe, expect, it } from 'vitest';
import { createSession } from '../test/built.js';
import { EMPTY_CONFIG, makeProject, onePipeline, type Files } from '../test/make-project.js';
import { lastJson, runScript } from '../test/run-script.js';
import { Session } from './session.js';

const PROJECT: Files = {
  'kedro.config.ts': `export default { plugins: [
  ['./src/named', { name: 'late', stage: 5 }],
  './src/other.ts',
  { name: 'inline', before: 'late', apply(hooks) { hooks.skipNode.tap('x', () => {}); hooks.skipNode.tap('y', () => {}); } },
  './src/broken',
], disabledPlugins: ['./src/broken'] };`,
  'src/named.ts': `export default ({ name, stage }) => ({ name, stage, apply(hooks) {
  hooks.afterNodeRun.tap(name, () => {});
  hooks.beforePipelineRun.tap('under another name', () => {});
} });`,
  'src/other.ts': 'export default () => ({ name: "other", apply() {} });',
  'src/broken.ts': 'throw new Error("not today");',
};

describe('the plugins of a project', () => {
  it('are listed in their order, with their hooks and where they are configured, the disabled ones last', async () => {
    const cwd = await makeProject(PROJECT);
    const listed = await Session.listPlugins({ cwd, withoutPlugins: ['other'] });
    expect(listed.map(({ configFile: _, ...plugin }) => plugin)).toEqual([
      {
        ...{ name: 'inline', order: 1, stage: 0, before: 'late', position: 2, module: undefined },
        ...{ isDisabled: false, hooks: ['skipNode'] },
      },
      {
        ...{ name: 'late', order: 2, stage: 5, before: undefined, position: 0, module: './src/named' },
        ...{ isDisabled: false, hooks: ['beforePipelineRun', 'afterNodeRun'] },
      },
      {
        ...{ name: 'other', order: undefined, stage: 0, before: undefined, position: 1 },
        ...{ module: './src/other.ts', isDisabled: true, hooks: undefined },
      },
      {
        ...{ name: './src/broken', order: undefined, stage: 0, before: undefined, position: 3 },
        ...{ module: './src/broken', isDisabled: true, hooks: undefined },
      },
    ]);
    expect(listed[0]!.configFile).toMatch(/kedro\.config\.ts$/);
  });

  it('may be none', async () => {
    expect(await Session.listPlugins({ cwd: await makeProject(EMPTY_CONFIG) })).toEqual([]);
  });

  it('are let go of again', async () => {
    const cwd = await makeProject({
      'kedro.config.ts': `export default { plugins: [{ name: 'a', apply() {}, dispose() { globalThis.letGo = true; } }] };`,
    });
    await Session.listPlugins({ cwd });
    expect(globalThis).toHaveProperty('letGo', true);
    Reflect.deleteProperty(globalThis, 'letGo');
  });

  it('are named when they cannot be applied', async () => {
    const cwd = await makeProject({
      'kedro.config.ts': `export default { plugins: [{ name: 'late', apply: async () => {} }] };`,
    });
    await expect(Session.listPlugins({ cwd })).rejects.toMatchObject({ hook: 'apply', plugin: 'late' });
  });
});

describe('a plugin that is disabled', () => {
  const names = async (options: Parameters<typeof createSession>[0]): Promise<string[]> => {
    await using session = await createSession(options);
    return session.plugins.plugins.map(({ name }) => name);
  };

  it('is left out: one of the config by name or module, one of the session by name', async () => {
    const cwd = await makeProject(PROJECT);
    const plugins = [
      { name: 'mine', apply() {} },
      { name: 'yours', apply() {} },
    ];
    expect(await names({ cwd, plugins })).toEqual(['other', 'mine', 'yours', 'inline', 'late']);
    expect(await names({ cwd, plugins, withoutPlugins: ['late', './src/other.ts', 'mine'] })).toEqual([
      'inline',
      'yours',
    ]);
  });

  it.each<[string, string[], string]>([
    ['of the config', ['inlin'], 'has no plugin "inlin" that could be left out. Did you mean "inline"?'],
    ['of the session', ['mein'], 'Did you mean "mine"?'],
    ['like no other', ['zzz'], 'It has: late, other, inline, ./src/broken, mine.'],
  ])('has to be there: a name %s', async (_, withoutPlugins, reason) => {
    const cwd = await makeProject(PROJECT);
    const opened = names({ cwd, plugins: [{ name: 'mine', apply() {} }], withoutPlugins });
    await expect(opened).rejects.toMatchObject({ code: 'KEDRO_PROJECT_CONFIG' });
    await expect(names({ cwd, plugins: [{ name: 'mine', apply() {} }], withoutPlugins })).rejects.toThrow(
      reason,
    );
  });

  it.each<[string, string]>([
    ['["zzz"]', 'the project has no plugin "zzz" that could be left out. It has none.'],
    ['"zzz"', '"disabledPlugins" has to be a list of names of plugins, or of their modules.'],
    ['[""]', '"disabledPlugins" has to be a list'],
  ])('has to be named rightly in the config: %s', async (disabledPlugins, reason) => {
    const cwd = await makeProject({
      'kedro.config.ts': `export default { disabledPlugins: ${disabledPlugins} };`,
    });
    await expect(names({ cwd })).rejects.toThrow(reason);
  });

  it('is left out in workers too', async () => {
    const plugin = (name: string): string => `{ name: '${name}', apply(hooks, scope) {
  hooks.afterNodeRun.tap('${name}', () => scope.report('${name} ' + scope.where));
  scope.onReport((data) => void (globalThis.reports ??= []).push(data));
} }`;
    const folder = await makeProject({
      'kedro.config.ts': `export default { plugins: [${['a', 'b', 'c'].map(plugin).join(', ')}], disabledPlugins: ['c'] };`,
      'src/pipelines/one.ts': onePipeline('one'),
    });
    const printed = await runScript(
      folder,
      `import { createSession } from '@kedro-ts/project';
const session = await createSession({ cwd: import.meta.dirname, withoutPlugins: ['b', 'mine'], plugins: [{ name: 'mine', apply() {} }] });
await session.run({ runner: 'parallel', runnerOptions: { maxWorkers: 1 } });
await session[Symbol.asyncDispose]();
console.log(JSON.stringify(globalThis.reports));`,
    );
    expect(lastJson(printed)).toEqual(['a worker']);
  });
});

describe('what happens to other nodes when one fails', () => {
  const failing = `import { node, pipeline } from '@kedro-ts/pipeline';
export const createPipeline = () => pipeline([
  node(() => { throw new Error('no'); }, null, 'a', { name: 'fail' }),
  node(() => 5, null, 'kept', { name: 'work' }),
]);`;
  const finished = async (config: string, onFailure?: 'continue' | 'stop'): Promise<string[]> => {
    const cwd = await makeProject({
      'kedro.config.ts': `export default ${config};`,
      'src/pipelines/p.ts': failing,
    });
    await using session = await createSession({ cwd });
    const done: string[] = [];
    const run = session.run({
      ...(onFailure && { onFailure }),
      onEvent: (event) => void (event.type === 'node-finished' && done.push(event.node)),
    });
    await expect(run).rejects.toThrow('no');
    return done;
  };

  it('is what the config says, unless the run says otherwise', async () => {
    expect(await finished('{}')).toEqual([]);
    expect(await finished('{}', 'continue')).toEqual(['work']);
    expect(await finished("{ onFailure: 'continue' }")).toEqual(['work']);
    expect(await finished("{ onFailure: 'continue' }", 'stop')).toEqual([]);
  });

  it('has to be a choice', async () => {
    const cwd = await makeProject({ 'kedro.config.ts': "export default { onFailure: 'ignore' };" });
    await expect(createSession({ cwd })).rejects.toThrow(
      '"onFailure" has to be "stop", "finish-running" or "continue".',
    );
  });
});
