import { existsSync } from 'node:fs';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { kedro, startKedro } from '../support/kedro.js';
import { makeProject } from '../support/make-project.js';

const PROJECT = {
  'kedro.config.ts': `
    import { appendFileSync } from 'node:fs';
    import { defineConfig } from '@kedro-ts/project';
    const note = (text: string) => appendFileSync('hooks.txt', text + '\\n');
    export default defineConfig({
      plugins: [() => ({
        name: 'note',
        apply(hooks) {
          hooks.onNodeError.tap('note', ({ node, where }) => note(\`node \${node.name} \${where}\`));
          hooks.onPipelineError.tap('note', ({ error, where }) => note(\`pipeline \${(error as Error).message} \${where}\`));
        },
      })],
    });
  `,
  'conf/base/catalog.yml': `
first: { type: json.JSONDataset, filepath: data/first.json }
third: { type: json.JSONDataset, filepath: data/third.json }
`,
  'conf/base/parameters.yml': 'fail: true\n',
  'src/pipelines/steps/index.ts': `
    import { node, pipeline } from '@kedro-ts/pipeline';
    import { divide } from './divide';

    export const createPipeline = () =>
      pipeline([
        node(() => ({ n: 1 }), null, 'first', { name: 'one' }),
        node((first: { n: number }) => ({ n: first.n + 1 }), 'first', 'second', { name: 'two' }),
        node(divide, ['second', 'params:fail'], 'third', { name: 'three' }),
      ]);
  `,
  'src/pipelines/steps/divide.ts': `interface Value {
  n: number;
}

export function divide({ n }: Value, fail: boolean): Value {
  if (fail) {
    throw new RangeError('the divisor is zero', { cause: new Error('nobody set it') });
  }
  return { n: n / 2 };
}
`,
};

describe.each([
  ['sequential', 'main'],
  ['parallel', 'worker'],
])('a node that fails under the %s runner', (runner, where) => {
  it('is named with its error, its cause and the line in the source, and the run can be resumed as printed', async () => {
    const project = await makeProject(PROJECT);
    const failed = await kedro(project, 'run', '--runner', runner);
    expect(failed.code).toBe(1);
    const output = failed.stdout + failed.stderr;
    expect(output).toContain('RangeError: the divisor is zero');
    expect(output).toContain('nobody set it');
    expect(output.replaceAll('\\', '/')).toMatch(/src\/pipelines\/steps\/divide\.ts:7:/);
    expect(await readFile(join(project, 'hooks.txt'), 'utf8')).toBe(
      `node three ${where}\npipeline the divisor is zero main\n`,
    );

    // What was finished is there; "second" was only in memory, so it has to be made again.
    expect(await readdir(join(project, 'data'))).toEqual(['first.json']);
    expect(output).toContain(`run --runner ${runner} --from-nodes two`);
    await writeFile(join(project, 'conf/base/parameters.yml'), 'fail: false\n');
    const resumed = await kedro(project, 'run', '--runner', runner, '--from-nodes', 'two');
    expect(resumed.code).toBe(0);
    expect(JSON.parse(await readFile(join(project, 'data/third.json'), 'utf8'))).toEqual({ n: 1 });
  });
});

it('only what is missing runs again when that is asked for', async () => {
  const project = await makeProject({ ...PROJECT, 'conf/base/parameters.yml': 'fail: false\n' });
  expect(await kedro(project, 'run')).toMatchObject({ code: 0 });
  const nothing = await kedro(project, 'run', '--only-missing-outputs');
  expect(nothing.stdout).toContain('Running 0 nodes, not 3 whose outputs are there');
  await rm(join(project, 'data/third.json'));
  // "second" is only in memory and has to be made again; "first" is a file and has not.
  const rest = await kedro(project, 'run', '--only-missing-outputs', '--runner', 'parallel');
  expect(rest.stdout).toContain('Running 2 nodes, not 1 whose outputs are there');
  expect(rest.stdout).not.toMatch(/start +one/);
  expect(JSON.parse(await readFile(join(project, 'data/third.json'), 'utf8'))).toEqual({ n: 1 });
});

