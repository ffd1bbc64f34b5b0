import { createSession, type Session } from '../test/built.js';
import type { RunEvent } from '@kedro-ts/runner';
import { describe, expect, it } from 'vitest';
import { EMPTY_CONFIG, makeProject, onePipeline, type Files } from '../test/make-project.js';
import { lastJson, runScript } from '../test/run-script.js';

const CHAIN = {
  ...EMPTY_CONFIG,
  'src/pipelines/chain.ts': `import { node, pipeline } from '@kedro-ts/pipeline';
const addOne = (value: number) => value + 1;
export const createPipeline = () => pipeline([
  node(addOne, 'params:start', 'one', { name: 'first', tags: ['odd'] }),
  node(addOne, 'one', 'two', { name: 'second' }),
  node(addOne, 'two', 'three', { name: 'third', tags: ['odd'], namespace: 'late' }),
]);`,
  'src/pipelines/other.ts': onePipeline('other'),
  'conf/base/parameters.yml': 'start: 0',
};

async function open(files: Files): Promise<Session> {
  return createSession({ cwd: await makeProject(files) });
}

describe('a run of a session', () => {
  it('runs the default pipeline and gives its outputs', async () => {
    const session = await open(CHAIN);
    const { runId, outputs } = await session.run();
    expect(runId).toBe(session.runId);
    expect(Object.keys(outputs).sort()).toEqual(['other_out', 'three']);
    expect(await outputs['three']!.load()).toBe(3);
  });

  it('takes names of pipelines and every condition of a pipeline filter', async () => {
    const session = await open(CHAIN);
    const ran = async (options: Parameters<Session['run']>[0]): Promise<string[]> => {
      session.context.catalog.set('one', 1);
      session.context.catalog.set('late.two', 1);
      session.context.catalog.set('two', 1);
      const nodes: string[] = [];
      await session.run({
        pipelines: ['chain'],
        ...options,
        onEvent: (event: RunEvent) => void (event.type === 'node-finished' && nodes.push(event.node)),
      });
      return nodes;
    };
    expect(await ran({ pipelines: ['other'] })).toEqual(['other']);
    expect(await ran({ nodeNames: ['second'] })).toEqual(['second']);
    expect(await ran({ toNodes: ['second'] })).toEqual(['first', 'second']);
    expect(await ran({ toOutputs: ['one'] })).toEqual(['first']);
    expect(await ran({ fromInputs: ['one'], toNodes: ['second'] })).toEqual(['second']);
    expect(await ran({ tags: ['odd'], fromNodes: ['first'], toNodes: ['first'] })).toEqual(['first']);
    expect(await ran({ tags: new Set(['odd']).values() })).toEqual(['first', 'late.third']);
    expect(await ran({ tags: [], nodeNames: undefined })).toHaveLength(3);
  });

  it('that leaves no node is refused', async () => {
    await expect((await open(CHAIN)).run({ tags: ['even'] })).rejects.toMatchObject({
      code: expect.stringMatching(/^KEDRO_/) as string,
    });
  });

  it("rejects with the node's own error", async () => {
    const session = await open({
      ...EMPTY_CONFIG,
      'src/pipelines/a.ts': onePipeline('a', '(() => { throw new RangeError("too far"); })()'),
    });
    await expect(session.run()).rejects.toThrow(RangeError);
  });

  it('can be cancelled', async () => {
    const session = await open(CHAIN);
    const signal = AbortSignal.abort('enough');
    await expect(session.run({ signal })).rejects.toMatchObject({ code: 'KEDRO_RUN_CANCELLED' });
  });

  it('has an id of its own from the second on', async () => {
    const session = await open(CHAIN);
    const ids = [await session.run(), await session.run(), await session.run()].map(({ runId }) => runId);
    expect(new Set(ids).size).toBe(3);
  });
});

describe('the end of a session', () => {
  const PLUGINS = (failing = ''): Files => ({
    'kedro.config.ts': `globalThis.disposed = [];
const plugin = (name) => ({ name, apply() {}, dispose: async () => void globalThis.disposed.push(name) });
export default { plugins: [plugin('a'), plugin('b')] ${failing} };`,
  });
  const disposed = (): unknown => (globalThis as unknown as { disposed: string[] }).disposed;

  it('lets the plugins go, the last one first, once', async () => {
    const session = await open(PLUGINS());
    await session[Symbol.asyncDispose]();
    await session[Symbol.asyncDispose]();
    expect(disposed()).toEqual(['b', 'a']);
  });

  it('comes too when the project cannot be opened', async () => {
    await expect(open(PLUGINS(", createContext: () => { throw new Error('no'); }"))).rejects.toThrow('no');
    expect(disposed()).toEqual(['b', 'a']);
  });

  it('leaves nothing that keeps the process alive', async () => {
    const folder = await makeProject(CHAIN);
    const script = `import { createSession } from '@kedro-ts/project';
const session = await createSession({ cwd: import.meta.dirname });
const { outputs } = await session.run({ runner: 'parallel' });
console.log(JSON.stringify(await outputs['three'].load()));`;
    expect(lastJson(await runScript(folder, script))).toBe(3);
  });
});
