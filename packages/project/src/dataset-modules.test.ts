import { createSession } from '../test/built.js';
import { describe, expect, it } from 'vitest';
import { makeProject, type Files } from '../test/make-project.js';

const MODULE = (answer: number): string => `globalThis.imported = (globalThis.imported ?? 0) + 1;
export class Answer { load() { return ${answer}; } save() {} }
export class NoDataset { constructor() { throw new Error('it was called'); } }
export class Fields { load = () => 1; save = () => {}; constructor() { throw new Error('it was called'); } }
export const lazy = () => Answer;
export default Answer;`;

const PACKAGE: Files = {
  'node_modules/some-datasets/package.json': '{ "type": "module", "main": "index.js" }',
  'node_modules/some-datasets/index.js': MODULE(1),
  'node_modules/some-datasets/more/index.js': MODULE(2),
  'node_modules/other-datasets/package.json': '{ "type": "module", "main": "index.js" }',
  'node_modules/other-datasets/index.js': MODULE(3),
};

async function load(datasetModules: string, type: string): Promise<unknown> {
  const cwd = await makeProject({
    ...PACKAGE,
    'kedro.config.ts': `export default { datasetModules: ${datasetModules} };`,
    'src/datasets.ts': `${MODULE(4)}\nexport const typed: number = 1;`,
    'src/secret.ts': MODULE(5),
    'conf/base/catalog.yml': `it: { type: '${type}' }`,
  });
  await using session = await createSession({ cwd });
  return await session.context.catalog.load('it');
}

describe('a type that names a module', () => {
  it.each([
    ['a package', "['some-datasets']", 'some-datasets#Answer', 1],
    ["a package's default export", "['some-datasets']", 'some-datasets#default', 1],
    ['a subpath of a package', "['some-datasets']", 'some-datasets/more/index.js#Answer', 2],
    ['a file', "['./src/datasets.ts']", './src/datasets.ts#Answer', 4],
    ['a file by another spelling', "['./src/datasets']", './src/../src/datasets.js#Answer', 4],
  ])('is %s that the config allows', async (_what, modules, type, answer) => {
    expect(await load(modules, type)).toBe(answer);
  });

  it.each([
    ['[]', 'some-datasets#Answer', 'some-datasets'],
    ["['some-datasets']", 'other-datasets#Answer', 'other-datasets'],
    [
      "['some-datasets']",
      'some-datasets/../other-datasets/index.js#Answer',
      'some-datasets/../other-datasets/',
    ],
    ["['some-datasets']", 'some-datasets/%2e%2e/other-datasets/index.js#Answer', 'some-datasets/%2e%2e/'],
    ["['some-datasets']", 'some-datasets-too#Answer', 'some-datasets-too'],
    ["['some-datasets/more/index.js']", 'some-datasets#Answer', 'some-datasets'],
    ["['./src']", './src/secret.ts#Answer', './src/secret.ts'],
    ["['./src/datasets']", './src/secret#Answer', './src/secret'],
    ["['some-datasets']", 'data:text/javascript,export class A {}#A', 'data:text/javascript'],
    ["['some-datasets']", '#Answer', ''],
  ])('is refused where %s does not allow %s, with how to allow it', async (modules, type, named) => {
    Reflect.deleteProperty(globalThis, 'imported');
    await expect(load(modules, type)).rejects.toThrow(
      new RegExp(
        `cannot be imported: "${named.replaceAll('.', '\\.')}.*" is not among the modules .*` +
          'To allow it, add it to "datasetModules" in .*kedro\\.config\\.ts: datasetModules: \\[',
      ),
    );
    expect(globalThis).not.toHaveProperty('imported');
  });

  it.each(['node:child_process#ChildProcess', 'child_process#ChildProcess'])(
    'is refused as %s, a module of Node, without advice to allow it',
    async (type) => {
      const error = (await load("['some-datasets']", type).catch((thrown: unknown) => thrown)) as Error;
      expect(error.message).toMatch(
        /child_process" is a module of Node itself, which has no dataset classes/,
      );
      expect(error.message).not.toContain('datasetModules');
    },
  );

  it('suggests the module that may have been meant', async () => {
    await expect(load("['some-datasets']", 'some-dataset#Answer')).rejects.toThrow(
      'Did you mean "some-datasets"?',
    );
  });

  it.each(['Anser', 'NoDataset', 'Fields', 'lazy', 'toString', '__proto__', ''])(
    'makes nothing of the export "%s", which is no dataset class',
    async (name) => {
      await expect(load("['some-datasets']", `some-datasets#${name}`)).rejects.toThrow(
        `some-datasets exports no dataset class "${name}", that is, a class with methods load() and save(); fields ` +
          'that hold functions (load = () => …) do not count (those it exports: Answer, default)',
      );
    },
  );
});
