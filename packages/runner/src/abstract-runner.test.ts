import { once } from 'node:events';
import { applyPlugins, type Plugin } from '@kedro-ts/hooks';
import { DataCatalog, datasetTypes, MemoryDataset, type Dataset } from '@kedro-ts/io';
import { node, pipeline } from '@kedro-ts/pipeline';
import { describe, expect, test } from 'vitest';
import { AbstractRunner } from './abstract-runner.js';
import type { RunEvent } from './run-event.js';
import type { Run } from './run.js';

/** The least that a runner is. */
class PlainRunner extends AbstractRunner {
  readonly name = 'plain';

  protected override async execute(run: Run): Promise<void> {
    for (const node of run.plan.nodes) await run.runHere(node);
  }
}

const two = pipeline([
  node((raw: number) => raw + 1, 'raw', 'middle', { name: 'first' }),
  node((middle: number) => middle * 2, 'middle', 'result', { name: 'second' }),
]);

describe('a runner', () => {
  test('needs nothing but a way through the nodes', async () => {
    const catalog = new DataCatalog({ raw: 1 });
    const { outputs, runId } = await new PlainRunner().run(two, catalog);
    expect(await outputs['result']!.load()).toBe(4);
    expect(runId).toMatch(/^\d{4}-\d\d-\d\dT\d\d\.\d\d\.\d\d\.\d{3}Z-[0-9a-f]{8}$/);
  });

  test('says that a node failed whose error looks like that of a cancelled run, when nobody cancelled this one', async () => {
    const events: RunEvent[] = [];
    const error = Object.assign(new Error('of another run'), { code: 'KEDRO_RUN_CANCELLED' });
    const nodes = pipeline([node(() => Promise.reject(error), null, 'x', { name: 'nested' })]);
    const run = new PlainRunner().run(nodes, new DataCatalog(), { onEvent: (event) => events.push(event) });
    await expect(run).rejects.toBe(error);
    expect(events.map(({ type }) => type)).toEqual([
      'run-started',
      'node-started',
      'node-failed',
      'run-failed',
    ]);
  });

  test('may run many nodes at once without a warning of too many listeners', async () => {
    class EagerRunner extends PlainRunner {
      protected override async execute(run: Run): Promise<void> {
        await Promise.all(run.plan.nodes.map((node) => run.runHere(node)));
      }
    }
    const wait = (): Promise<number> => new Promise((resolve) => setImmediate(resolve, 1));
    const many = pipeline(Array.from({ length: 20 }, (_, i) => node(wait, null, `x${i}`, { name: `n${i}` })));
    const warnings: Error[] = [];
    const listener = (warning: Error): void => void warnings.push(warning);
    process.on('warning', listener);
    await new EagerRunner().run(many, new DataCatalog(), { signal: new AbortController().signal });
    await new Promise((resolve) => setImmediate(resolve));
    process.off('warning', listener);
    expect(warnings).toEqual([]);
  });

  test('ends with what a listener throws, and does not take that for something of the node, to be tried again', async () => {
    const nodes = pipeline([node(() => 1, null, 'x', { name: 'often', retry: { limit: 3, delay: 1 } })]);
    let saves = 0;
    const onEvent = ({ type }: RunEvent): void => {
      if (type === 'dataset-saved' && ++saves === 1) throw new Error('not listening');
    };
    const run = new PlainRunner().run(nodes, new DataCatalog(), { onEvent });
    await expect(run).rejects.toThrow('not listening');
    expect(saves).toBe(1);
  });

  test('may choose the datasets for names that the catalog does not have', async () => {
    class Choosy extends PlainRunner {
      readonly asked: string[] = [];
      protected override createDefaultDataset(name: string): Dataset {
        this.asked.push(name);
        return new MemoryDataset();
      }
    }
    const runner = new Choosy();
    await runner.run(two, new DataCatalog({ raw: 1 }));
    expect(runner.asked.sort()).toEqual(['middle', 'result']);
  });

  test('makes names without an entry by the runtime patterns of the catalog, the others by default', async () => {
    class Kept extends MemoryDataset {}
    const types = datasetTypes({ Kept: () => Kept, MemoryDataset: () => MemoryDataset });
    const config = { raw: { type: 'MemoryDataset', data: 1 } };
    const catalog = DataCatalog.fromConfig(config, {
      types,
      runtimePatterns: { 'mid{dle}': { type: 'Kept' } },
    });
    const { outputs } = await new PlainRunner().run(two, catalog);
    expect(catalog.peek('middle')).toBeInstanceOf(Kept);
    expect(outputs['result']).not.toBeInstanceOf(Kept);
    expect(await outputs['result']!.load()).toBe(4);
  });

  test('does not take a runtime pattern for an input', async () => {
    const runtimePatterns = { '{any}': { type: 'MemoryDataset', data: 1 } };
    const catalog = DataCatalog.fromConfig({}, { runtimePatterns });
    await expect(new PlainRunner().run(two, catalog)).rejects.toMatchObject({ code: 'KEDRO_MISSING_INPUTS' });
  });

  test('makes datasets from their entries before the first node starts', async () => {
    const catalog = DataCatalog.fromConfig({ raw: { type: 'NoSuchDataset' } });
    const events: RunEvent[] = [];
    const run = new PlainRunner().run(two, catalog, { onEvent: (event) => events.push(event) });
    await expect(run).rejects.toThrow('NoSuchDataset');
    expect(events.map(({ type }) => type)).toEqual(['run-failed']);
  });

  test('ends with the error of a listener that throws', async () => {
    const onEvent = ({ type }: RunEvent): void => {
      if (type === 'node-finished') throw new Error('the listener is broken');
    };
    await expect(new PlainRunner().run(two, new DataCatalog({ raw: 1 }), { onEvent })).rejects.toThrow(
      'the listener is broken',
    );
  });

  test('throws the error of the node though a plugin and a listener fail at hearing of it', async () => {
    const careless: Plugin = {
      name: 'careless',
      apply: (hooks) =>
        hooks.onPipelineError.tap('careless', () => {
          throw new Error('in the handler');
        }),
    };
    const warned = once(process, 'warning');
    const failing = pipeline([node(() => Promise.reject(new Error('the real reason')), null, 'x')]);
    const run = new PlainRunner().run(failing, new DataCatalog(), {
      plugins: applyPlugins([careless]),
      onEvent: ({ type }) => {
        if (type === 'run-failed') throw new Error('the listener is broken');
      },
    });
    await expect(run).rejects.toThrow('the real reason');
    expect(((await warned) as [Error])[0].message).toContain('in the handler');
  });

  test('fires onPipelineError when a plugin fails after all nodes are done, with nothing to resume', async () => {
    const resumeFrom: unknown[] = [];
    const late: Plugin = {
      name: 'late',
      apply: (hooks) => {
        hooks.afterPipelineRun.tap('late', () => {
          throw new Error('late');
        });
        hooks.onPipelineError.tap('late', (payload) => void resumeFrom.push(payload.resumeFrom));
      },
    };
    const run = new PlainRunner().run(two, new DataCatalog({ raw: 1 }), { plugins: applyPlugins([late]) });
    await expect(run).rejects.toMatchObject({ hook: 'afterPipelineRun', plugin: 'late' });
    expect(resumeFrom).toEqual([[]]);
  });
});
