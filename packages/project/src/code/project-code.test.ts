import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createSession } from '../../test/built.js';
import { describe, expect, it } from 'vitest';
import { EMPTY_CONFIG, makeProject, onePipeline, type Files } from '../../test/make-project.js';
import { lastJson, runScript } from '../../test/run-script.js';

/** What the only node of the pipeline "a" returns. */
async function outputOf(files: Files): Promise<unknown> {
  const folder = await makeProject({ ...EMPTY_CONFIG, ...files });
  await using session = await createSession({ cwd: folder });
  const { outputs } = await session.run({ pipelines: ['a'] });
  return { folder, output: await outputs['a_out']!.load() };
}

describe("a user's TypeScript, without a build step", () => {
  it.each<[string, Files]>([
    ['enums', { 'src/pipelines/a.ts': onePipeline('a', 'Color.Green', 'enum Color { Red, Green = 42 }') }],
    [
      'namespaces',
      { 'src/pipelines/a.ts': onePipeline('a', 'Answers.it', 'namespace Answers { export const it = 42; }') },
    ],
    [
      'decorators',
      {
        'src/pipelines/a.ts': onePipeline(
          'a',
          'new Answer().get()',
          `function plusTwo(method: () => number, _context: ClassMethodDecoratorContext) {
  return function (this: Answer) { return method.call(this) + 2; };
}
class Answer { @plusTwo get() { return 40; } }`,
        ),
      },
    ],
    [
      'decorators of the older kind, where tsconfig asks for them',
      {
        'tsconfig.json': '{ "compilerOptions": { "experimentalDecorators": true } }',
        'src/pipelines/a.ts': onePipeline(
          'a',
          'new Answer().get()',
          `function plusTwo(_target: object, _key: string, descriptor: PropertyDescriptor) {
  const method = descriptor.value as () => number;
  descriptor.value = () => method() + 2;
}
class Answer { @plusTwo get() { return 40; } }`,
        ),
      },
    ],
    [
      'imports without an ending',
      {
        'src/answer.ts': 'export const answer = 42;',
        'src/folder/index.ts': "export { answer } from '../answer';",
        'src/pipelines/a.ts': onePipeline('a', 'answer', "import { answer } from '../folder';"),
      },
    ],
    [
      'imports of .ts files under the names of the compiled ones',
      {
        'src/one.ts': 'export const one = 40;',
        'src/two.mts': 'export const two = 2;',
        'src/pipelines/a.ts': onePipeline(
          'a',
          'one + two',
          "import { one } from '../one.js';\nimport { two } from '../two.mjs';",
        ),
      },
    ],
    [
      'imports with the ending .ts',
      {
        'src/answer.ts': 'export const answer = 42;',
        'src/pipelines/a.ts': onePipeline('a', 'answer', "import { answer } from '../answer.ts';"),
      },
    ],
    [
      'paths of tsconfig, inherited too',
      {
        'tsconfig.base.json': '{ "compilerOptions": { "paths": { "@project/*": ["./src/*"] } } }',
        'tsconfig.json': '{ /* comments are fine */ "extends": "./tsconfig.base.json" }',
        'src/answer.ts': 'export const answer = 42;',
        'src/pipelines/a.ts': onePipeline('a', 'answer', "import { answer } from '@project/answer';"),
      },
    ],
    [
      'imports of package.json',
      {
        'package.json': '{ "type": "module", "imports": { "#answer": "./src/answer.ts" } }',
        'src/answer.ts': 'export const answer = 42;',
        'src/pipelines/a.ts': onePipeline('a', 'answer', "import { answer } from '#answer';"),
      },
    ],
    [
      'JSON',
      {
        'src/answer.json': '{ "answer": 42 }',
        'src/pipelines/a.ts': onePipeline(
          'a',
          'data.answer',
          "import data from '../answer.json' with { type: 'json' };",
        ),
      },
    ],
    [
      'await at the top level',
      { 'src/pipelines/a.ts': onePipeline('a', 'answer', 'const answer = await Promise.resolve(42);') },
    ],
    [
      '.cts',
      {
        'src/answer.cts': "import path = require('node:path');\nexport = { answer: path.basename('42') };",
        'src/pipelines/a.ts': onePipeline(
          'a',
          'Number(answers.answer)',
          "import answers from '../answer.cjs';",
        ),
      },
    ],
    [
      'a require() of its own making',
      {
        'src/pipelines/a.ts': onePipeline(
          'a',
          "require('../answer.cjs').answer",
          "import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);",
        ),
        'src/answer.cjs': 'exports.answer = 42;',
      },
    ],
    [
      'imports at run time',
      {
        'src/answer.ts': 'export const answer = 42;',
        'src/pipelines/a.ts': onePipeline('a', "import('../answer').then(({ answer }) => answer)"),
      },
    ],
    [
      'a hashbang',
      {
        'src/pipelines/a.ts': `#!/usr/bin/env node\n${onePipeline('a', 'import.meta.url ? 42 : 0')}`,
      },
    ],
    ['.mts', { 'src/pipelines/a/index.mts': onePipeline('a', '42 as number') }],
  ])('runs %s', async (_what, files) => {
    expect(await outputOf(files)).toMatchObject({ output: 42 });
  });

  it('keeps names of classes and functions, which name nodes', async () => {
    const folder = await makeProject({
      ...EMPTY_CONFIG,
      'src/nodes.ts': 'export const clean_trips = () => 1;',
      'src/pipelines/a.ts': `import { node, pipeline } from '@kedro-ts/pipeline';
import { clean_trips } from '../nodes';
export const createPipeline = () => pipeline([node(clean_trips, null, 'a_out')]);`,
    });
    await using session = await createSession({ cwd: folder });
    expect((await session.pipeline(['a'])).nodes[0]!.name).toContain('clean_trips');
  });

  it('answers where a module is for the source file', async () => {
    const { folder, output } = (await outputOf({
      'src/pipelines/a/index.ts': onePipeline(
        'a',
        '[import.meta.url, import.meta.filename, import.meta.dirname, legacy.file, legacy.folder]',
        "import legacy from '../../legacy.cjs';",
      ),
      'src/legacy.cts': 'export = { file: __filename, folder: __dirname };',
    })) as { folder: string; output: unknown };
    const file = join(folder, 'src/pipelines/a/index.ts');
    expect(output).toEqual([
      pathToFileURL(file).href,
      file,
      join(folder, 'src/pipelines/a'),
      join(folder, 'src/legacy.cts'),
      join(folder, 'src'),
    ]);
  });
});

