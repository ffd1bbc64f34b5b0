import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSession } from '../test/built.js';
import { describe, expect, it } from 'vitest';
import { makeProject, write } from '../test/make-project.js';

const MODULE = "export default { env: 'found' };";

describe('finding kedro.config', () => {
  it.each([
    [
      'ts',
      "import type { KedroConfig } from '@kedro-ts/project';\nexport default { env: 'found' } as KedroConfig;",
    ],
    ['mts', MODULE],
    ['js', MODULE],
    ['mjs', MODULE],
    ['cjs', "module.exports = { env: 'found' };"],
    ['json', '{\n\t"env": "found"\n}'],
    ['yaml', 'env: found'],
    ['yml', 'env: found'],
  ])('finds kedro.config.%s from a folder far below', async (extension, content) => {
    const folder = await makeProject({
      [`kedro.config.${extension}`]: content,
      'package.json': '{ "type": "module" }',
      'src/deep/down/package.json': '{}',
    });
    await using session = await createSession({ cwd: join(folder, 'src/deep/down') });
    expect(session.context.projectPath).toBe(folder);
    expect(session.context.env).toBe('found');
  });

  it('takes the nearest one', async () => {
    const folder = await makeProject({
      'kedro.config.json': '{ "env": "outer" }',
      'inner/kedro.config.json': '{ "env": "inner" }',
    });
    await using session = await createSession({ cwd: join(folder, 'inner') });
    expect(session.context.env).toBe('inner');
  });

  it.each(['json', 'yaml'])('takes an empty kedro.config.%s as a project of defaults', async (extension) => {
    const folder = await makeProject({ [`kedro.config.${extension}`]: '' });
    await using session = await createSession({ cwd: folder });
    expect(session.context).toMatchObject({ projectPath: folder, env: 'local', parameters: {} });
  });

  it('has one path for a project that is reached through a link', async () => {
    const folder = await makeProject({
      'real/kedro.config.ts': 'export default {};',
      'real/src/pipelines/a.ts':
        "import { pipeline } from '@kedro-ts/pipeline';\nexport const createPipeline = () => pipeline([]);",
    });
    await symlink(join(folder, 'real'), join(folder, 'link'), 'junction');
    await using session = await createSession({ cwd: join(folder, 'link') });
    expect(session.context.projectPath).toBe(join(folder, 'real'));
    expect((await session.pipeline(['a'])).nodes).toEqual([]);
  });

  it('says where it looked when there is none', async () => {
    await expect(createSession({ cwd: tmpdir() })).rejects.toMatchObject({
      code: 'KEDRO_PROJECT_NOT_FOUND',
      searchedFrom: tmpdir(),
      message: expect.stringContaining('begin one with a file kedro.config.ts') as string,
    });
  });

  it('passes over a folder that has the name of a config file', async () => {
    const folder = await makeProject({ 'kedro.config.json': '{ "env": "outer" }' });
    await mkdir(join(folder, 'inner/kedro.config.ts'), { recursive: true });
    await using session = await createSession({ cwd: join(folder, 'inner') });
    expect(session.context.env).toBe('outer');
  });

  it('looks above a folder that does not exist', async () => {
    const folder = await makeProject({ 'kedro.config.json': '{}' });
    await using session = await createSession({ cwd: join(folder, 'not', 'there') });
    expect(session.context.projectPath).toBe(folder);
  });
});

