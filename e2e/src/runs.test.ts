import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { kedro, startKedro } from '../support/kedro.js';
import { makeProject } from '../support/make-project.js';

/** one -> file; two: file -> memory; three: memory -> file, which fails, blocks or works as a file says. */
const PROJECT = {
  'kedro.config.ts': 'export default {};',
  'conf/base/catalog.yml': `
first: { type: json.JSONDataset, filepath: data/first.json }
third: { type: json.JSONDataset, filepath: data/third.json }
`,
  'conf/base/parameters.yml': 'step: 1\n',
  'src/pipelines/steps/nodes.ts': `import { existsSync } from 'node:fs';
export const one = (step: number) => ({ n: step });
export const two = (first: { n: number }) => ({ n: first.n + 1 });
export const three = async (second: { n: number }) => {
  if (existsSync('fail')) throw new RangeError('not yet');
  if (existsSync('block')) {
    console.log('blocked');
    await new Promise((resolve) => setTimeout(resolve, 600_000));
  }
  return { n: second.n * 2 };
};
`,
  'src/pipelines/steps/index.ts': `import { node, pipeline } from '@kedro-ts/pipeline';
import { one, two, three } from './nodes';
export const createPipeline = () => pipeline([
  node(one, 'params:step', 'first', { name: 'one' }),
  node(two, 'first', 'second', { name: 'two' }),
  node(three, 'second', 'third', { name: 'three' }),
]);
`,
};

interface Summary {
  readonly id: string;
  readonly status: string;
  readonly resumedFrom?: string;
}

async function list(project: string): Promise<Summary[]> {
  const { stdout, code } = await kedro(project, 'runs', 'list', '--format', 'json');
  expect(code).toBe(0);
  return JSON.parse(stdout) as Summary[];
}

const third = async (project: string): Promise<unknown> =>
  JSON.parse(await readFile(join(project, 'data/third.json'), 'utf8'));

describe.each(['sequential', 'parallel'])('a run that failed, %s', (runner) => {
  it('is listed and shown, and goes on where it failed', async () => {
    const project = await makeProject({ ...PROJECT, fail: '' });
    expect((await kedro(project, 'run', '--runner', runner, '--params', 'step=5')).code).toBe(1);

    const listed = await kedro(project, 'runs', 'list');
    expect(listed.stdout).toMatch(
      new RegExp(
        `^run +started +took +runner +status +nodes\\n\\S+Z-\\w+ +[\\d-]+ [\\d:]+ +.* +${runner} +failed +2/3\\n$`,
      ),
    );
    const shown = await kedro(project, 'runs', 'show');
    expect(shown).toMatchObject({ code: 0, stderr: '' });
    expect(shown.stdout).toMatch(/^Run \S+\n {2}status +failed\n/);
    expect(shown.stdout).toMatch(/params +\{"step":5\}/);
    expect(shown.stdout).toMatch(/^finished +one +\d/m);
    expect(shown.stdout).toMatch(/^failed +three +\d.*\n {4}RangeError: not yet$/m);

    await rm(join(project, 'fail'));
    const resumed = await kedro(project, 'run', '--resume', '--verbose');
    expect(resumed.stderr).toContain('two: three needs second, which was in memory only');
    expect(resumed.code).toBe(0);
    // "second" was only in memory and has to be made again; "first" is a file and has not.
    expect(resumed.stdout).toContain('Running 2 nodes, not 1 whose outputs are there');
    expect(resumed.stdout).toContain(`(${runner}`);
    expect(await third(project)).toEqual({ n: 12 });

    const [last, first] = await list(project);
    expect(last).toMatchObject({ status: 'finished', resumedFrom: first!.id });
    const nothing = await kedro(project, 'run', '--resume');
    expect(nothing).toMatchObject({ code: 1 });
    expect(nothing.stderr).toContain('There is nothing to resume');
  });

  it('runs a function again that has changed, and one whose output is gone, and says why', async () => {
    const project = await makeProject({ ...PROJECT, fail: '' });
    await kedro(project, 'run', '--runner', runner);
    await rm(join(project, 'fail'));
    const nodes = 'src/pipelines/steps/nodes.ts';
    await writeFile(join(project, nodes), PROJECT[nodes].replace('first.n + 1', 'first.n + 2'));
    const changed = await kedro(project, 'run', '--resume', '-v', '--to-nodes', 'two');
    expect(changed.stdout + changed.stderr).toContain('two: its code has changed');
    expect(changed.stdout).toContain('Running 1 node, not 1 whose outputs are there');
  });
});