describe('a module that several others import', () => {
  const COUNTER = 'globalThis.__loads = (globalThis.__loads ?? 0) + 1;\nexport const state = { nodes: 0 };';
  const a = onePipeline(
    'a',
    '[++state.nodes, globalThis.__loads]',
    "import { state } from '../../shared.js';",
  );
  const script = `import { createSession } from '@kedro-ts/project';
const session = await createSession({ cwd: import.meta.dirname });
const { outputs } = await session.run();
console.log(JSON.stringify(await outputs['a_out'].load()));`;

  it.each<[string, Files]>([
    [
      'config and pipeline',
      {
        'kedro.config.ts': "import { state } from './src/shared.js';\nstate.nodes = 10;\nexport default {};",
        'src/shared.ts': COUNTER,
        'src/pipelines/a/index.ts': a,
      },
    ],
    [
      'config and pipeline in another source folder',
      {
        'kedro.config.ts':
          "import { state } from './lib/shared';\nstate.nodes = 10;\nexport default { source: 'lib' };",
        'lib/shared.ts': COUNTER.replace(
          'globalThis.__loads = (globalThis.__loads ?? 0) + 1',
          'globalThis.__loads = 1',
        ),
        'lib/pipelines/a/index.ts': a,
      },
    ],
    [
      'a JavaScript config and a TypeScript pipeline',
      {
        'package.json': '{ "type": "module" }',
        'kedro.config.js': "import { state } from './src/shared.js';\nstate.nodes = 10;\nexport default {};",
        'src/shared.js': COUNTER,
        'src/pipelines/a/index.ts': a,
      },
    ],
    [
      'a plugin module and a pipeline',
      {
        'kedro.config.ts': "export default { plugins: ['./src/plugin'] };",
        'src/plugin.ts':
          "import { state } from './shared';\nexport default { name: 'p', apply() { state.nodes = 10; } };",
        'src/shared.ts': COUNTER,
        'src/pipelines/a/index.ts': a,
      },
    ],
  ])('exists once for %s', async (_who, files) => {
    const folder = await makeProject(files);
    expect(lastJson(await runScript(folder, script))).toEqual([11, 1]);
    expect(lastJson(await runScript(folder, script)), 'from the cache').toEqual([11, 1]);
  });

  it('still exists once when a run names a module that the config did not', async () => {
    const folder = await makeProject({
      'kedro.config.ts': "import { state } from './src/shared';\nstate.nodes = 10;\nexport default {};",
      'src/shared.ts': COUNTER,
      'src/runner.ts': "export { SequentialRunner } from '@kedro-ts/runner-sequential';",
      'src/pipelines/a/index.ts': a,
      'src/pipelines/first.ts': onePipeline('first'),
    });
    const twice = script.replace(
      'session.run()',
      "session.run({ pipelines: ['first'], runner: './src/runner' }).then(() => session.run({ pipelines: ['a'] }))",
    );
    expect(lastJson(await runScript(folder, twice))).toEqual([11, 1]);
  });
});

describe('stacks', () => {
  const files = {
    ...EMPTY_CONFIG,
    'src/broken.ts': `interface Long {
  readonly text: string;
}

export function fail(): Long {
  throw new Error('here');
}
`,
    'src/pipelines/a/index.ts': onePipeline('a', 'fail()', "import { fail } from '../../broken';"),
  };
  const script = (runner: string): string => `import { createSession } from '@kedro-ts/project';
const session = await createSession({ cwd: import.meta.dirname });
await session.run({ runner: '${runner}', runnerOptions: ${runner === 'parallel' ? '{ maxWorkers: 1 }' : '{}'} })
  .catch((error) => console.log(JSON.stringify(error.stack)));`;

  it.each(['sequential', 'parallel'])("name the user's file and line, in %s runs", async (runner) => {
    const folder = await makeProject(files);
    const stack = lastJson(await runScript(folder, script(runner)));
    expect(stack).toContain(`${join(folder, 'src', 'broken.ts')}:6:9`);
    expect(stack).toContain(`${join(folder, 'src', 'pipelines', 'a', 'index.ts')}:3:`);
  });
});
