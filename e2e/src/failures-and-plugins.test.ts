import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { kedro, startKedro } from '../support/kedro.js';
import { makeProject } from '../support/make-project.js';

/** Two nodes that fail, one that works at its second try, one that a plugin skips; a plugin counts tries in whichever process. */
const PROJECT = {
  'kedro.config.ts': `
    import { defineConfig } from '@kedro-ts/project';
    export default defineConfig({ plugins: ['./src/count.ts', './src/skip.ts'], journal: false });
  `,
  'src/count.ts': `
    import { writeFileSync } from 'node:fs';
    import type { Plugin } from '@kedro-ts/hooks';
    export default (): Plugin => {
      let tries = 0;
      return {
        name: 'count',
        stage: 1,
        apply(hooks, scope) {
          hooks.beforeNodeRun.tap('count', () => scope.report(1));
          scope.onReport(() => void tries++);
          hooks.onPipelineError.tap('count', () => writeFileSync('tries.txt', String(tries)));
        },
      };
    };
  `,
  'src/skip.ts': `
    import type { Plugin } from '@kedro-ts/hooks';
    export const plugin: Plugin = {
      name: 'skip',
      apply(hooks) {
        hooks.skipNode.tap('skip', ({ node }) => (node.tags.has('slow') ? 'it is slow' : undefined));
      },
    };
  `,
  'conf/base/catalog.yml': 'kept: { type: json, filepath: data/kept.json }\n',
  'src/pipelines/steps/index.ts': `
    import { currentNode, node, pipeline } from '@kedro-ts/pipeline';
    const fail = (what: string) => () => { throw new RangeError(what + ' is out of range'); };
    const second = () => {
      if (currentNode().attempt === 1) throw new Error('not yet');
      return { n: 2 };
    };
    export const createPipeline = () =>
      pipeline([
        node(fail('alpha'), null, 'a', { name: 'alpha' }),
        node((a: number) => a, 'a', 'c', { name: 'after_alpha' }),
        node(fail('beta'), null, 'b', { name: 'beta' }),
        node(second, null, 'kept', { name: 'unsteady', retry: { limit: 1, delay: 10 } }),
        node(() => 1, null, 'slow', { name: 'waits', tags: 'slow' }),
      ]);
  `,
};

describe.each([
  ['sequential', []],
  ['concurrent', []],
  ['parallel', ['--isolation', 'process']],
] as const)('failures under the %s runner %j', (runner, options) => {
  it('are shown each with its node, and then together, when the run goes on', async () => {
    const project = await makeProject(PROJECT);
    const args = ['run', '--runner', runner, ...options, '--on-failure', 'continue'];
    const { code, stdout, stderr } = await kedro(project, ...args);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^retry {3}unsteady after .*, try 2 in 10 ms: Error: not yet$/m);
    for (const what of ['alpha', 'beta'])
      expect(stderr).toMatch(
        new RegExp(
          `^failed {2}${what} after .*\n {2}RangeError: ${what} is out of range\n.*src/pipelines`,
          'm',
        ),
      );
    expect(stderr).toMatch(
      /^2 nodes failed: (alpha, beta|beta, alpha)\nFailed after .*: 2 of 5 nodes done\.$/m,
    );
    expect(stderr).toMatch(/--on-failure continue --from-nodes "?alpha,beta"?$/m);
    expect(stderr.match(/is out of range/g)).toHaveLength(2);
    expect(stdout).toMatch(/^skip {4}waits {2}it is slow \(skip\) {2}\(\d of 5\)$/m);
    expect(stdout).not.toContain('after_alpha');
    expect(JSON.parse(await readFile(join(project, 'data/kept.json'), 'utf8'))).toEqual({ n: 2 });
    // alpha, beta, and unsteady twice.
    expect(await readFile(join(project, 'tries.txt'), 'utf8')).toBe('4');
  });
});

it('the config says what happens after a failure, unless the command does', async () => {
  const project = await makeProject({
    ...PROJECT,
    'kedro.config.ts': `export default { onFailure: 'continue', journal: false };`,
  });
  const going = await kedro(project, 'run');
  expect(going.stderr).toContain('2 nodes failed: ');
  const stopping = await kedro(project, 'run', '--on-failure', 'stop');
  expect(stopping.code).toBe(1);
  expect(stopping.stderr).not.toContain('nodes failed');
});

