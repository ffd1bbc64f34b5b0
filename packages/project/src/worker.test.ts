import { createSession } from '../test/built.js';
import type { RunEvent } from '@kedro-ts/runner';
import { describe, expect, it } from 'vitest';
import { EMPTY_CONFIG, makeProject, onePipeline } from '../test/make-project.js';
import { lastJson, runScript } from '../test/run-script.js';

/** A project whose plugin reports, from wherever it is, what it was told. */
const REPORTING = {
  'kedro.config.ts': `export default { plugins: [['./src/reporter.ts', { label: 'r' }]], env: 'test' };`,
  'src/reporter.ts': `import type { Plugin } from '@kedro-ts/hooks';
export default ({ label }: { label: string }): Plugin => ({
  name: 'reporter',
  apply(hooks, scope) {
    const report = (event: string, { where, runId }: { where: string; runId: string }, more: object = {}) =>
      scope.report({ label, event, where, runId, scope: scope.where, workerId: scope.workerId, ...more });
    hooks.afterContextCreated.tap('reporter', (payload) => {
      const { projectPath, env, parameters } = payload.context;
      report('context', payload, { projectPath, env, parameters, cwd: process.cwd() });
    });
    hooks.afterCatalogCreated.tap('reporter', (payload) => report('catalog', payload, { keys: Object.keys(payload.config) }));
    hooks.beforeNodeRun.tap('reporter', (payload) => report('node', payload, { node: payload.node.name }));
    scope.onReport((data) => void ((globalThis as { reports?: unknown[] }).reports ??= []).push(data));
  },
});`,
  'src/pipelines/a.ts': `import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { node, pipeline } from '@kedro-ts/pipeline';
// The first two wait for each other, so that each is in a worker of its own.
const meet = async (i: number) => {
  const file = (n: number) => join(import.meta.dirname, 'node' + n);
  writeFileSync(file(i), '');
  while (i < 2 && !existsSync(file(1 - i))) await new Promise((resolve) => setTimeout(resolve, 2));
  return i;
};
export const createPipeline = ({ parameters }: { parameters: { count: number } }) =>
  pipeline(Array.from({ length: parameters.count }, (_, i) => node(() => meet(i), null, 'out' + i, { name: 'node' + i })));`,
  'conf/base/parameters.yml': 'count: 1',
  'conf/base/catalog.yml': 'x: { type: MemoryDataset }',
  'conf/test/parameters.yml': 'count: 2',
};

const script = (isolation: string): string => `import { createSession } from '@kedro-ts/project';
const session = await createSession({ cwd: import.meta.dirname + '/src', runtimeParams: { count: 3 }, runId: 'this run' });
process.env.KEDRO_ENV = 'not there';
await session.run({ runner: 'parallel', runnerOptions: { maxWorkers: 2, isolation: '${isolation}' } });
await session[Symbol.asyncDispose]();
console.log(JSON.stringify(globalThis.reports));`;

