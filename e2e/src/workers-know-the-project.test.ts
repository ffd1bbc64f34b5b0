import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { kedro } from '../support/kedro.js';
import { makeProject } from '../support/make-project.js';

/** Two nodes that do not wait for each other and one that waits for both; a plugin that notes every hook, wherever it fires. */
const PROJECT = {
  'kedro.config.ts': `
    import { defineConfig } from '@kedro-ts/project';
    import { notes } from './src/notes';
    export default defineConfig({ plugins: [notes, ['@kedro-ts/plugin-logger', { level: 'warn' }]] });
  `,
  'src/notes.ts': `
    import { writeFileSync } from 'node:fs';
    import type { Plugin } from '@kedro-ts/hooks';

    enum Place { Main = 'main', Worker = 'worker' }

    export function notes(): Plugin {
      const all: unknown[] = [];
      return {
        name: 'notes',
        apply(hooks, scope) {
          scope.onReport((note) => all.push(note));
          for (const [name, hook] of Object.entries(hooks)) {
            hook.tap('notes', (payload: { runId: string; where: string; node?: { name: string }; dataset?: string; context?: { env: string } }) => {
              const { runId, where, node, dataset, context } = payload;
              scope.report({ hook: name, runId, where, node: node?.name, dataset, env: context?.env, workerId: scope.workerId, isWorker: where === Place.Worker });
              if (name === 'afterPipelineRun') writeFileSync('notes.json', JSON.stringify(all));
            });
          }
        },
      };
    }
  `,
  'conf/base/catalog.yml': `
left: { type: json.JSONDataset, filepath: data/left.json }
both: { type: json.JSONDataset, filepath: data/both.json }
`,
  'conf/base/parameters.yml': 'offset: 1\nnested: { factor: 2 }\n',
  'conf/test/parameters.yml': 'offset: 10\n',
  'src/pipelines/sums/index.ts': `
    import { existsSync, writeFileSync } from 'node:fs';
    import { isMainThread } from 'node:worker_threads';
    import { node, pipeline } from '@kedro-ts/pipeline';

    // In workers the two wait for each other, so that each has one to itself.
    const meet = async (side: string) => {
      if (isMainThread && process.send === undefined) return;
      writeFileSync(\`\${side}.here\`, '');
      while (!existsSync('left.here') || !existsSync('right.here')) await new Promise((resolve) => setTimeout(resolve, 2));
    };

    // A closure: it could not be sent to a worker, but is found again there.
    const add = (side: string, much: number) => async (offset: number) => {
      await meet(side);
      console.log(\`\${side} adds\`, much);
      process.stdout.write('in two ');
      process.stdout.write('pieces\\n');
      return { sum: much + offset };
    };

    export const createPipeline = () =>
      pipeline([
        node(add('left', 1), 'params:offset', 'left', { name: 'add_left' }),
        node(add('right', 2), 'params:offset', 'right', { name: 'add_right' }),
        node((a: { sum: number }, b: { sum: number }, factor: number) => ({ sum: (a.sum + b.sum) * factor }), ['left', 'right', 'params:nested.factor'], 'both', { name: 'join' }),
      ]);
  `,
};

interface Note {
  readonly hook: string;
  readonly runId: string;
  readonly where: string;
  readonly node?: string;
  readonly dataset?: string;
  readonly env?: string;
  readonly workerId?: number;
}

async function run(
  project: string,
  ...args: string[]
): Promise<{ notes: Note[]; stdout: string; sum: number }> {
  const { code, stdout, stderr } = await kedro(project, 'run', ...args);
  expect(stderr).toBe('');
  expect(code).toBe(0);
  const notes = JSON.parse(await readFile(join(project, 'notes.json'), 'utf8')) as Note[];
  const { sum } = JSON.parse(await readFile(join(project, 'data/both.json'), 'utf8')) as { sum: number };
  return { notes, stdout, sum };
}

/** What happened on behalf of a node, in order. */
const about = (notes: readonly Note[], node: string): string[] =>
  notes
    .filter((note) => note.node === node)
    .map(({ hook, dataset }) => (dataset === undefined ? hook : `${hook} ${dataset}`));

describe.each(['thread', 'process'])('workers that are a %s each', (isolation) => {
  it('open the project anew: environment, plugins and every hook are there', async () => {
    const project = await makeProject(PROJECT);
    const parallel = await run(
      project,
      '--runner',
      'parallel',
      '--max-workers',
      '2',
      '--isolation',
      isolation,
      '--env',
      'test',
    );
    const sequential = await run(project, '--runner', 'sequential', '--env', 'test');

    expect(parallel.sum).toBe((1 + 10 + 2 + 10) * 2);
    expect(sequential.sum).toBe(parallel.sum);
    for (const node of ['add_left', 'add_right', 'join'])
      expect(about(parallel.notes, node)).toEqual(about(sequential.notes, node));

    const inWorkers = parallel.notes.filter(({ where }) => where === 'worker');
    for (const workerId of [1, 2]) {
      const own = inWorkers.filter((note) => note.workerId === workerId);
      expect(own.slice(0, 2)).toMatchObject([
        { hook: 'afterContextCreated', env: 'test' },
        { hook: 'afterCatalogCreated' },
      ]);
      expect(own.filter(({ hook }) => hook === 'afterContextCreated')).toHaveLength(1);
    }
    expect(inWorkers.filter(({ hook }) => hook === 'afterNodeRun')).toHaveLength(3);
    expect(parallel.notes.filter(({ hook }) => hook === 'beforePipelineRun')).toMatchObject([
      { where: 'main' },
    ]);
    expect(new Set(parallel.notes.map(({ runId }) => runId)).size).toBe(1);
  });

  it('print whole lines, with the name of the node', async () => {
    const project = await makeProject(PROJECT);
    const { stdout } = await run(project, '--runner', 'parallel', '--isolation', isolation);
    const lines = stdout.split(/\r?\n/);
    for (const [side, much] of [
      ['left', 1],
      ['right', 2],
    ] as const) {
      const printed = lines.filter((line) => line.includes(`[add_${side}]`));
      expect(printed).toEqual([`[add_${side}] ${side} adds ${much}`, `[add_${side}] in two pieces`]);
    }
  });
});

it('runs are told as JSON, one event a line, and nothing else on standard output', async () => {
  const project = await makeProject(PROJECT);
  const { code, stdout } = await kedro(project, 'run', '--runner', 'parallel', '--log-format', 'json');
  expect(code).toBe(0);
  const events = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { type: string; node?: string; text?: string });
  expect(events[0]).toMatchObject({ type: 'run-started', nodes: ['add_left', 'add_right', 'join'] });
  expect(events.at(-1)).toMatchObject({ type: 'run-finished', done: 3 });
  expect(events.filter(({ type }) => type === 'line-printed')).toContainEqual(
    expect.objectContaining({ node: 'add_left', text: 'left adds 1' }),
  );
});