describe('kedro plugins list', () => {
  it('shows order, stage, source and hooks, and what is disabled', async () => {
    const project = await makeProject(PROJECT);
    const { code, stdout } = await kedro(project, 'plugins', 'list');
    expect(code).toBe(0);
    expect(stdout.trimEnd().split('\n')).toEqual([
      '   plugin  stage  source                                     hooks',
      '1  skip    0      kedro.config.ts plugins[1] ./src/skip.ts   skipNode',
      '2  count   1      kedro.config.ts plugins[0] ./src/count.ts  onPipelineError, beforeNodeRun',
    ]);
    const disabled = await kedro(project, 'plugins', 'list', '--without-plugin', 'skip');
    expect(disabled.stdout).toMatch(/^- {2}skip .* disabled$/m);
  });

  it('gives programs the same as JSON', async () => {
    const project = await makeProject(PROJECT);
    const { stdout } = await kedro(
      project,
      'plugins',
      'list',
      '--format',
      'json',
      '--without-plugin',
      'count',
    );
    const configFile = expect.stringMatching(/kedro\.config\.ts$/) as string;
    expect(JSON.parse(stdout)).toEqual([
      {
        ...{ name: 'skip', order: 1, stage: 0, before: null, disabled: false, hooks: ['skipNode'] },
        source: { configFile, position: 1, module: './src/skip.ts' },
      },
      {
        ...{ name: 'count', order: null, stage: 1, before: null, disabled: true, hooks: null },
        source: { configFile, position: 0, module: './src/count.ts' },
      },
    ]);
  });

  it('says so when there are none', async () => {
    const project = await makeProject({ 'kedro.config.ts': 'export default {};' });
    expect(await kedro(project, 'plugins', 'list')).toMatchObject({
      ...{
        code: 0,
        stdout: '',
        stderr: 'The project has no plugins: "plugins" of kedro.config lists them.\n',
      },
    });
    expect((await kedro(project, 'plugins', 'list', '--format', 'json')).stdout.trim()).toBe('[]');
  });
});

describe('a plugin that is left out', () => {
  it.each(['sequential', 'parallel'])('takes no part under the %s runner', async (runner) => {
    const project = await makeProject(PROJECT);
    const args = ['run', '--nodes', 'waits', '--runner', runner];
    expect((await kedro(project, ...args)).stdout).toContain('skip    waits');
    const without = await kedro(project, ...args, '--without-plugin', 'skip');
    expect(without).toMatchObject({ code: 0 });
    expect(without.stdout).toContain('done    waits');
  });

  it.each([
    ['registry', 'list'],
    ['registry', 'describe'],
    ['catalog', 'describe-datasets'],
    ['plugins', 'list'],
  ])('has to be there for kedro %s %s too', async (...command) => {
    const project = await makeProject(PROJECT);
    const { code, stderr } = await kedro(project, ...command, '--without-plugin', 'skp');
    expect(code).toBe(1);
    expect(stderr).toContain(
      'has no plugin "skp" that could be left out. Did you mean "skip"? It has: count, skip.',
    );
  });
});

describe('the exit code', () => {
  it('is 0 when all is done, 1 when something failed, 2 when the command was wrong', async () => {
    const project = await makeProject(PROJECT);
    expect((await kedro(project, 'run', '--nodes', 'unsteady')).code).toBe(0);
    expect((await kedro(project, 'run', '--nodes', 'alpha')).code).toBe(1);
    expect(await kedro(project, 'run', '--on-failure', 'ignore')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Allowed choices are stop, finish-running, continue') as string,
    });
    expect((await kedro(project, 'plugins', 'lst')).code).toBe(2);
  });

  it.skipIf(process.platform === 'win32').each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)(
    'is that of the signal when %s comes while a node waits to be tried again: %i',
    async (signal, exitCode) => {
      const project = await makeProject({
        ...PROJECT,
        'src/pipelines/steps/index.ts': `
        import { node, pipeline } from '@kedro-ts/pipeline';
        const fail = () => { throw new Error('not yet'); };
        export const createPipeline = () =>
          pipeline([node(fail, null, 'a', { name: 'never', retry: { limit: 9, delay: 600_000 } })]);
      `,
      });
      const { child, ended, printed } = startKedro(project, 'run');
      await printed('retry   never');
      child.kill(signal);
      expect(await ended).toMatchObject({ code: exitCode });
    },
  );
});
