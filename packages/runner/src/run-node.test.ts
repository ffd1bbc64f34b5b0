import { getEventListeners } from 'node:events';
import { applyPlugins, type KedroHooks } from '@kedro-ts/hooks';
import { DataCatalog } from '@kedro-ts/io';
import { currentNode, node, type CurrentNode } from '@kedro-ts/pipeline';
import { afterEach, describe, expect, test, vi } from 'vitest';
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

  test('fails only when all saves have ended that go on together', async () => {
    const saved: unknown[] = [];
    const catalog = new DataCatalog({
      broken: { load: () => 0, save: () => Promise.reject(new Error('the disk is full')) },
      slow: {
        load: () => 0,
        save: async (data: unknown) => {
          await new Promise((resolve) => setImmediate(resolve));
          saved.push(data);
        },
      },
    });
    const making = node(() => [1, 2], null, ['broken', 'slow']);
    await expect(runNode(making, scope({ catalog, isAsync: true }))).rejects.toThrow('the disk is full');
    expect(saved).toEqual([2]);
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

describe('a timeout of a node', () => {
  afterEach(() => vi.useRealTimers());

  const never = new Promise<never>(() => {});

  /** Runs a node whose timeout is 100 ms, by a clock that the test moves. */
  function start(func: () => unknown, overrides: Partial<NodeScope> = {}) {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const options = scope(overrides);
    const slow = node(func, null, 'result', { name: 'slow', timeout: 100 });
    const outcome = Promise.allSettled([runNode(slow, options)]).then(([settled]) => settled);
    return { outcome, catalog: options.catalog };
  }

  const passTime = async (milliseconds: number): Promise<void> => {
    // Whatever only waits for promises has its turn first.
    await new Promise((resolve) => setImmediate(resolve));
    vi.advanceTimersByTime(milliseconds);
  };

  test('ends the wait for a function, whose signal says why, and leaves nothing behind', async () => {
    const { signal } = new AbortController();
    let given: CurrentNode | undefined;
    const { outcome } = start(
      () => {
        given = currentNode();
        return never;
      },
      { signal },
    );
    await passTime(99);
    expect(given!.signal.aborted).toBe(false);
    await passTime(1);
    const reason: unknown = ((await outcome) as PromiseRejectedResult).reason;
    expect(reason).toMatchObject({ code: 'KEDRO_NODE_TIMEOUT', node: 'slow', timeout: 100 });
    expect(given!.signal.reason).toBe(reason);
    expect(signal.aborted).toBe(false);
    expect(vi.getTimerCount()).toBe(0);
    for (const some of [signal, given!.signal]) expect(getEventListeners(some, 'abort')).toEqual([]);
  });

  test.each<[string, () => unknown]>([
    ['returns', () => 1],
    ['resolves', async () => 1],
    [
      'throws',
      () => {
        throw new Error('no');
      },
    ],
    [
      'rejects',
      async () => {
        throw new Error('no');
      },
    ],
    [
      'yields',
      function* () {
        yield 1;
      },
    ],
    [
      'yields and throws',
      function* () {
        yield 1;
        throw new Error('no');
      },
    ],
  ])('leaves neither timer nor listener behind when the function %s in time', async (_, func) => {
    const { signal } = new AbortController();
    const signals: AbortSignal[] = [signal];
    const { outcome } = start(
      () => {
        signals.push(currentNode().signal);
        return func();
      },
      { signal },
    );
    await outcome;
    expect(vi.getTimerCount()).toBe(0);
    expect(signals).toHaveLength(2);
    for (const some of signals) expect(getEventListeners(some, 'abort')).toEqual([]);
  });

  test('is told to plugins, and is not mistaken for what the function then throws', async () => {
    const { hooks } = applyPlugins();
    const log = logErrors(hooks);
    const { outcome } = start(
      () =>
        new Promise((_, reject) => {
          const { signal } = currentNode();
          signal.addEventListener('abort', () => reject(new Error('aborted')));
        }),
      { hooks },
    );
    await passTime(100);
    expect(await outcome).toMatchObject({ reason: { code: 'KEDRO_NODE_TIMEOUT' } });
    expect(log).toEqual([expect.stringContaining('Node "slow" took longer than its timeout of 100 ms')]);
  });

  test('is not told when the run is cancelled first', async () => {
    const abort = new AbortController();
    const { hooks } = applyPlugins();
    const log = logErrors(hooks);
    const { outcome } = start(() => never, { hooks, signal: abort.signal });
    await passTime(50);
    abort.abort(new Error('enough'));
    expect(await outcome).toMatchObject({ reason: { code: 'KEDRO_RUN_CANCELLED' } });
    expect(vi.getTimerCount()).toBe(0);
    expect(log).toEqual([]);
  });

  test('ends the wait for a save, though that goes on', async () => {
    const catalog = new DataCatalog({ result: { load: () => 0, save: () => never } });
    const { outcome } = start(() => 1, { catalog });
    await passTime(100);
    expect(await outcome).toMatchObject({ reason: { code: 'KEDRO_NODE_TIMEOUT' } });
    expect(vi.getTimerCount()).toBe(0);
  });

  test('saves nothing of what comes too late', async () => {
    let resolve!: (value: number) => void;
    const { outcome, catalog } = start(() => new Promise((done) => (resolve = done)));
    await passTime(100);
    resolve(5);
    expect(await outcome).toMatchObject({ reason: { code: 'KEDRO_NODE_TIMEOUT' } });
    await new Promise((done) => setImmediate(done));
    expect(catalog.load('result')).toBe(0);
  });

  test('closes a generator that waits for nothing when its time is over', async () => {
    const log: string[] = [];
    const { outcome, catalog } = start(async function* () {
      try {
        yield 1;
        vi.advanceTimersByTime(100);
        yield 2;
      } finally {
        log.push('closed');
      }
    });
    expect(await outcome).toMatchObject({ reason: { code: 'KEDRO_NODE_TIMEOUT' } });
    await new Promise((done) => setImmediate(done));
    expect(log).toEqual(['closed']);
    expect(catalog.load('result')).toBe(1);
  });
});

test('a function is not called when the run was cancelled while plugins looked at its inputs', async () => {
  const abort = new AbortController();
  const { hooks } = applyPlugins();
  hooks.beforeNodeRun.tap('slow', async () => abort.abort());
  let calls = 0;
  const counted = node(() => ++calls, null, 'result');
  await expect(runNode(counted, scope({ hooks, signal: abort.signal }))).rejects.toMatchObject({
    code: 'KEDRO_RUN_CANCELLED',
  });
  expect(calls).toBe(0);
});

describe('a node that plugins may skip', () => {
  const count = node((raw: number) => raw + 1, 'raw', 'result', { name: 'count' });

  test('gives plugin and reason, and loads and saves nothing', async () => {
    const { hooks } = applyPlugins();
    const log: string[] = [];
    hooks.skipNode.tap('lazy', ({ node }) => `${node.name} is dull`);
    hooks.beforeDatasetLoaded.tap('log', ({ dataset }) => void log.push(dataset));
    const options = scope({ hooks });
    expect(await runNode(count, options)).toEqual({ plugin: 'lazy', reason: 'count is dull' });
    expect(options.catalog.load('result')).toBe(0);
    expect(log).toEqual([]);
  });

  test('is not asked about again when it is tried again', async () => {
    const { hooks } = applyPlugins();
    hooks.skipNode.tap('lazy', () => 'it is dull');
    const options = scope({ hooks, attempt: 2 });
    expect(await runNode(count, options)).toBeUndefined();
    expect(options.catalog.load('result')).toBe(2);
  });

  test('does not start when the run was cancelled while they were asked', async () => {
    const abort = new AbortController();
    const { hooks } = applyPlugins();
    hooks.skipNode.tap('slow', async () => abort.abort());
    let calls = 0;
    const counted = node(() => ++calls, null, 'result');
    await expect(runNode(counted, scope({ hooks, signal: abort.signal }))).rejects.toMatchObject({
      code: 'KEDRO_RUN_CANCELLED',
    });
    expect(calls).toBe(0);
  });
});
