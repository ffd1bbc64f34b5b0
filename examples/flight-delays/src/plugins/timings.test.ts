import { applyPlugins, type PluginMessage } from '@kedro-ts/hooks';
import { node, pipeline } from '@kedro-ts/pipeline';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { timings, type NodeTimings } from './timings.js';

const add = node((a: number) => a + 1, 'a', 'b', { name: 'add' });
const flow = pipeline([add]);

/** A catalog that keeps what is saved. */
function keeper() {
  const saved = new Map<string, unknown>();
  return {
    saved,
    catalog: {
      has: (name: string) => name === 'timings',
      save: (name: string, data: unknown) => void saved.set(name, data),
    } as never,
  };
}

afterEach(() => vi.restoreAllMocks());

describe('timings', () => {
  it('collects in main what workers measure, saves it and prints it', async () => {
    const print = vi.spyOn(console, 'log').mockImplementation(() => undefined);
    const { saved, catalog } = keeper();
    const run = { runId: '1', pipeline: flow, catalog, runner: 'parallel' };
    const main = applyPlugins([timings()]);
    const post = (message: PluginMessage): void => main.receive(message);
    const worker = applyPlugins([timings()], { where: 'worker', workerId: 2, post });

    await main.hooks.beforePipelineRun.fire({ ...run, where: 'main' });
    const here = { runId: '1', where: 'worker', catalog, node: add } as const;
    await worker.hooks.beforeDatasetLoaded.fire({ ...here, dataset: 'a' });
    await worker.hooks.afterDatasetLoaded.fire({ ...here, dataset: 'a', data: 1 });
    await worker.hooks.beforeNodeRun.fire({ ...here, inputs: { a: 1 }, isAsync: false, attempt: 1 });
    await worker.hooks.afterNodeRun.fire({
      ...here,
      inputs: { a: 1 },
      outputs: { b: 2 },
      isAsync: false,
      attempt: 1,
    });
    await main.hooks.afterPipelineRun.fire({ ...run, where: 'main', outputs: ['b'] });

    const [row] = saved.get('timings') as NodeTimings[];
    expect(row).toMatchObject({ node: 'add', worker: 2, save: 0 });
    expect(row!.run).toBeGreaterThanOrEqual(0);
    expect(print.mock.calls[0]![0]).toMatch(/^node +worker +load s +run s +save s\nadd +2 +\d/);
  });

  it('begins anew with each run', async () => {
    vi.spyOn(console, 'log').mockImplementation(() => undefined);
    const { saved, catalog } = keeper();
    const { hooks } = applyPlugins([timings()]);
    const run = { runId: '1', where: 'main', pipeline: flow, catalog, runner: 'sequential' } as const;
    await hooks.beforePipelineRun.fire(run);
    await hooks.beforeNodeRun.fire({ ...run, node: add, inputs: {}, isAsync: false, attempt: 1 });
    await hooks.afterNodeRun.fire({ ...run, node: add, inputs: {}, outputs: {}, isAsync: false, attempt: 1 });
    await hooks.beforePipelineRun.fire({ ...run, runId: '2' });
    await hooks.afterPipelineRun.fire({ ...run, runId: '2', outputs: [] });
    expect(saved.get('timings')).toEqual([]);
  });
});
