import type { RunEvent } from '@kedro-ts/runner';
import { createSession, type SessionRunOptions } from '../test/built.js';
import { describe, expect, it } from 'vitest';
import { makeProject, makeProjectWith, onePipeline, type Files } from '../test/make-project.js';

/** A runner that calls itself by its options. */
const RUNNER = `import { SequentialRunner } from '@kedro-ts/runner-sequential';
export class OwnRunner extends SequentialRunner {
  constructor(options) {
    super();
    this.name = 'own ' + JSON.stringify(options);
  }
}`;

const PACKAGE = (folder: string): Files => ({
  [`node_modules/${folder}/package.json`]: '{ "type": "module", "main": "index.js" }',
  [`node_modules/${folder}/index.js`]: RUNNER,
});

/** The name of the runner that was used. */
async function runnerOf(config: string, run: SessionRunOptions = {}, files: Files = {}): Promise<string> {
  const cwd = await makeProject({
    'kedro.config.ts': `${config.includes('new ParallelRunner') ? "import { ParallelRunner } from '@kedro-ts/runner-parallel';\n" : ''}
${config.includes('new OwnRunner') ? "import { OwnRunner } from './runner';\n" : ''}
export default { ${config} };`,
    'runner.ts': RUNNER,
    'src/pipelines/a.ts': onePipeline('a'),
    ...files,
  });
  await using session = await createSession({ cwd });
  const started: RunEvent[] = [];
  await session.run({
    ...run,
    onEvent: (event) => void (event.type === 'run-started' && started.push(event)),
  });
  return (started[0] as RunEvent & { runner: string }).runner;
}

describe('the runner', () => {
  it.each<[string, string, SessionRunOptions, Files, string]>([
    ['is sequential if nobody says anything', '', {}, {}, 'sequential'],
    ['is the one that the config names', "runner: 'parallel'", {}, {}, 'parallel'],
    ['is the one that the run asks for', "runner: 'parallel'", { runner: 'sequential' }, {}, 'sequential'],
    [
      'may be the concurrent one',
      '',
      { runner: 'concurrent', runnerOptions: { maxWorkers: 2 } },
      {},
      'concurrent',
    ],
    ["may have Kedro's name in the config", "runner: 'ThreadRunner'", {}, {}, 'concurrent'],
    [
      "may be asked for by Kedro's name",
      "runner: 'concurrent'",
      { runner: 'SequentialRunner' },
      {},
      'sequential',
    ],
    [
      "is the same under its own name and Kedro's",
      "runner: ['parallel', { maxWorkers: 0 }]",
      { runner: 'ParallelRunner', runnerOptions: { maxWorkers: 1 } },
      {},
      'parallel',
    ],
    ['may be a package', "runner: '@own/runner'", {}, PACKAGE('@own/runner'), 'own {}'],
    ['may be a package without a scope', "runner: 'slurm-runner'", {}, PACKAGE('slurm-runner'), 'own {}'],
    ['may be a module of the project', "runner: ['./runner', { a: 1 }]", {}, {}, 'own {"a":1}'],
    ['may be a module that only the run knows', '', { runner: './runner.ts' }, {}, 'own {}'],
    ['may be an object', 'runner: new OwnRunner({ a: 1 })', {}, {}, 'own {"a":1}'],
    [
      'that is an object is made anew for other options',
      'runner: new OwnRunner({ a: 1 })',
      { runnerOptions: { b: 2 } },
      {},
      'own {"b":2}',
    ],
    [
      'gives way to another, though it is an object',
      'runner: new ParallelRunner({ maxWorkers: 1 })',
      { runner: 'sequential' },
      {},
      'sequential',
    ],
    [
      'gets the options of the run over those of the config',
      "runner: ['./runner', { a: 1, b: 1 }]",
      { runnerOptions: { b: 2 } },
      {},
      'own {"a":1,"b":2}',
    ],
    [
      'keeps the options of the config when the run names the same',
      "runner: ['./runner', { a: 1 }]",
      { runner: './runner', runnerOptions: { b: 2 } },
      {},
      'own {"a":1,"b":2}',
    ],
    [
      'does not get the options that the config has for another',
      "runner: ['parallel', { maxWorkers: 1 }]",
      { runner: './runner', runnerOptions: { b: 2 } },
      {},
      'own {"b":2}',
    ],
    [
      'is the same under its short name and that of its package',
      "runner: ['parallel', { maxWorkers: 0 }]",
      { runner: '@kedro-ts/runner-parallel', runnerOptions: { maxWorkers: 1 } },
      {},
      'parallel',
    ],
  ])('%s', async (_what, config, run, files, name) => {
    expect(await runnerOf(config, run, files)).toBe(name);
  });

  it('refuses options without meaning, which proves that they arrive', async () => {
    await expect(runnerOf("runner: ['parallel', { maxWorkers: 0 }]")).rejects.toMatchObject({
      code: 'KEDRO_RUNNER_OPTION',
    });
  });

  it('says how to install the package it is in', async () => {
    const cwd = await makeProjectWith(['pipeline'], {
      'kedro.config.json': '{ "runner": "parallel" }',
      'src/pipelines/a.mjs': onePipeline('a'),
    });
    await using session = await createSession({ cwd });
    await expect(session.run()).rejects.toMatchObject({
      code: 'KEDRO_RUNNER_NOT_INSTALLED',
      runner: 'parallel',
      packageName: '@kedro-ts/runner-parallel',
      message:
        `The runner "parallel" is in the package @kedro-ts/runner-parallel, which is not installed in ${cwd}. ` +
        'Install it with: npm install @kedro-ts/runner-parallel',
    });
  });

  it('has near misses', async () => {
    await expect(runnerOf('', { runner: 'paralel' })).rejects.toThrow('Did you mean "parallel"?');
  });

  it.each([
    ['none', 'export const a = 1;', 'none'],
    ['two', `${RUNNER}\nexport class OtherRunner extends OwnRunner {}`, 'OtherRunner, OwnRunner'],
  ])('cannot be in a module with %s', async (_what, source, found) => {
    await expect(runnerOf('', { runner: './own' }, { 'own.ts': source })).rejects.toMatchObject({
      code: 'KEDRO_PROJECT_CONFIG',
      message: expect.stringContaining(`(runner classes it exports: ${found})`) as string,
    });
  });
});
