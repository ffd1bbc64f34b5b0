import { applyPlugins, type KedroHooks } from '@kedro-ts/hooks';
import { DataCatalog } from '@kedro-ts/io';
import { node } from '@kedro-ts/pipeline';
import { describe, expect, test } from 'vitest';
import { InputGuard } from './guard/input-guard.js';
import { runNode, type NodeScope } from './run-node.js';

function scope(overrides: Partial<NodeScope> = {}): NodeScope {
  const { hooks } = applyPlugins();
  const catalog = new DataCatalog({ raw: 1, result: 0 });
  return { catalog, hooks, runId: 'run', where: 'main', isAsync: false, ...overrides };
}

function logErrors(hooks: KedroHooks): string[] {
  const log: string[] = [];
  hooks.onNodeError.tap('log', ({ error }) => void log.push((error as Error).message));
  hooks.afterNodeRun.tap('log', () => void log.push('after'));
  return log;
}

describe('runNode', () => {
  test('saves nothing and fires no hook when it was cancelled while the function ran', async () => {
    for (const fails of [false, true]) {
      const controller = new AbortController();
      const { hooks } = applyPlugins();
      const log = logErrors(hooks);
      const options = scope({ hooks, signal: controller.signal });
      const cancelling = node(
        async () => {
          controller.abort();
          if (fails) throw new Error('too late');
          return 2;
        },
        'raw',
        'result',
      );
      await expect(runNode(cancelling, options)).rejects.toMatchObject({ code: 'KEDRO_RUN_CANCELLED' });
      expect(options.catalog.load('result')).toBe(0);
      expect(log).toEqual([]);
    }
  });

  test('does not wait for a function that is cancelled, but for a save that has begun', async () => {
    const controller = new AbortController();
    const endless = runNode(
      node(() => new Promise(() => {}), null, 'result'),
      scope({ signal: controller.signal }),
    );
    controller.abort();
    await expect(endless).rejects.toMatchObject({ code: 'KEDRO_RUN_CANCELLED' });

    const other = new AbortController();
    const saved: unknown[] = [];
    const catalog = new DataCatalog({
      slow: {
        load: () => 0,
        save: async (data: unknown) => {
          other.abort();
          await Promise.resolve();
          saved.push(data);
        },
      },
    });
    await runNode(
      node(() => 1, null, 'slow'),
      scope({ catalog, signal: other.signal }),
    );
    expect(saved).toEqual([1]);
  });

  test('closes a generator that is cancelled between its chunks', async () => {
    const controller = new AbortController();
    const log: unknown[] = [];
    function* count(): Generator<number> {
      try {
        yield 1;
        controller.abort();
        yield 2;
      } finally {
        log.push('closed');
      }
    }
    const options = scope({ signal: controller.signal });
    await expect(runNode(node(count, null, 'result'), options)).rejects.toMatchObject({
      code: 'KEDRO_RUN_CANCELLED',
    });
    expect(log).toEqual(['closed']);
    expect(options.catalog.load('result')).toBe(1);
  });

  test('tells of each load and save with its time, if asked', async () => {
    const told: unknown[] = [];
    const onDataset: NodeScope['onDataset'] = (type, { name }, dataset, durationMs) =>
      told.push([type, name, dataset, durationMs >= 0]);
    await runNode(
      node((raw: number) => raw, 'raw', 'result', { name: 'copy' }),
      scope({ onDataset }),
    );
    expect(told).toEqual([
      ['dataset-loaded', 'copy', 'raw', true],
      ['dataset-saved', 'copy', 'result', true],
    ]);
  });

  test('refuses a generator when loads and saves are to be concurrent', async () => {
    const yielding = node(
      function* () {
        yield 1;
      },
      null,
      'result',
      { name: 'yielding' },
    );
    await expect(runNode(yielding, scope({ isAsync: true }))).rejects.toMatchObject({ nodes: ['yielding'] });
  });

  test('throws what a tap of onNodeError throws, naming its plugin', async () => {
    const { hooks } = applyPlugins();
    hooks.onNodeError.tap('careless', () => {
      throw new Error('in the handler');
    });
    const failing = node(() => Promise.reject(new Error('original')), null, 'result');
    await expect(runNode(failing, scope({ hooks }))).rejects.toMatchObject({ plugin: 'careless' });
  });

  test('gives hooks and the function the same guarded value, however it is loaded', async () => {
    for (const isAsync of [false, true]) {
      for (const isSlow of [false, true]) {
        const { hooks } = applyPlugins();
        const seen: unknown[] = [];
        hooks.afterDatasetLoaded.tap('look', ({ data }) => void seen.push(data));
        const rows = [{ id: 1 }];
        const catalog = new DataCatalog({
          rows: { load: () => (isSlow ? Promise.resolve(rows) : rows), save: () => {}, ephemeral: true },
        });
        const read = node((given: unknown) => void seen.push(given), 'rows', null);
        await runNode(read, scope({ catalog, hooks, isAsync, guard: new InputGuard() }));
        await runNode(read, scope({ catalog, isAsync, guard: new InputGuard() }));
        expect(seen).toHaveLength(3);
        for (const value of seen) expect(value).toBe(rows);
        expect(Object.isFrozen(rows[0])).toBe(true);
      }
    }
  });

  test('tells plugins and caller of a changed input, once for each way to fail', async () => {
    const changing = [
      (rows: number[]) => rows.push(1),
      (rows: number[]) => Promise.resolve().then(() => rows.push(1)),
      (_rows: number[], bytes: Uint8Array) => void bytes.fill(1),
      async (_rows: number[], bytes: Uint8Array) => void bytes.fill(1),
    ];
    for (const change of changing) {
      const { hooks } = applyPlugins();
      const log = logErrors(hooks);
      const catalog = new DataCatalog({ rows: [1], bytes: new Uint8Array(2) });
      const options = scope({ hooks, catalog, guard: new InputGuard() });
      const run = runNode(node(change, ['rows', 'bytes'], 'result', { name: 'change' }), options);
      await expect(run).rejects.toMatchObject({ code: 'KEDRO_INPUT_CHANGED', node: 'change' });
      expect(log).toEqual([expect.stringContaining('Node "change" changed its input')]);
    }
  });

  test('keeps the chunks that came before a changed input, and closes the generator', async () => {
    const log: string[] = [];
    function* yielding(rows: number[]): Generator<number> {
      try {
        yield rows.length;
        rows.push(2);
      } finally {
        log.push('closed');
      }
    }
    const catalog = new DataCatalog({ rows: [1], count: 0 });
    const run = runNode(
      node(yielding, 'rows', 'count'),
      scope({ catalog: catalog, guard: new InputGuard() }),
    );
    await expect(run).rejects.toMatchObject({ code: 'KEDRO_INPUT_CHANGED', datasets: ['rows'] });
    expect(catalog.load('count')).toBe(1);
    expect(log).toEqual(['closed']);
  });

  test('lets a node change what a plugin has put in place of an input', async () => {
    const { hooks } = applyPlugins();
    hooks.beforeNodeRun.tap('replace', () => ({ rows: [5] }));
    const catalog = new DataCatalog({ rows: [1], count: 0 });
    const push = node((rows: number[]) => rows.push(6), 'rows', 'count');
    await runNode(push, scope({ hooks, catalog, guard: new InputGuard() }));
    expect(catalog.load('count')).toBe(2);
  });
});
