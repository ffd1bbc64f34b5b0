import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createSession } from '../test/built.js';
import { describe, expect, it } from 'vitest';
import { makeProject, onePipeline, write, type Files } from '../test/make-project.js';
import { readDurations, recordDurations } from './durations.js';

/** `many` is a chain of three nodes, `long` a node alone; each gives 1. */
const BRANCHES: Files = {
  'kedro.config.ts': "export default { runner: ['concurrent', { maxConcurrency: 1 }] };",
  'src/pipelines/branches.ts': `import { node, pipeline } from '@kedro-ts/pipeline';
export const createPipeline = () => pipeline([
  node(() => 1, null, 'a', { name: 'many_1' }),
  node(() => 1, 'a', 'b', { name: 'many_2' }),
  node(() => 1, 'b', 'c', { name: 'many_3' }),
  node(() => 1, null, 'd', { name: 'long' }),
]);`,
  'src/pipelines/other.ts': onePipeline('other'),
  'src/pipelines/failing.ts': `import { node, pipeline } from '@kedro-ts/pipeline';
const fail = () => { throw new Error('no') };
export const createPipeline = () => pipeline([
  node(() => 1, null, 'x', { name: 'first' }), node(fail, 'x', 'y', { name: 'second' }),
]);`,
};

const recorded = async (folder: string): Promise<Record<string, number>> =>
  JSON.parse(await readFile(join(folder, '.kedro/durations.json'), 'utf8')) as Record<string, number>;

async function startsOf(folder: string, pipelines = ['branches']): Promise<string[]> {
  const started: string[] = [];
  await using session = await createSession({ cwd: folder });
  await session.run({
    pipelines,
    onEvent: (event) => void (event.type === 'node-started' && started.push(event.node)),
  });
  return started;
}

describe('durations of earlier runs', () => {
  it('are kept after each run, beside those of other nodes', async () => {
    const folder = await makeProject(BRANCHES);
    await using session = await createSession({ cwd: folder });
    await session.run({ pipelines: ['branches'] });
    expect(Object.keys(await recorded(folder)).sort()).toEqual(['long', 'many_1', 'many_2', 'many_3']);
    await session.run({ pipelines: ['other'] });
    const all = await recorded(folder);
    expect(Object.keys(all).at(-1)).toBe('other');
    expect(Object.keys(all)).toHaveLength(5);
    expect(Object.values(all).every((duration) => duration >= 0 && duration < 60_000)).toBe(true);
  });

  it('are kept of the nodes that were done before a failure', async () => {
    const folder = await makeProject(BRANCHES);
    await expect(startsOf(folder, ['failing'])).rejects.toThrow('no');
    expect(Object.keys(await recorded(folder))).toEqual(['first']);
  });

  it('have the branch that took longest started first', async () => {
    const folder = await makeProject(BRANCHES);
    expect((await startsOf(folder))[0]).toBe('many_1');
    await write(folder, {
      '.kedro/durations.json': '{ "long": 5000, "many_1": 1, "many_2": 1, "many_3": 1 }',
    });
    expect((await startsOf(folder))[0]).toBe('long');
  });

  it.each(['{ "long": 50', '[1]', '"text"', 'null'])(
    'are ignored with a warning, and written anew, when the file holds %s',
    async (content) => {
      const folder = await makeProject({ ...BRANCHES, '.kedro/durations.json': content });
      const warned = once(process, 'warning');
      expect((await startsOf(folder))[0]).toBe('many_1');
      const [warning] = (await warned) as [Error & { code?: string }];
      expect(warning).toMatchObject({ name: 'KedroWarning', code: 'KEDRO_DURATIONS' });
      expect(warning.message).toContain(join(folder, '.kedro', 'durations.json'));
      expect(Object.keys(await recorded(folder))).toHaveLength(4);
    },
  );

  it('are the mean of before and now, of values that can be durations', async () => {
    const content = '{ "a": 100, "b": 7, "c": "long", "d": -1, "__proto__": 3 }';
    const folder = await makeProject({ '.kedro/durations.json': content });
    await recordDurations(folder, new Map([['a', 50]]));
    expect(JSON.stringify(await readDurations(folder))).toBe('{"b":7,"__proto__":3,"a":75}');
  });

  it('are kept of the 10,000 nodes that ran last', async () => {
    const folder = await makeProject();
    await recordDurations(
      folder,
      new Map([
        ['old', 1],
        ['again', 1],
      ]),
    );
    const many = Array.from({ length: 9_999 }, (_, i) => [`node_${i}`, 1] as const);
    await recordDurations(folder, new Map([...many, ['again', 1]]));
    const known = await readDurations(folder);
    expect(Object.keys(known)).toHaveLength(10_000);
    expect([Object.hasOwn(known, 'old'), Object.hasOwn(known, 'again')]).toEqual([false, true]);
  });
});

describe('resources of the config', () => {
  const needy = (resources: string): Files => ({
    'kedro.config.ts': `export default { resources: ${resources} };`,
    'src/pipelines/a.ts': `import { node, pipeline } from '@kedro-ts/pipeline';
export const createPipeline = () => pipeline([node(() => 1, null, 'a', { name: 'a', resources: { memory: '2GB' } })]);`,
  });

  it('are what the nodes of a run share', async () => {
    await using enough = await createSession({ cwd: await makeProject(needy("{ memory: '2GB', gpu: 1 }")) });
    expect(Object.keys((await enough.run()).outputs)).toEqual(['a']);
    await using short = await createSession({ cwd: await makeProject(needy("{ memory: '1GB' }")) });
    await expect(short.run()).rejects.toMatchObject({
      code: 'KEDRO_RESOURCE_SHORTAGE',
      shortages: [{ node: 'a', resource: 'memory', need: '2GB', total: '1GB' }],
    });
  });

  it.each(["'8GB'", "{ memory: '8 gigs' }", '{ gpu: -1 }', '{ gpu: true }'])(
    'cannot be %s',
    async (resources) => {
      await expect(createSession({ cwd: await makeProject(needy(resources)) })).rejects.toMatchObject({
        code: 'KEDRO_PROJECT_CONFIG',
        message: expect.stringContaining('"resources" has to be a mapping of names to amounts') as string,
      });
    },
  );
});