describe.each([
  ['sequential', []],
  ['parallel', ['--isolation', 'thread']],
  ['parallel', ['--isolation', 'process']],
] as const)('Ctrl-C under the %s runner %j', (runner, options) => {
  it.skipIf(process.platform === 'win32')(
    'runs the error hooks, leaves nothing half-written, and ends with 130 (not on Windows, where no signal can be sent)',
    async () => {
      const project = await makeProject({
        ...PROJECT,
        'src/pipelines/steps/index.ts': `
          import { node, pipeline } from '@kedro-ts/pipeline';
          export const createPipeline = () =>
            pipeline([
              node(() => ({ n: 1 }), null, 'first', { name: 'one' }),
              node(async () => { console.log('waiting'); await new Promise((resolve) => setTimeout(resolve, 600_000)); return 1; }, 'first', 'third', { name: 'wait' }),
            ]);
        `,
      });
      const { child, ended, printed } = startKedro(project, 'run', '--runner', runner, ...options);
      await printed('waiting');
      child.kill('SIGINT');
      expect(await ended).toMatchObject({ code: 130 });
      expect(await readFile(join(project, 'hooks.txt'), 'utf8')).toMatch(/^pipeline .*cancelled.* main$/m);
      expect(await readdir(join(project, 'data'))).toEqual(['first.json']);
    },
  );
});

it('a worker that dies is reported with the node it ran, and nothing hangs', async () => {
  const project = await makeProject({
    ...PROJECT,
    'src/pipelines/steps/index.ts': `
      import { node, pipeline } from '@kedro-ts/pipeline';
      export const createPipeline = () => pipeline([node(() => { process.exit(7); }, null, 'first', { name: 'exits' })]);
    `,
  });
  const { code, stdout, stderr } = await kedro(project, 'run', '--runner', 'parallel');
  expect(code).toBe(1);
  expect(stdout + stderr).toContain('node "exits"');
  expect(stdout + stderr).toContain('exit code 7');
});

describe('what cannot run', () => {
  it('says which package to install for a runner that is not there', async () => {
    const { code, stderr } = await kedro(await makeProject(PROJECT), 'run', '--runner', 'kubernetes');
    expect(code).toBe(1);
    expect(stderr).toContain('npm install @kedro-ts/runner-kubernetes');
  });

  it('names near misses for pipelines, nodes, datasets and options', async () => {
    const project = await makeProject(PROJECT);
    const errors = await Promise.all(
      [
        ['--pipelines', 'step'],
        ['--from-nodes', 'thre'],
        ['--to-outputs', 'thirt'],
        ['--runer', 'parallel'],
        ['--env', 'bas'],
      ].map((args) => kedro(project, 'run', ...args)),
    );
    expect(errors.map(({ code }) => code)).toEqual([1, 1, 1, 2, 1]);
    for (const [i, suggestion] of ['steps', 'three', 'third', '--runner', 'base'].entries()) {
      expect(errors[i]!.stderr).toContain(suggestion);
    }
    expect(existsSync(join(project, 'data'))).toBe(false);
  });

  it('points at file, line and column of code that does not compile', async () => {
    const project = await makeProject({
      ...PROJECT,
      'src/pipelines/steps/divide.ts': 'export function divide( {\n',
    });
    const { code, stderr } = await kedro(project, 'run');
    expect(code).toBe(1);
    expect(stderr).toMatch(/divide\.ts:\d+:\d+: /);
  });

  it('lists every node that a worker does not find again, before anything starts', async () => {
    const project = await makeProject({
      ...PROJECT,
      'src/pipelines/steps/index.ts': `
        import { randomUUID } from 'node:crypto';
        import { node, pipeline } from '@kedro-ts/pipeline';
        export const createPipeline = () =>
          pipeline(['a', 'b'].map((name) => node(() => ({ n: 1 }), null, name === 'a' ? 'first' : 'third', { name: name + '_' + randomUUID() })));
      `,
    });
    const { code, stderr } = await kedro(project, 'run', '--runner', 'parallel');
    expect(code).toBe(1);
    expect(stderr).toMatch(/"a_[\w-]+", "b_[\w-]+"/);
    expect(existsSync(join(project, 'data'))).toBe(false);
  });
});