describe('a kedro.config that is broken', () => {
  const failure = async (name: string, content: string): Promise<Error & { code: string; cause?: Error }> => {
    const folder = await makeProject();
    await writeFile(join(folder, name), content);
    try {
      await createSession({ cwd: folder });
    } catch (error) {
      const { message } = error as Error;
      (error as Error).message = message.replaceAll(folder, '<project>').replaceAll('\\', '/');
      return error as Error & { code: string; cause?: Error };
    }
    throw new Error('It was opened.');
  };

  it.each(['ts', 'mts', 'js', 'mjs', 'cjs'])('gives file, line and column in .%s', async (extension) => {
    const error = await failure(`kedro.config.${extension}`, '\nconst a = ];\nexport default {};\n');
    expect(error.code).toBe('KEDRO_PROJECT_CODE');
    expect(error.message).toContain(`<project>/kedro.config.${extension}:2:11:`);
    expect(error.message).toContain('const a = ];');
  });

  it.each([
    ['json', '{\n  "env": "a"\n  "conf": "b"\n}', 3],
    ['yaml', 'env: a\nconf: b: c', 2],
  ])('gives file and line in .%s', async (extension, content, line) => {
    const error = await failure(`kedro.config.${extension}`, content);
    expect(error.code).toBe('KEDRO_PROJECT_CONFIG');
    expect(error.message).toMatch(
      new RegExp(`^<project>/kedro\\.config\\.${extension}:${line}:\\d+: it cannot be parsed: `),
    );
  });

  it.each(['ts', 'js'])('names the file and keeps what a .%s config threw', async (extension) => {
    const error = await failure(`kedro.config.${extension}`, "throw new RangeError('too deep');");
    expect(error.code).toBe('KEDRO_PROJECT_CODE');
    expect(error.message).toBe(`<project>/kedro.config.${extension} cannot be imported: too deep`);
    expect(error.cause).toBeInstanceOf(RangeError);
  });

  it('names a package that it imports and that is not installed', async () => {
    const error = await failure(
      'kedro.config.ts',
      "import 'no-such-package-of-anybody';\nexport default {};",
    );
    expect(error.message).toBe(
      '<project>/kedro.config.ts cannot be imported: it needs the package no-such-package-of-anybody, which is not ' +
        'installed. Install it with: npm install no-such-package-of-anybody',
    );
  });

  it('names a file that it imports and that is not there, with the place of the import', async () => {
    const error = await failure(
      'kedro.config.ts',
      "\nimport { a } from './nowhere';\nexport default { env: a };",
    );
    expect(error.message).toContain('<project>/kedro.config.ts:2:19: Could not resolve "./nowhere"');
  });

  it('says that the function it exports failed', async () => {
    const error = await failure('kedro.config.ts', "export default () => { throw new Error('no luck'); };");
    expect(error.code).toBe('KEDRO_PROJECT_CONFIG');
    expect(error.message).toBe('<project>/kedro.config.ts: the function that it exports failed: no luck');
    expect(error.cause?.message).toBe('no luck');
  });

  it.each([
    ['no default export', 'kedro.config.ts', 'export const env = 1;', 'it exports no config'],
    ['nothing in it', 'kedro.config.ts', '', 'it exports no config'],
    ['a list', 'kedro.config.ts', 'export default [];', 'its content has to be a mapping'],
    ['text', 'kedro.config.yaml', 'hello', 'its content has to be a mapping'],
    [
      'a function that gives nothing',
      'kedro.config.ts',
      'export default () => {};',
      'its content has to be a mapping',
    ],
    [
      'an unknown key',
      'kedro.config.json',
      '{ "runer": "parallel" }',
      '"runer" is no setting. Did you mean "runner"?',
    ],
    ['a key of Object', 'kedro.config.json', '{ "constructor": {} }', '"constructor" is no setting.'],
    [
      'a number for source',
      'kedro.config.ts',
      'export default { source: 1 };',
      '"source" has to be the name of a folder',
    ],
    ['a mapping for plugins', 'kedro.config.json', '{ "plugins": {} }', '"plugins" has to be a list'],
    [
      'a list for pipelines',
      'kedro.config.json',
      '{ "pipelines": [] }',
      '"pipelines" has to be a mapping of names',
    ],
    [
      'a runner that cannot run',
      'kedro.config.ts',
      'export default { runner: { max: 1 } };',
      '"runner" has to be a name',
    ],
    [
      'a runner without a name',
      'kedro.config.json',
      '{ "runner": [{ "maxWorkers": 2 }] }',
      '"runner" has to be a name',
    ],
    [
      'text for datasetModules',
      'kedro.config.json',
      '{ "datasetModules": "some-datasets" }',
      '"datasetModules" has to be a list of packages',
    ],
    [
      'an export in datasetModules',
      'kedro.config.json',
      '{ "datasetModules": ["some-datasets#Table"] }',
      '"datasetModules" has to be a list of packages, or of paths that begin with a dot, without "#Export"',
    ],
    [
      'a mapping for parametersSchema',
      'kedro.config.json',
      '{ "parametersSchema": { "type": "object" } }',
      '"parametersSchema" has to be a schema of a library that keeps to Standard Schema',
    ],
    [
      'validators that are names',
      'kedro.config.json',
      '{ "validators": { "cars": "zod" } }',
      '"validators" has to be a mapping of names to schemas',
    ],
    [
      'resolvers that are no functions',
      'kedro.config.json',
      '{ "configLoader": { "customResolvers": { "add": "x" } } }',
      '"configLoader" has to be a mapping of options, customResolvers in it one of names to functions',
    ],
    [
      'text for createCatalog',
      'kedro.config.json',
      '{ "createCatalog": "x" }',
      '"createCatalog" has to be a function',
    ],
  ])('refuses %s', async (_what, name, content, reason) => {
    const error = await failure(name, content);
    expect(error.code).toBe('KEDRO_PROJECT_CONFIG');
    expect(error.message).toContain(`<project>/${name}: ${reason}`);
  });
});

describe('a config that is a function', () => {
  it('is called, and may be asynchronous', async () => {
    const folder = await makeProject();
    await write(folder, {
      'kedro.config.ts': `import { defineConfig } from '@kedro-ts/project';
export default defineConfig(async () => ({ env: await Promise.resolve('computed') }));`,
    });
    await using session = await createSession({ cwd: folder });
    expect(session.context.env).toBe('computed');
  });
});