it('a run can be named, and a name that is nearly right is helped', async () => {
  const project = await makeProject({ ...PROJECT, fail: '' });
  await kedro(project, 'run');
  const [{ id }] = (await list(project)) as [Summary];
  const wrong = await kedro(project, 'run', '--resume', `${id.slice(0, -1)}_`);
  expect(wrong.code).toBe(1);
  expect(wrong.stderr).toContain(`Did you mean "${id}"?`);
  await rm(join(project, 'data/first.json'));
  await rm(join(project, 'fail'));
  const resumed = await kedro(project, 'run', '--resume', id, '--verbose', '--runner', 'concurrent');
  expect(resumed.stdout + resumed.stderr).toContain('one: its output first is gone');
  expect(resumed.stdout).toContain('Running 3 nodes');
  expect(resumed.stdout).toContain('(concurrent');
});

it('the command that is suggested after a resumed run failed again resumes that one', async () => {
  const project = await makeProject({ ...PROJECT, fail: '' });
  await kedro(project, 'run');
  const [{ id }] = (await list(project)) as [Summary];
  const again = await kedro(project, 'run', '--resume', id);
  expect(again.stderr).toMatch(/kedro run --resume$/m);
  await rm(join(project, 'fail'));
  expect((await kedro(project, 'run', '--resume')).code).toBe(0);
  const [last, middle] = await list(project);
  expect(last!.resumedFrom).toBe(middle!.id);
});

it.skipIf(process.platform === 'win32').each(['sequential', 'parallel'])(
  'a run that is killed, %s, is running until then, and goes on where it was (not on Windows, where no signal can be sent)',
  async (runner) => {
    const project = await makeProject({ ...PROJECT, block: '' });
    const { child, ended, printed } = startKedro(project, 'run', '--runner', runner);
    await printed('blocked');
    expect(await list(project)).toMatchObject([{ status: 'running', done: 2, total: 3 }]);
    child.kill('SIGKILL');
    await ended;
    expect(await list(project)).toMatchObject([{ status: 'killed', done: 2, total: 3 }]);
    const shown = await kedro(project, 'runs', 'show', '--format', 'json');
    expect(JSON.parse(shown.stdout)).toMatchObject({
      status: 'killed',
      nodes: [
        { name: 'one', status: 'finished' },
        { name: 'two', status: 'finished' },
        { name: 'three', status: 'stopped' },
      ],
    });
    await rm(join(project, 'block'));
    const resumed = await kedro(project, 'run', '--resume');
    expect(resumed.stdout).toContain('Running 2 nodes, not 1 whose outputs are there');
    expect(await third(project)).toEqual({ n: 4 });
  },
);

it('a project without runs says so, and one that wants no journal has none', async () => {
  const project = await makeProject({ ...PROJECT, 'kedro.config.ts': 'export default { journal: false };' });
  expect(await kedro(project, 'run')).toMatchObject({ code: 0 });
  for (const command of ['list', 'show'])
    expect(await kedro(project, 'runs', command)).toMatchObject({
      ...{ code: 0, stdout: '' },
      stderr: expect.stringContaining('There is no record of a run yet') as string,
    });
  expect(await readdir(join(project, '.kedro'))).not.toContain('runs');
  expect((await kedro(project, 'run', '--resume')).stderr).toContain('There is nothing to resume');
});
