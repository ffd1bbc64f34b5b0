import { cp, readdir, readFile, rm, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { createSession } from '../../test/built.js';
import { describe, expect, it } from 'vitest';
import { EMPTY_CONFIG, makeProject, makeProjectWith, onePipeline, write } from '../../test/make-project.js';
import { lastJson, runScript } from '../../test/run-script.js';

const PROJECT = { ...EMPTY_CONFIG, 'src/pipelines/a.ts': onePipeline('a', "'first'") };

/** Opens the project in a process of its own; tells what came out, and whether the compiler was loaded. */
async function open(folder: string): Promise<unknown> {
  const printed = await runScript(
    folder,
    `import { createRequire } from 'node:module';
import { createSession } from '@kedro-ts/project';
const session = await createSession({ cwd: import.meta.dirname });
const { outputs } = await session.run();
const compiled = Object.keys(createRequire(import.meta.url).cache).some((file) => file.includes('esbuild'));
console.log(JSON.stringify({ compiled, output: await outputs['a_out'].load() }));`,
  );
  return lastJson(printed);
}

async function cacheFolders(folder: string): Promise<string[]> {
  return (await readdir(join(folder, '.kedro/cache'))).filter((name) => name !== 'manifest.json');
}

describe('the cache of compiled code', () => {
  it('is used when nothing has changed, without loading the compiler', async () => {
    const folder = await makeProject(PROJECT);
    expect(await open(folder)).toEqual({ compiled: true, output: 'first' });
    expect(await open(folder)).toEqual({ compiled: false, output: 'first' });
    expect(await cacheFolders(folder)).toHaveLength(1);
  });

  it('is not to be committed', async () => {
    const folder = await makeProject(PROJECT);
    await open(folder);
    expect(await readFile(join(folder, '.kedro/.gitignore'), 'utf8')).toBe('*\n');
  });

  it.each<[string, Record<string, string>, Record<string, string>]>([
    ['a file', {}, { 'src/pipelines/a.ts': onePipeline('a', "'second'") }],
    [
      'a file that another imports',
      {
        'src/value.ts': "export const value = 'first';",
        'src/pipelines/a.ts': onePipeline('a', 'value', "import { value } from '../value';"),
      },
      { 'src/value.ts': "export const value = 'second';" },
    ],
    [
      'JSON that a module imports',
      {
        'src/value.json': '"first"',
        'src/pipelines/a.ts': onePipeline('a', 'value', "import value from '../value.json';"),
      },
      { 'src/value.json': '"second"' },
    ],
    [
      'a tsconfig in a folder below',
      {
        'src/tsconfig.json': '{ "compilerOptions": { "paths": { "value": ["./first"] } } }',
        'src/first.ts': "export const value = 'first';",
        'src/second.ts': "export const value = 'second';",
        'src/pipelines/a.ts': onePipeline('a', 'value', "import { value } from 'value';"),
      },
      { 'src/tsconfig.json': '{ "compilerOptions": { "paths": { "value": ["./second"] } } }' },
    ],
    [
      'a tsconfig that another extends',
      {
        'tsconfig.json': '{ "extends": ["./settings/one", "./settings/paths.json"] }',
        'settings/one.json': '{}',
        'settings/paths.json': '{ "compilerOptions": { "paths": { "value": ["../src/first"] } } }',
        'src/first.ts': "export const value = 'first';",
        'src/second.ts': "export const value = 'second';",
        'src/pipelines/a.ts': onePipeline('a', 'value', "import { value } from 'value';"),
      },
      { 'settings/paths.json': '{ "compilerOptions": { "paths": { "value": ["../src/second"] } } }' },
    ],
    [
      'a tsconfig that was not there',
      {
        'tsconfig.json': '{ "compilerOptions": { "paths": { "value": ["./src/first"] } } }',
        'src/first.ts': "export const value = 'first';",
        'src/second.ts': "export const value = 'second';",
        'src/pipelines/a.ts': onePipeline('a', 'value', "import { value } from 'value';"),
      },
      { 'src/tsconfig.json': '{ "compilerOptions": { "paths": { "value": ["./second"] } } }' },
    ],
    [
      'imports of package.json',
      {
        'package.json': '{ "imports": { "#value": "./src/first.ts" } }',
        'src/first.ts': "export const value = 'first';",
        'src/second.ts': "export const value = 'second';",
        'src/pipelines/a.ts': onePipeline('a', 'value', "import { value } from '#value';"),
      },
      { 'package.json': '{ "imports": { "#value": "./src/second.ts" } }' },
    ],
    [
      'a new file that comes before the one imported so far',
      {
        'src/value/deep/index.ts': "export const value = 'first';",
        'src/pipelines/a.ts': onePipeline('a', 'value', "import { value } from '../value/deep';"),
      },
      { 'src/value/deep.ts': "export const value = 'second';" },
    ],
  ])('sees a change of %s', async (_what, files, change) => {
    const folder = await makeProject({ ...PROJECT, ...files });
    expect(await open(folder)).toMatchObject({ output: 'first' });
    await write(folder, change, 30);
    expect(await open(folder)).toEqual({ compiled: true, output: 'second' });
    expect(await open(folder)).toEqual({ compiled: false, output: 'second' });
  });

  it('sees a pipeline that was added, and one that was removed', async () => {
    const folder = await makeProject(PROJECT);
    const names = async (): Promise<readonly string[]> => {
      await using session = await createSession({ cwd: folder });
      return session.pipelines.names;
    };
    expect(await names()).toEqual(['a']);
    await write(folder, { 'src/pipelines/b.ts': onePipeline('b') });
    expect(await names()).toEqual(['a', 'b']);
    await rm(join(folder, 'src/pipelines/a.ts'));
    expect(await names()).toEqual(['b']);
  });

  it('does not trust a file that changed while it was being compiled', async () => {
    const folder = await makeProject(PROJECT);
    // A time that is still to come is the same case: nobody knows what was read.
    await write(folder, { 'src/pipelines/a.ts': onePipeline('a', "'first'") }, -60);
    await open(folder);
    expect(await open(folder)).toMatchObject({ compiled: true });
  });

  it.each<[string, (folder: string) => Promise<void>]>([
    ['deleted', (folder) => rm(join(folder, '.kedro'), { recursive: true })],
    ['damaged', (folder) => write(folder, { '.kedro/cache/manifest.json': '{' })],
    [
      'without the compiled files',
      async (folder) => {
        for (const name of await cacheFolders(folder))
          await rm(join(folder, '.kedro/cache', name, 'src'), { recursive: true });
      },
    ],
  ])('is made anew when it is %s', async (_how, harm) => {
    const folder = await makeProject(PROJECT);
    await open(folder);
    await harm(folder);
    expect(await open(folder)).toEqual({ compiled: true, output: 'first' });
    expect(await open(folder)).toEqual({ compiled: false, output: 'first' });
  });

  it('is not taken over by a copy of the project', async () => {
    const file = { 'src/pipelines/a.ts': onePipeline('a', 'import.meta.dirname') };
    const folder = await makeProject({ ...PROJECT, ...file });
    const copy = await makeProject();
    await open(folder);
    await cp(folder, copy, { recursive: true, preserveTimestamps: true });
    expect(await open(copy)).toMatchObject({ output: join(copy, 'src/pipelines') });
  });

  it('does not keep a project from opening because of a module that nobody asks for any more', async () => {
    const folder = await makeProject({
      ...PROJECT,
      'kedro.config.ts': "export default { plugins: ['./plugin.ts'] };",
      'plugin.ts': "export default { name: 'p', apply() {} };",
    });
    await open(folder);
    await write(folder, { 'kedro.config.ts': 'export default {};', 'plugin.ts': 'export default {{;' }, 30);
    expect(await open(folder)).toMatchObject({ output: 'first' });
  });

  it('may be made by several processes at once', async () => {
    const folder = await makeProject(PROJECT);
    await expect(Promise.all([open(folder), open(folder)])).resolves.toEqual([
      expect.objectContaining({ output: 'first' }),
      expect.objectContaining({ output: 'first' }),
    ]);
    expect(await cacheFolders(folder)).toHaveLength(1);
    expect(await open(folder)).toMatchObject({ compiled: false });
  });

  it('loses what is older than a day when something new is made, and nothing else', async () => {
    const folder = await makeProject(PROJECT);
    const names = ['0000000000000000', '.1111111111111111.crashed.tmp', '2222222222222222'];
    for (const name of names) await write(folder, { [`.kedro/cache/${name}/a.mjs`]: '' });
    const old = Date.now() / 1000 - 25 * 60 * 60;
    for (const name of names.slice(0, 2)) await utimes(join(folder, '.kedro/cache', name), old, old);
    await open(folder);
    expect(await cacheFolders(folder)).toEqual(
      ['2222222222222222', expect.stringMatching(/^[0-9a-f]{16}$/)].sort(),
    );
  });

  it('says what to do when it cannot be written', async () => {
    const folder = await makeProject({ ...PROJECT, '.kedro': 'a file where the folder should be' });
    await expect(createSession({ cwd: folder })).rejects.toMatchObject({
      code: 'KEDRO_PROJECT_CODE',
      message: expect.stringMatching(
        /^The project's compiled code cannot be kept in .*cache: .+\. Let this process write there\./s,
      ) as string,
      cause: expect.anything() as unknown,
    });
  });

  it('is not needed where all is JavaScript', async () => {
    const folder = await makeProjectWith(['project', 'pipeline'], {
      'package.json': '{ "type": "module" }',
      '.kedro': 'a file where the folder should be',
      'kedro.config.js':
        "import { defineConfig } from '@kedro-ts/project';\nexport default defineConfig({});",
      'src/pipelines/a.js': onePipeline('a', "'first'"),
    });
    expect(await open(folder)).toEqual({ compiled: false, output: 'first' });
  });
});