describe('a worker', () => {
  it.each(['thread', 'process'])(
    'in a %s makes the project anew, wherever it was started from',
    async (isolation) => {
      const folder = await makeProject(REPORTING);
      const reports = lastJson(await runScript(folder, script(isolation))) as Record<string, unknown>[];
      const common = { label: 'r', runId: 'this run' };
      const context = { event: 'context', projectPath: folder, env: 'test', parameters: { count: 3 } };
      for (const workerId of [undefined, 1, 2]) {
        const where = workerId === undefined ? 'main' : 'worker';
        const seen = reports.filter((report) => report['workerId'] === workerId);
        expect(seen.slice(0, 2)).toEqual([
          expect.objectContaining({ ...common, ...context, where, scope: where }),
          expect.objectContaining({ ...common, event: 'catalog', where, scope: where, keys: ['x'] }),
        ]);
        expect(seen[0]!['cwd']).not.toContain(folder);
        expect(seen.filter(({ event }) => event !== 'node')).toHaveLength(2);
      }
      const nodes = reports.filter(({ event }) => event === 'node');
      expect(nodes.map(({ node }) => node).sort()).toEqual(['node0', 'node1', 'node2']);
      expect(nodes.every(({ where }) => where === 'worker')).toBe(true);
    },
  );

  it.each<[string, Record<string, string>]>([
    ['kedro.config.json', { 'kedro.config.json': '{ "runner": ["parallel", { "maxWorkers": 2 }] }' }],
    ['kedro.config.yaml', { 'kedro.config.yaml': 'runner: [parallel, { maxWorkers: 2 }]' }],
    [
      'kedro.config.js alone',
      {
        'kedro.config.js': "export default { runner: ['parallel', { maxWorkers: 2 }] };",
        'package.json': '{ "type": "module" }',
      },
    ],
  ])('opens a project of %s', async (name, files) => {
    const extension = name.includes('.js ') ? 'js' : 'ts';
    const cwd = await makeProject({
      ...files,
      [`src/pipelines/a.${extension}`]: onePipeline('a', '[1, 2]'),
      [`src/pipelines/b/index.${extension}`]: onePipeline('b', '3'),
    });
    await using session = await createSession({ cwd });
    const events: RunEvent[] = [];
    const { outputs } = await session.run({ onEvent: (event) => void events.push(event) });
    expect(events[0]).toMatchObject({ type: 'run-started', runner: 'parallel' });
    expect(await outputs['a_out']!.load()).toEqual([1, 2]);
    expect(await outputs['b_out']!.load()).toBe(3);
  });

  it('uses closures, and files of the catalog, with paths relative to the project', async () => {
    const folder = await makeProject({
      ...EMPTY_CONFIG,
      'src/pipelines/a.ts': `import { node, pipeline } from '@kedro-ts/pipeline';
const table = new Map([['x', 20]]);
export const createPipeline = () => pipeline([
  node(() => ({ value: table.get('x') }), null, 'file', { name: 'write' }),
  node(({ value }) => ({ value: value + table.get('x') + 2 }), 'file', 'result', { name: 'read' }),
]);`,
      'conf/base/catalog.yml':
        'file: { type: json.JSONDataset, filepath: data/file.json }\nresult: { type: json.JSONDataset, filepath: data/result.json }',
    });
    const printed = await runScript(
      folder,
      `import { readFile } from 'node:fs/promises';
import { createSession } from '@kedro-ts/project';
const session = await createSession({ cwd: import.meta.dirname });
await session.run({ runner: 'parallel', runnerOptions: { maxWorkers: 1 } });
console.log(JSON.stringify(JSON.parse(await readFile(import.meta.dirname + '/data/result.json', 'utf8'))));`,
    );
    expect(lastJson(printed)).toEqual({ value: 42 });
  });

  it('makes only the pipelines that are run', async () => {
    const cwd = await makeProject({
      ...EMPTY_CONFIG,
      'src/pipelines/good.ts': onePipeline('good', '5'),
      'src/pipelines/bad.ts': "throw new Error('not today');",
    });
    await using session = await createSession({ cwd });
    const { outputs } = await session.run({ pipelines: ['good'], runner: 'parallel' });
    expect(await outputs['good_out']!.load()).toBe(5);
  });

  it('uses a module that only the run knew of', async () => {
    const cwd = await makeProject({
      ...EMPTY_CONFIG,
      'runner.ts': `import { ParallelRunner } from '@kedro-ts/runner-parallel';
export class OwnRunner extends ParallelRunner {}`,
      'src/pipelines/a.ts': onePipeline('a', '5'),
    });
    await using session = await createSession({ cwd });
    const { outputs } = await session.run({ runner: './runner' });
    expect(await outputs['a_out']!.load()).toBe(5);
  });

  it('that comes to other pipelines than main is refused', async () => {
    const cwd = await makeProject({
      ...EMPTY_CONFIG,
      'src/pipelines/a.ts': `import { node, pipeline } from '@kedro-ts/pipeline';
import { isMainThread } from 'node:worker_threads';
export const createPipeline = () => pipeline([node(() => 1, null, 'out', { name: isMainThread ? 'here' : 'there' })]);`,
    });
    await using session = await createSession({ cwd });
    await expect(session.run({ runner: 'parallel' })).rejects.toMatchObject({
      code: 'KEDRO_WORKERS_REFUSED',
      message: expect.stringContaining('"here"') as string,
    });
  });

  it('loads neither compiler nor what finds the config', async () => {
    const folder = await makeProject({
      ...EMPTY_CONFIG,
      'src/pipelines/a.ts': onePipeline(
        'a',
        'Object.keys(require.cache).filter((file) => /esbuild|cosmiconfig/.test(file))',
        "import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);",
      ),
    });
    await using session = await createSession({ cwd: folder });
    const { outputs } = await session.run({ runner: 'parallel' });
    expect(await outputs['a_out']!.load()).toEqual([]);
  });
});
