import { describe, expect, test } from 'vitest';
import type { MainMessage, WorkerInit } from '../protocol/main-message.js';
import type { ConnectionListener } from './worker-connection.js';
import { WorkerPool } from './worker-pool.js';

/** The other end of a connection: the test says what the worker does. */
class Remote {
  readonly received: MainMessage[] = [];
  constructor(readonly listener: ConnectionListener) {}

  send(message: MainMessage): void {
    this.received.push(message);
    if (message.type === 'init') this.listener.message({ type: 'ready', problems: [] });
    if (message.type === 'stop') this.listener.message({ type: 'stopped' });
  }

  kill(): void {
    if (!this.isGone) this.die('killed');
  }

  die(exit: string, error?: Error): void {
    this.isGone = true;
    this.listener.exit(exit, error);
  }

  isGone = false;
}

async function startPool(
  count: number,
  listener: Partial<ConstructorParameters<typeof WorkerPool>[2]> = {},
): Promise<{ pool: WorkerPool; remotes: Remote[] }> {
  const remotes: Remote[] = [];
  const pool = new WorkerPool(
    count,
    (connection) => {
      const remote = new Remote(connection);
      remotes.push(remote);
      return remote;
    },
    { datasetUsed: () => {}, linePrinted: () => {}, pluginSpoke: () => {}, ...listener },
  );
  await pool.start(
    (workerId) => ({ workerId }) as WorkerInit,
    () => {},
  );
  return { pool, remotes };
}

const ignore = (): void => {};

describe('a pool of workers', () => {
  test('gives each problem of its workers once', async () => {
    const problem = { kind: 'node-missing', name: 'a' } as const;
    const pool = new WorkerPool(
      2,
      (listener) => ({
        send: ({ type }) => {
          if (type === 'init') listener.message({ type: 'ready', problems: [problem] });
          if (type === 'stop') listener.message({ type: 'stopped' });
        },
        kill: () => listener.exit('killed', undefined),
      }),
      { datasetUsed: ignore, linePrinted: ignore, pluginSpoke: ignore },
    );
    expect(await pool.start((workerId) => ({ workerId }) as WorkerInit, ignore)).toEqual([problem]);
    await pool.stop();
  });

  test('says that a worker could not start when it dies before it is ready', async () => {
    const pool = new WorkerPool(
      1,
      (listener) => ({ send: () => listener.exit('exit code 4', undefined), kill: ignore }),
      { datasetUsed: ignore, linePrinted: ignore, pluginSpoke: ignore },
    );
    const started = pool.start((workerId) => ({ workerId }) as WorkerInit, ignore);
    await expect(started).rejects.toMatchObject({
      code: 'KEDRO_WORKER_NOT_STARTED',
      cause: { code: 'KEDRO_WORKER_DIED', exit: 'exit code 4' },
    });
    expect(() => pool.check()).not.toThrow();
    await pool.stop();
  });

  test('uses a worker again when its node is done', async () => {
    const { pool, remotes } = await startPool(1);
    const first = pool.run('a', [], ignore);
    remotes[0]!.listener.message({ type: 'done', outputs: [] });
    await first;
    const second = pool.run('b', [], ignore);
    remotes[0]!.listener.message({ type: 'done', outputs: [] });
    await second;
    expect(
      remotes[0]!.received.map((message) => (message.type === 'run' ? message.node : message.type)),
    ).toEqual(['init', 'a', 'b']);
  });

  test('starts no node any more after a worker died between nodes', async () => {
    const { pool, remotes } = await startPool(2);
    remotes[0]!.die('exit code 9');
    await expect(pool.run('a', [], ignore)).rejects.toMatchObject({
      code: 'KEDRO_WORKER_DIED',
      workerId: 1,
      node: undefined,
      exit: 'exit code 9',
    });
    expect(remotes[1]!.received.map(({ type }) => type)).toEqual(['init']);
  });

  test('lets a running node of another worker finish when a worker dies between nodes', async () => {
    const { pool, remotes } = await startPool(2);
    const running = pool.run('a', [], ignore);
    const busy = remotes.findIndex(({ received }) => received.some(({ type }) => type === 'run'));
    remotes[1 - busy]!.die('exit code 9');
    remotes[busy]!.listener.message({ type: 'done', outputs: [] });
    await expect(running).resolves.toEqual([]);
  });

  test('rejects what a dead worker owed once, and ignores what comes late', async () => {
    const { pool, remotes } = await startPool(1);
    const running = pool.run('a', [], ignore);
    remotes[0]!.die('signal SIGSEGV', new Error('native'));
    remotes[0]!.listener.message({ type: 'done', outputs: [] });
    await expect(running).rejects.toMatchObject({
      node: 'a',
      exit: 'signal SIGSEGV',
      cause: { message: 'native' },
    });
    pool.release(['x']);
    await pool.stop();
    expect(remotes[0]!.received.map(({ type }) => type)).toEqual(['init', 'run']);
  });

  test('rejects a node with what a listener throws while it runs', async () => {
    const { pool, remotes } = await startPool(1, {
      linePrinted: () => {
        throw new Error('no paper');
      },
    });
    const running = pool.run('a', [], ignore);
    remotes[0]!.listener.message({ type: 'line', stream: 'stdout', text: 'hello' });
    await expect(running).rejects.toThrow('no paper');
  });

  test('starts no node any more after a listener threw between nodes', async () => {
    const { pool, remotes } = await startPool(1, {
      pluginSpoke: () => {
        throw new Error('not listening');
      },
    });
    remotes[0]!.listener.message({ type: 'plugin', message: { plugin: 'p', data: 1, workerId: 1 } });
    await expect(pool.run('a', [], ignore)).rejects.toThrow('not listening');
  });

  test('rejects running nodes as cancelled when it is cancelled', async () => {
    const { pool, remotes } = await startPool(1);
    const running = pool.run('a', [], ignore);
    const failed = expect(running).rejects.toMatchObject({ code: 'KEDRO_RUN_CANCELLED' });
    await pool.cancel();
    await failed;
    expect(remotes[0]!.received.map(({ type }) => type)).toEqual(['init', 'run', 'cancel', 'stop']);
  });

  test('can be stopped twice, and cancelled after it was stopped', async () => {
    const { pool, remotes } = await startPool(2);
    await pool.stop();
    await pool.stop();
    await pool.cancel();
    expect(remotes.map(({ isGone }) => isGone)).toEqual([true, true]);
  });
});
