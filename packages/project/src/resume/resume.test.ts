import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { appendFile, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { createSession, openJournals, type RunRecord, type SessionRunOptions } from '../../test/built.js';
import { makeProject, write, type Files } from '../../test/make-project.js';
import type { ResumePlan } from './plan-resume.js';

/**
 * a: raw -> a; b: a -> b, by a helper in another file; c: b -> memory -> d: file; e: parameter -> e; last: d, e -> last, which fails
 * while there is a file `fail`.
 */
const PROJECT: Files = {
  'kedro.config.ts': 'export default {};',
  'conf/base/catalog.yml': ['raw', 'a', 'b', 'd', 'e', 'last']
    .map((name) => `${name}: { type: text.TextDataset, filepath: data/${name}.txt }`)
    .join('\n'),
  'conf/base/parameters.yml': 'depth: 1\nother: 1',
  'data/raw.txt': 'raw',
  'src/lib/shout.ts': `const END = '!';
export const shout = (text: string) => text.toUpperCase() + END;
export const whisper = (text: string) => text.toLowerCase();
`,
  'src/pipelines/main/nodes.ts': `import { existsSync } from 'node:fs';
import { shout } from '../../lib/shout';
const MARK = '+';
const mark = (text: string) => text + MARK;
export const makeA = (raw: string) => mark(raw);
export const makeB = (a: string) => shout(a);
export const makeC = (b: string) => b + 'c';
export const makeD = (c: string) => c + 'd';
export const makeE = (depth: number) => 'e' + depth;
export const makeLast = async (d: string, e: string) => {
  if (existsSync('fail')) throw new Error('not yet');
  return d + e;
};
`,
  'src/pipelines/main/index.ts': `import { node, pipeline } from '@kedro-ts/pipeline';
import { makeA, makeB, makeC, makeD, makeE, makeLast } from './nodes';
export const createPipeline = () => pipeline([
  node(makeA, 'raw', 'a', { name: 'a' }),
  node(makeB, 'a', 'b', { name: 'b' }),
  node(makeC, 'b', 'c', { name: 'c' }),
  node(makeD, 'c', 'd', { name: 'd' }),
  node(makeE, 'params:depth', 'e', { name: 'e' }),
  node(makeLast, ['d', 'e'], 'last', { name: 'last' }),
]);
`,
};

/** What a run did: the nodes that finished, those that were skipped, and the plan when it resumed another. */
interface Did {
  readonly ran: readonly string[];
  readonly skipped: readonly string[];
  readonly plan: ResumePlan | undefined;
  readonly error: unknown;
}

async function run(folder: string, options: SessionRunOptions = {}, params = {}): Promise<Did> {
  await using session = await createSession({ cwd: folder, runtimeParams: params });
  const ran: string[] = [];
  let skipped: readonly string[] = [];
  let plan: ResumePlan | undefined;
  const error: unknown = await session
    .run({
      ...options,
      onResume: (made) => (plan = made),
      onEvent: (event) => {
        if (event.type === 'node-finished') ran.push(event.node);
        if (event.type === 'run-started') skipped = event.skipped ?? [];
      },
    })
    .then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
  return { ran: ran.sort(), skipped: [...skipped].sort(), plan, error };
}

/** A project whose first run has failed at its last node; the node looks for the file in the folder where tests run. */
async function failed(runner = 'sequential'): Promise<string> {
  const folder = await makeProject(PROJECT);
  const nodes = 'src/pipelines/main/nodes.ts';
  await write(folder, {
    fail: '',
    [nodes]: PROJECT[nodes]!.replace("'fail'", JSON.stringify(join(folder, 'fail'))),
  });
  const { error, ran } = await run(folder, { runner });
  expect(error).toMatchObject({ message: 'not yet' });
  expect(ran).toEqual(['a', 'b', 'c', 'd', 'e']);
  await rm(join(folder, 'fail'));
  return folder;
}

async function edit(folder: string, file: string, from: string, to: string): Promise<void> {
  const text = await readFile(join(folder, file), 'utf8');
  expect(text).toContain(from);
  await writeFile(join(folder, file), text.replace(from, to));
}

describe.each(['sequential', 'parallel', 'concurrent'])('a failed run that is resumed, %s', (runner) => {
  it('runs only what is left', async () => {
    const folder = await failed(runner);
    const { ran, skipped, error, plan } = await run(folder, { resume: true });
    expect(error).toBeUndefined();
    expect(ran).toEqual(['last']);
    expect(skipped).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(plan!.repeated).toEqual([]);
    expect(await readFile(join(folder, 'data/last.txt'), 'utf8')).toBe('RAW+!cde1');
  });

  it.each<[string, (folder: string) => Promise<unknown>, string[]]>([
    [
      'a function',
      (folder) => edit(folder, 'src/pipelines/main/nodes.ts', "c + 'd'", "c + 'D'"),
      ['d', 'last', 'c'],
    ],
    [
      'a helper in the same file',
      (folder) => edit(folder, 'src/pipelines/main/nodes.ts', "MARK = '+'", "MARK = '-'"),
      ['a', 'b', 'c', 'd', 'last'],
    ],
    [
      'a helper in another file',
      (folder) => edit(folder, 'src/lib/shout.ts', "END = '!'", "END = '?'"),
      ['b', 'c', 'd', 'last'],
    ],
    [
      'a parameter',
      (folder) => edit(folder, 'conf/base/parameters.yml', 'depth: 1', 'depth: 2'),
      ['e', 'last'],
    ],
    [
      'an input file',
      (folder) => writeFile(join(folder, 'data/raw.txt'), 'new'),
      ['a', 'b', 'c', 'd', 'last'],
    ],
    ['an output that is gone', (folder) => rm(join(folder, 'data/e.txt')), ['e', 'last']],
    [
      'an output that somebody changed',
      (folder) => writeFile(join(folder, 'data/d.txt'), 'mine'),
      ['c', 'd', 'last'],
    ],
    [
      'a catalog entry',
      (folder) => edit(folder, 'conf/base/catalog.yml', 'data/e.txt', 'data/e2.txt'),
      ['e', 'last'],
    ],
    [
      'nothing but an unrelated function of the same file',
      (folder) => edit(folder, 'src/lib/shout.ts', 'toLowerCase', 'trim'),
      ['last'],
    ],
    [
      'nothing but the function that failed',
      (folder) => edit(folder, 'src/pipelines/main/nodes.ts', 'd + e', 'e + d'),
      ['last'],
    ],
    [
      'nothing but a new function',
      (folder) => appendFile(join(folder, 'src/pipelines/main/nodes.ts'), 'export const z = 1;\n'),
      ['last'],
    ],
    [
      'nothing but a parameter that nobody reads',
      (folder) => edit(folder, 'conf/base/parameters.yml', 'other: 1', 'other: 2'),
      ['last'],
    ],
    [
      'nothing but the time of a file',
      async (folder) => writeFile(join(folder, 'data/raw.txt'), 'raw'),
      ['last'],
    ],
  ])('runs again what follows from %s', async (_what, change, names) => {
    const folder = await failed(runner);
    await change(folder);
    expect((await run(folder, { resume: true })).ran).toEqual(names.sort());
  });
});

describe('resuming', () => {
  it('says why nodes that had finished run again', async () => {
    const folder = await failed();
    await edit(folder, 'src/pipelines/main/nodes.ts', "c + 'd'", "c + 'D'");
    await edit(folder, 'conf/base/parameters.yml', 'depth: 1', 'depth: 2');
    const { plan } = await run(folder, { resume: true });
    expect(plan!.repeated).toHaveLength(3);
    expect(plan!.repeated).toEqual(
      expect.arrayContaining([
        { node: 'c', reason: { kind: 'needed', by: 'd', dataset: 'c' } },
        { node: 'd', reason: { kind: 'code' } },
        { node: 'e', reason: { kind: 'parameter', parameter: 'params:depth' } },
      ]),
    );
  });

  it('works again when the resumed run fails too', async () => {
    const folder = await failed();
    await writeFile(join(folder, 'fail'), '');
    expect((await run(folder, { resume: true })).ran).toEqual([]);
    await rm(join(folder, 'fail'));
    const { ran, skipped } = await run(folder, { resume: true });
    expect(ran).toEqual(['last']);
    expect(skipped).toHaveLength(5);
    const [last, middle, first] = await (await openJournals({ cwd: folder })).list();
    expect([last!.header.resumedFrom, middle!.header.resumedFrom]).toEqual([
      middle!.header.runId,
      first!.header.runId,
    ]);
    expect([last!.status, middle!.status, first!.status]).toEqual(['finished', 'failed', 'failed']);
    expect((await run(folder, { resume: true })).error).toMatchObject({ code: 'KEDRO_NOTHING_TO_RESUME' });
  });

  it('takes the options of the run unless others are given', async () => {
    const folder = await failed();
    await writeFile(join(folder, 'fail'), '');
    const tags = await run(folder, {
      toNodes: new Set(['last']).values(),
      runner: 'concurrent',
      runnerOptions: { maxConcurrency: 1 },
    });
    expect(tags.error).toMatchObject({ message: 'not yet' });
    const journals = await openJournals({ cwd: folder });
    const [latest] = await journals.list();
    expect(latest!.header).toMatchObject({
      runner: 'concurrent',
      request: { filter: { toNodes: ['last'] }, runner: 'concurrent', runnerOptions: { maxConcurrency: 1 } },
    });
    await run(folder, { resume: true });
    expect((await journals.list())[0]!.header).toMatchObject({
      runner: 'concurrent',
      request: latest!.header.request,
    });
    await run(folder, { resume: true, runner: 'sequential', toNodes: ['e'] });
    const [changed] = await journals.list();
    expect(changed!.header.request).toEqual({
      runtimeParams: {},
      filter: { toNodes: ['e'] },
      runner: 'sequential',
    });
    expect(changed!.total).toBe(0);
  });

  it('refuses ids that there are not, runs that finished, and a project without runs', async () => {
    const folder = await makeProject(PROJECT);
    expect((await run(folder, { resume: true })).error).toMatchObject({ code: 'KEDRO_NOTHING_TO_RESUME' });
    await using session = await createSession({ cwd: folder, runId: 'the-first' });
    await session.run();
    const unknown = await run(folder, { resume: 'the-frist' });
    expect(unknown.error).toMatchObject({ code: 'KEDRO_RUN_NOT_FOUND' });
    expect((unknown.error as Error).message).toContain('Did you mean "the-first"?');
    const finished = await run(folder, { resume: 'the-first' });
    expect(finished.error).toMatchObject({ code: 'KEDRO_NOTHING_TO_RESUME', runId: 'the-first' });
  });

  it('runs nodes that were made anew with other parameters, and those whose data nobody can check', async () => {
    const folder = await makeProject({
      'kedro.config.js': `import { LambdaDataset } from '@kedro-ts/io';
let value;
export default { plugins: [{ name: 'own', apply(hooks) {
  hooks.afterCatalogCreated.tap('own', ({ catalog }) => catalog.set('blind', new LambdaDataset({
    load: () => 'blind', save: (data) => { value = data; }, exists: () => true,
  })));
} }] };`,
      'conf/base/parameters.yml': 'depth: 1',
      'conf/base/catalog.yml':
        'inline: { type: text.TextDataset, filepath: data/inline.txt }\nplain: { type: text.TextDataset, filepath: data/plain.txt }',
      'src/pipelines/p.js': `import { node, pipeline } from '@kedro-ts/pipeline';
const plain = () => 'plain';
const blind = () => 'blind';
const fail = () => { throw new Error('no'); };
export const createPipeline = ({ parameters }) => pipeline([
  node(() => 'inline' + parameters.depth, null, 'inline', { name: 'inline' }),
  node(plain, null, 'plain', { name: 'plain' }),
  node(blind, null, 'blind', { name: 'blind' }),
  node(fail, ['inline', 'plain', 'blind'], null, { name: 'fail' }),
]);`,
      'package.json': '{ "type": "module" }',
    });
    await run(folder);
    expect((await run(folder, { resume: true })).ran).toEqual(['blind']);
    expect((await run(folder, { resume: true }, { depth: 2 })).ran).toEqual(['blind', 'inline']);
  });

  it('uses the last version of versioned data', async () => {
    const folder = await failed();
    await rm(join(folder, '.kedro/runs'), { recursive: true });
    await edit(folder, 'conf/base/catalog.yml', 'data/e.txt', 'data/e.txt, versioned: true');
    await rm(join(folder, 'data/e.txt'));
    await writeFile(join(folder, 'fail'), '');
    await run(folder);
    await rm(join(folder, 'fail'));
    expect((await run(folder, { resume: true })).ran).toEqual(['last']);
    expect(await readFile(join(folder, 'data/last.txt'), 'utf8')).toContain('e1');
  });
});

/** Starts a run in a process of its own, whose last node blocks; gives it when that node has begun. */
async function blocked(folder: string, runner: string): Promise<{ readonly kill: () => Promise<void> }> {
  const gate = join(folder, 'gate');
  await write(folder, {
    'src/pipelines/main/nodes.ts': PROJECT['src/pipelines/main/nodes.ts']!.replace(
      "if (existsSync('fail')) throw new Error('not yet');",
      `if (existsSync(${JSON.stringify(join(folder, 'block'))})) {
    console.log('blocks');
    while (!existsSync(${JSON.stringify(gate)})) await new Promise((resolve) => setTimeout(resolve, 20));
  }`,
    ),
    block: '',
    'run.mjs': `import { createSession } from '@kedro-ts/project';
const session = await createSession({ cwd: import.meta.dirname });
await session.run({ runner: '${runner}', onEvent: (event) => event.type === 'node-started' && event.node === 'last' && console.log('blocks') });`,
  });
  const child = spawn(process.execPath, ['--no-warnings', join(folder, 'run.mjs')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return {
    kill: async () => {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
      await rm(join(folder, 'block'));
    },
  };
}

describe.each(['sequential', 'parallel'])('a run that is killed, %s', (runner) => {
  it('leaves whole lines, is first running and then killed, and can be resumed', async () => {
    const folder = await makeProject(PROJECT);
    const { kill } = await blocked(folder, runner);
    const journals = await openJournals({ cwd: folder });
    const only = async (): Promise<RunRecord> => (await journals.list())[0]!;
    expect(await only()).toMatchObject({ status: 'running', done: 5, total: 6 });
    const known = async (): Promise<unknown[]> =>
      (await only()).lines.flatMap((line) => (line.type === 'node-stat' ? [line.node] : []));
    // What nodes rested on is worked out beside those that run.
    await vi.waitFor(async () => expect(new Set(await known()).size).toBe(5), { timeout: 20_000 });
    await kill();
    const killed = await only();
    expect(killed).toMatchObject({ status: 'killed', done: 5, total: 6 });
    expect(killed.nodes.find(({ name }) => name === 'last')!.status).toBe('stopped');
    const text = await readFile(join(folder, '.kedro/runs', killed.header.runId, 'events.jsonl'), 'utf8');
    expect(text.endsWith('\n')).toBe(true);
    for (const line of text.trimEnd().split('\n')) expect(JSON.parse(line)).toHaveProperty('type');
    const { ran, error } = await run(folder, { resume: true });
    expect(error).toBeUndefined();
    expect(ran).toEqual(['last']);
    expect(existsSync(join(folder, 'data/last.txt'))).toBe(true);
  });
});

describe('a journal', () => {
  it('whose last line is torn is read without it; any other line that cannot be read is an error', async () => {
    const folder = await failed();
    const journals = await openJournals({ cwd: folder });
    const [{ header }] = (await journals.list()) as [RunRecord];
    const file = join(folder, '.kedro/runs', header.runId, 'events.jsonl');
    const whole = await readFile(file, 'utf8');
    const end = whole.indexOf('"run-failed"');
    await truncate(file, Buffer.byteLength(whole.slice(0, end)));
    expect(await journals.find(header.runId)).toMatchObject({ status: 'running', done: 5 });
    const lines = whole.split('\n');
    lines[2] = '{ "type": "node-st';
    await writeFile(file, lines.join('\n'));
    await expect(journals.find(header.runId)).rejects.toMatchObject({ code: 'KEDRO_JOURNAL', file, line: 3 });
  });

  it('is not kept where the config wants none, and only of the last runs', async () => {
    const folder = await makeProject({ ...PROJECT, 'kedro.config.ts': 'export default { journal: false };' });
    await run(folder);
    expect(existsSync(join(folder, '.kedro/runs'))).toBe(false);
    await write(folder, { 'kedro.config.ts': 'export default { journal: { keep: 2 } };' });
    for (let i = 0; i < 3; i++) await run(folder, { toNodes: ['e'] });
    expect(await (await openJournals({ cwd: folder })).list()).toHaveLength(2);
  });

  it('holds no credentials, whatever carries them', async () => {
    const folder = await makeProject({
      'kedro.config.ts': 'export default {};',
      'conf/base/credentials.yml': "db: { password: '${runtime_params:password}' }",
      'conf/base/catalog.yml': '',
      'src/pipelines/p.ts': `import { node, pipeline } from '@kedro-ts/pipeline';
export const createPipeline = () => pipeline([
  node(() => { throw new Error('no access with hunter22 at db://me:other33@host'); }, null, 'x', { name: 'fails' }),
]);`,
    });
    await run(folder, {}, { password: 'hunter22', depth: 2 });
    const [latest] = await (await openJournals({ cwd: folder })).list();
    const text = await readFile(join(folder, '.kedro/runs', latest!.header.runId, 'events.jsonl'), 'utf8');
    expect(text).not.toContain('hunter22');
    expect(text).not.toContain('other33');
    expect(latest!.header.request).toEqual({
      runtimeParams: { depth: 2 },
      withheld: ['runtimeParams.password'],
    });
    expect(latest!.nodes[0]!.error!.message).toBe('no access with *** at db://me:***@host');
  });
});

it('a module that was changed after it was imported counts as changed: nobody knows what has run', async () => {
  const folder = await makeProject({
    'package.json': '{ "type": "module" }',
    'kedro.config.js': 'export default {};',
    'conf/base/catalog.yml':
      'a: { type: text.TextDataset, filepath: data/a.txt }\nb: { type: text.TextDataset, filepath: data/b.txt }',
    'src/helper.js': "export const helper = () => 'x';",
    'src/pipelines/p.js': `import { writeFileSync } from 'node:fs';
import { node, pipeline } from '@kedro-ts/pipeline';
import { helper } from '../helper.js';
const other = () => 'b';
const a = () => { writeFileSync(new URL('../helper.js', import.meta.url), "export const helper = () => 'y';"); return helper(); };
const fail = () => { throw new Error('no'); };
export const createPipeline = () => pipeline([
  node(a, null, 'a', { name: 'a' }), node(other, null, 'b', { name: 'b' }), node(fail, ['a', 'b'], null, { name: 'fail' }),
]);`,
  });
  await run(folder);
  expect((await run(folder, { resume: true })).ran).toEqual(['a']);
});
