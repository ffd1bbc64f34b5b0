import { createSession } from '../test/built.js';
import { describe, expect, it } from 'vitest';
import { makeProject, type Files } from '../test/make-project.js';

const FACTORY = 'export default (options = {}) => ({ name: options.name ?? "made", apply() {} });';
const PACKAGE: Files = {
  'node_modules/some-plugin/package.json':
    '{ "name": "some-plugin", "type": "module", "exports": { "import": "./index.js" } }',
  'node_modules/some-plugin/index.js': FACTORY,
  'node_modules/@some/fixed/package.json': '{ "name": "@some/fixed", "type": "module", "main": "index.js" }',
  'node_modules/@some/fixed/index.js':
    'export const plugin = { name: "fixed", apply() {} };\nexport const other = 1;',
};

async function pluginNames(plugins: string, files: Files = {}): Promise<string[]> {
  const cwd = await makeProject({ 'kedro.config.ts': `export default { plugins: ${plugins} };`, ...files });
  await using session = await createSession({ cwd });
  return session.plugins.plugins.map(({ name }) => name);
}

describe('plugins', () => {
  it.each<[string, string, Files, string[]]>([
    ['objects', '[{ name: "a", apply() {} }]', {}, ['a']],
    [
      'functions',
      '[() => ({ name: "a", apply() {} }), async () => ({ name: "b", apply() {} })]',
      {},
      ['a', 'b'],
    ],
    ['packages', '["some-plugin", "@some/fixed"]', PACKAGE, ['made', 'fixed']],
    [
      'packages with options',
      '[["some-plugin", { name: "a" }], ["some-plugin", { name: "b" }]]',
      PACKAGE,
      ['a', 'b'],
    ],
    ['packages in a list of their own', '[["some-plugin"]]', PACKAGE, ['made']],
    ['modules of the project', '["./src/plugin.ts"]', { 'src/plugin.ts': FACTORY }, ['made']],
    [
      'modules without an ending, with options',
      '[["./src/plugin", { name: "a" }]]',
      { 'src/plugin.ts': FACTORY },
      ['a'],
    ],
    ['modules under their compiled names', '["./src/plugin.js"]', { 'src/plugin.ts': FACTORY }, ['made']],
    ['folders of the project', '["./src/plugin"]', { 'src/plugin/index.mjs': FACTORY }, ['made']],
    [
      'modules with one export of any name',
      '["./src/plugin"]',
      { 'src/plugin.ts': 'export const timings = () => ({ name: "timings", apply() {} });' },
      ['timings'],
    ],
  ])('can be %s', async (_what, plugins, files, names) => {
    expect(await pluginNames(plugins, files)).toEqual(names);
  });

  it('can be named in JSON', async () => {
    const cwd = await makeProject({
      'kedro.config.json': '{ "plugins": ["./src/plugin", ["some-plugin", { "name": "a" }]] }',
      'src/plugin.ts': FACTORY,
      ...PACKAGE,
    });
    await using session = await createSession({ cwd });
    expect(session.plugins.plugins.map(({ name }) => name)).toEqual(['made', 'a']);
  });

  it('keep their order, those of the session last', async () => {
    const cwd = await makeProject({
      'kedro.config.ts':
        'export default { plugins: [["some-plugin", { name: "z" }], { name: "a", apply() {} }] };',
      ...PACKAGE,
    });
    await using session = await createSession({ cwd, plugins: [{ name: 'mine', apply() {} }] });
    expect(session.plugins.plugins.map(({ name }) => name)).toEqual(['z', 'a', 'mine']);
  });

  it.each<[string, string, Files, string]>([
    [
      'a package that is not installed',
      '["no-such-plugin"]',
      {},
      'Install it with: npm install no-such-plugin',
    ],
    ['a module that is not there', '["./src/plugn"]', {}, 'There is no module'],
    [
      'a module without anything like a plugin',
      '["./src/plugin"]',
      { 'src/plugin.ts': 'export const a = 1, b = 2;' },
      'the plugin module ./src/plugin has to export its plugin, or a function that makes it, as default or as "plugin" (it exports: a, b).',
    ],
    [
      'options for a plugin that is made already',
      '[["@some/fixed", { name: "a" }]]',
      PACKAGE,
      'the plugin module @some/fixed exports a plugin, not a function that makes one, so it takes no options.',
    ],
    [
      'a function that makes something else',
      '[{ name: "a", apply() {} }, "./src/plugin"]',
      { 'src/plugin.ts': 'export default () => 5;' },
      'plugins[1] (./src/plugin) comes to no plugin',
    ],
    ['a number', '[5]', {}, 'plugins[0] comes to no plugin'],
    ['nothing', '[undefined]', {}, 'plugins[0] comes to no plugin'],
    ['two of one name', '["some-plugin", "some-plugin"]', PACKAGE, 'Two plugins are called "made"'],
  ])('cannot be %s', async (_what, plugins, files, reason) => {
    await expect(pluginNames(plugins, files)).rejects.toThrow(reason);
  });
});
