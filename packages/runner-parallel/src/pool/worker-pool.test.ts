import { describe, expect, test, vi } from 'vitest';
import { Claims } from '../protocol/claims.js';
import type { MainMessage, WorkerInit } from '../protocol/main-message.js';
import type { WorkerMessage } from '../protocol/worker-message.js';
import type { Task, TaskFailure } from './task.js';
import type { ConnectionListener, WorkerConnection } from './worker-connection.js';
import { WorkerPool } from './worker-pool.js';

/** The other end of a connection: the test says what the worker does. */
class Remote implements WorkerConnection {
  readonly received: MainMessage[] = [];
  /** The nodes that it was given, with the numbers by which it may claim them. */
  readonly given: { readonly node: number; readonly claim: number | undefined }[] = [];
  readonly problems: Extract<WorkerMessage, { type: 'ready' }>['problems'] = [];
  isGone = false;
  claims: Claims | undefined;
  #id = 0;
  #listener!: ConnectionListener;

  listen(listener: ConnectionListener): void {
    this.#listener = listener;
  }

  send(message: MainMessage): void {
    this.received.push(message);
    if (message.type === 'init') {
      this.#id = message.init.workerId;
      if (message.init.claims) this.claims = new Claims(message.init.claims);
      this.say({ type: 'ready', problems: this.problems });
    }
    if (message.type === 'run') for (const { node, claim } of message.tasks) this.given.push({ node, claim });
    if (message.type === 'stop') this.say({ type: 'stopped' });
  }

  kill(): void {
    if (!this.isGone) this.die('killed');
  }

  say(message: WorkerMessage): void {
    this.#listener.message(message);
  }

  done({ ms = 1 }: { readonly ms?: number } = {}): void {
    this.say({ type: 'done', outputs: [], start: 0, end: ms });
  }

  fail(message: string): void {
    this.claims?.stop();
    this.say({ type: 'failed', error: { name: 'Error', message } });
  }

  /** Does what a worker does before it starts a node that was given ahead. */
  claim(node: number): boolean {
    const { claim } = this.given.findLast((task) => task.node === node)!;
    return this.claims!.claim(this.#id, claim!);
  }

  die(exit: string, error?: Error): void {
    this.isGone = true;
    this.#listener.exit(exit, error);
  }

  get types(): readonly string[] {
    return this.received.map(({ type }) => type);
  }

  get nodes(): readonly number[] {
    return this.given.map(({ node }) => node);
  }
}

const LISTENER = {
  datasetUsed: ignore,
  warned: ignore,
  linePrinted: ignore,
  pluginSpoke: ignore,
  workerLost: ignore,
  workerStarted: ignore,
};

type Listener = ConstructorParameters<typeof WorkerPool>[1];
type Options = ConstructorParameters<typeof WorkerPool>[2];

async function startPool(
  count: number,
  { listener = {}, ...options }: Options & { readonly listener?: Partial<Listener> } = {},
): Promise<{ pool: WorkerPool; remotes: Remote[] }> {
  const remotes = Array.from({ length: count }, () => new Remote());
  const pool = new WorkerPool(remotes, { ...LISTENER, ...listener }, options);
  await pool.start((workerId) => ({ workerId }) as WorkerInit);
  return { pool, remotes };
}

function ignore(): void {}

function fail(): never {
  throw new Error('nobody asked for a worker');
}

/** A node that is run: tells where it was started, and how it ended. */
class TestTask implements Task {
  readonly node: string;
  readonly attempt = 1;
  readonly timeout = undefined;
  readonly inputs = [];
  readonly outputs = [];
  readonly log: string[] = [];
  readonly ended: Promise<string>;
  error: Error | undefined;
  #end!: (how: string) => void;

  constructor(readonly index: number) {
    this.node = `n${index}`;
    this.ended = new Promise((resolve) => (this.#end = resolve));
  }

  started(workerId: number): void {
    this.log.push(`started in ${workerId}`);
  }

  finished(): void {
    this.log.push('finished');
    this.#end('finished');
  }

  failed({ error }: TaskFailure): void {
    this.error = error;
    this.log.push('failed');
    this.#end('failed');
  }

  takenBack(): void {
    this.log.push('taken back');
    this.#end('taken back');
  }
}

/** Runs these nodes, as many as there is place for, and lets the messages go. */
async function give(pool: WorkerPool, ...indices: number[]): Promise<TestTask[]> {
  const tasks = indices.map((index) => new TestTask(index));
  for (const task of tasks) pool.run(task);
  await Promise.resolve();
  return tasks;
}

describe('a pool of workers', () => {
  test('gives each problem of its workers once', async () => {
    const problem = { kind: 'node-missing', name: 'a' } as const;
    const remotes = [new Remote(), new Remote()];
    for (const { problems } of remotes) (problems as unknown[]).push(problem);
    const pool = new WorkerPool(remotes, LISTENER);
    expect(await pool.start((workerId) => ({ workerId }) as WorkerInit)).toEqual([problem]);
    await pool.stop();
  });

  test('says that a worker could not start when it dies before it is ready', async () => {
    let listener!: ConnectionListener;
    const connection: WorkerConnection = {
      listen: (given) => (listener = given),
      send: () => listener.exit('exit code 4', undefined),
      kill: ignore,
    };
    const pool = new WorkerPool([connection], LISTENER);
    const started = pool.start((workerId) => ({ workerId }) as WorkerInit);
    await expect(started).rejects.toMatchObject({
      code: 'KEDRO_WORKER_NOT_STARTED',
      cause: { code: 'KEDRO_WORKER_DIED', exit: 'exit code 4' },
    });
    expect(() => pool.check()).not.toThrow();
    await pool.stop();
  });

  test('starts another worker when nodes wait, up to the most that there may be', async () => {
    const more: Remote[] = [];
    const connect = (): Remote => {
      more.push(new Remote());
      return more.at(-1)!;
    };
    const { pool, remotes } = await startPool(1, { connect, most: 3 });
    expect([pool.places, pool.hasPlaceFor(0)]).toEqual([3, true]);
    await give(pool, 0, 1, 2);
    expect([more.length, pool.hasPlaceFor(3)]).toEqual([0, false]);
    await vi.waitUntil(() => more.length > 0);
    await vi.waitUntil(() => more.every(({ nodes }) => nodes.length > 0));
    expect([remotes[0]!.nodes, ...more.map(({ nodes }) => nodes)]).toEqual([[0], [1], [2]]);
    await pool.stop();
  });

  test('starts no other worker for nodes that find one idle', async () => {
    const { pool, remotes } = await startPool(1, { connect: fail, most: 2 });
    for (const index of [0, 1, 2]) {
      const [task] = await give(pool, index);
      remotes[0]!.done();
      expect(await task!.ended).toBe('finished');
    }
    await pool.stop();
  });

  test('uses a worker again when its node is done', async () => {
    const { pool, remotes } = await startPool(1);
    await give(pool, 0);
    remotes[0]!.done();
    await give(pool, 1);
    remotes[0]!.done();
    expect(remotes[0]!.types).toEqual(['init', 'run', 'run']);
    expect(remotes[0]!.nodes).toEqual([0, 1]);
  });

  test('lets a node wait that comes when there is no place for it', async () => {
    const { pool, remotes } = await startPool(1);
    const [, second] = await give(pool, 0, 1);
    expect(pool.hasPlaceFor(2)).toBe(false);
    remotes[0]!.done();
    expect(second!.log).toEqual(['started in 1']);
  });

  test('tells workers of what was released with their next node, or soon if there is none', async () => {
    const { pool, remotes } = await startPool(2);
    await give(pool, 0);
    pool.release(['x']);
    remotes[0]!.done();
    await give(pool, 1);
    expect(remotes[0]!.received.at(-1)).toMatchObject({ type: 'run', released: ['x'] });
    await new Promise((resolve) => setImmediate(resolve));
    expect(remotes[1]!.received.at(-1)).toEqual({ type: 'release', datasets: ['x'] });
    expect(remotes[0]!.types).toEqual(['init', 'run', 'run']);
  });

  test('starts no node any more after a worker died between nodes', async () => {
    const { pool, remotes } = await startPool(2);
    remotes[0]!.die('exit code 9');
    const [task] = await give(pool, 0);
    expect(task!.error).toMatchObject({
      code: 'KEDRO_WORKER_DIED',
      workerId: 1,
      node: undefined,
      exit: 'exit code 9',
    });
    expect(remotes[1]!.types).toEqual(['init']);
  });

  test('fails what waits for a worker that is still being started when another dies between nodes', async () => {
    const starting = new Remote();
    starting.send = ignore;
    const dying = new Remote();
    const pool = new WorkerPool([dying, starting], LISTENER, { connect: () => new Remote() });
    void pool.start((workerId) => ({ workerId }) as WorkerInit);
    const [running, waiting] = await give(pool, 0, 1);
    dying.done();
    dying.die('exit code 9');
    await expect(running!.ended).resolves.toBe('finished');
    await expect(waiting!.ended).resolves.toBe('failed');
  });

  test('ends all the same when a listener throws as it is told of a lost worker', async () => {
    const workerLost = (): never => {
      throw new Error('not listening');
    };
    const { pool, remotes } = await startPool(1, { listener: { workerLost } });
    const [task] = await give(pool, 0);
    remotes[0]!.die('exit code 9');
    await expect(task!.ended).resolves.toBe('failed');
    await pool.stop();
    expect(() => pool.check()).toThrow('not listening');
  });

  test('owes nothing any more when a listener throws, also of nodes that were given ahead', async () => {
    const datasetUsed = (): never => {
      throw new Error('not listening');
    };
    const { pool, remotes } = await startPool(1, {
      listener: { datasetUsed },
      sharesMemory: true,
      stopsOnFailure: false,
    });
    const [first, second] = await give(pool, 0, 1);
    remotes[0]!.claim(1);
    const use = { type: 'dataset-saved', dataset: 'x', durationMs: 1, time: 1 } as const;
    remotes[0]!.say({ type: 'done', outputs: [], start: 0, end: 1, uses: [use] });
    remotes[0]!.done();
    await expect(first!.ended).resolves.toBe('failed');
    await expect(second!.ended).resolves.toBe('failed');
    expect(() => pool.check()).toThrow('not listening');
  });

  test('replaces workers as often as their nodes take them along', async () => {
    const remotes = [new Remote()];
    const pool = new WorkerPool([remotes[0]!], LISTENER, {
      connect: () => {
        remotes.push(new Remote());
        return remotes.at(-1)!;
      },
      stopsOnFailure: false,
    });
    await pool.start((workerId) => ({ workerId }) as WorkerInit);
    for (let i = 0; i < 10; i++) {
      const [task] = await give(pool, i);
      remotes.at(-1)!.die('exit code 9');
      await expect(task!.ended).resolves.toBe('failed');
      await new Promise((resolve) => setImmediate(resolve));
    }
    const [last] = await give(pool, 10);
    remotes.at(-1)!.done();
    await expect(last!.ended).resolves.toBe('finished');
    expect(() => pool.check()).not.toThrow();
  });

  test('lets a running node of another worker finish when a worker dies between nodes', async () => {
    const { pool, remotes } = await startPool(2);
    const [task] = await give(pool, 0);
    const busy = remotes.findIndex(({ given }) => given.length > 0);
    remotes[1 - busy]!.die('exit code 9');
    remotes[busy]!.done();
    await expect(task!.ended).resolves.toBe('finished');
  });

  test('fails what a dead worker owed once, and ignores what comes late', async () => {
    const { pool, remotes } = await startPool(1);
    const [task] = await give(pool, 0);
    remotes[0]!.die('signal SIGSEGV', new Error('native'));
    remotes[0]!.done();
    expect(task!.log).toEqual(['started in 1', 'failed']);
    expect(task!.error).toMatchObject({
      node: 'n0',
      exit: 'signal SIGSEGV',
      cause: { message: 'native' },
    });
    pool.release(['x']);
    await pool.stop();
    expect(remotes[0]!.types).toEqual(['init', 'run']);
  });

  test('fails a node with what a listener throws while it runs', async () => {
    const linePrinted = (): void => {
      throw new Error('no paper');
    };
    const { pool, remotes } = await startPool(1, { listener: { linePrinted } });
    const [task] = await give(pool, 0);
    remotes[0]!.say({ type: 'line', stream: 'stdout', text: 'hello' });
    expect(task!.error).toMatchObject({ message: 'no paper' });
  });

  test('starts no node any more after a listener threw between nodes', async () => {
    const pluginSpoke = (): void => {
      throw new Error('not listening');
    };
    const { pool, remotes } = await startPool(1, { listener: { pluginSpoke } });
    remotes[0]!.say({ type: 'plugin', message: { plugin: 'p', data: 1, workerId: 1 } });
    const [task] = await give(pool, 0);
    expect(task!.error).toMatchObject({ message: 'not listening' });
  });

  test('fails running nodes as cancelled when it is cancelled', async () => {
    const { pool, remotes } = await startPool(1);
    const [task] = await give(pool, 0);
    await pool.cancel();
    expect(task!.error).toMatchObject({ code: 'KEDRO_RUN_CANCELLED' });
    expect(remotes[0]!.types).toEqual(['init', 'run', 'cancel', 'stop']);
  });

  test('can be stopped twice, and cancelled after it was stopped', async () => {
    const { pool, remotes } = await startPool(2);
    await pool.stop();
    await pool.stop();
    await pool.cancel();
    expect(remotes.map(({ isGone }) => isGone)).toEqual([true, true]);
  });
});

describe('nodes that are given ahead', () => {
  test('go to idle workers first, then one behind each node that runs', async () => {
    const { pool, remotes } = await startPool(2, { sharesMemory: true });
    await give(pool, 0, 1, 2, 3);
    expect(remotes.map(({ nodes }) => nodes)).toEqual([
      [0, 2],
      [1, 3],
    ]);
    expect(pool.hasPlaceFor(4)).toBe(false);
  });

  test('are said to start when the one before is done, in this order', async () => {
    const { pool, remotes } = await startPool(1, { sharesMemory: true });
    const [first, second] = await give(pool, 0, 1);
    expect(second!.log).toEqual([]);
    expect(remotes[0]!.claim(1)).toBe(true);
    remotes[0]!.done();
    expect([first!.log, second!.log]).toEqual([['started in 1', 'finished'], ['started in 1']]);
  });

  test('cannot be taken back once they are said to have started, though they are not claimed yet', async () => {
    const { pool, remotes } = await startPool(2, { sharesMemory: true });
    const [, , third] = await give(pool, 0, 1, 2);
    remotes[0]!.done();
    expect(third!.log).toEqual(['started in 1']);
    pool.takeBack();
    expect(third!.log).toEqual(['started in 1']);
    expect(remotes[0]!.claim(2)).toBe(true);
  });

  test('do not wait behind a long node while another worker is idle', async () => {
    const { pool, remotes } = await startPool(2, { sharesMemory: true });
    const [, , third] = await give(pool, 0, 1, 2);
    expect(remotes[0]!.nodes).toEqual([0, 2]);
    remotes[1]!.done();
    await Promise.resolve();
    expect(remotes[1]!.nodes).toEqual([1, 2]);
    expect(third!.log).toEqual(['started in 2']);
    expect(remotes[0]!.claim(2)).toBe(false);
  });

  test('are left to the worker that has claimed them', async () => {
    const { pool, remotes } = await startPool(2, { sharesMemory: true });
    const [, , third] = await give(pool, 0, 1, 2);
    expect(remotes[0]!.claim(2)).toBe(true);
    remotes[1]!.done();
    await Promise.resolve();
    expect(remotes[1]!.nodes).toEqual([1]);
    remotes[0]!.done();
    expect(third!.log).toEqual(['started in 1']);
  });

  test('are taken back after a failure, but not those that a worker has claimed', async () => {
    const { pool, remotes } = await startPool(2, { sharesMemory: true });
    const [, , third, fourth] = await give(pool, 0, 1, 2, 3);
    expect(remotes[1]!.claim(3)).toBe(true);
    remotes[0]!.fail('no luck');
    expect(remotes[0]!.claim(2)).toBe(false);
    pool.takeBack();
    expect(third!.log).toEqual(['taken back']);
    remotes[1]!.done();
    expect(fourth!.log).toEqual(['started in 2']);
    const [late] = await give(pool, 4);
    expect(late!.log).toEqual(['taken back']);
  });

  test('are not put behind a node that must not be followed', async () => {
    const { pool } = await startPool(1, {
      sharesMemory: true,
      mayFollow: (index, running) => index > running,
    });
    await give(pool, 1);
    expect([pool.hasPlaceFor(0), pool.hasPlaceFor(2)]).toEqual([false, true]);
  });

  test('are more where nodes are short, several in one message', async () => {
    const { pool, remotes } = await startPool(1, { sharesMemory: true });
    let next = 0;
    const fill = async (): Promise<void> => {
      while (pool.hasPlaceFor(next)) pool.run(new TestTask(next++));
      await Promise.resolve();
    };
    for (let i = 0; i < 100; i++) {
      await fill();
      remotes[0]!.done({ ms: 0.001 });
    }
    await fill();
    expect(next - 100).toBeGreaterThan(4);
    const runs = remotes[0]!.received.filter(({ type }) => type === 'run');
    expect(runs.length).toBeLessThan(60);
    expect(remotes[0]!.nodes).toEqual(Array.from({ length: next }, (_, i) => i));
  });

  test('name the node that was really running when their worker dies', async () => {
    const { pool, remotes } = await startPool(1, { sharesMemory: true });
    const [first, second] = await give(pool, 0, 1);
    expect(remotes[0]!.claim(1)).toBe(true);
    remotes[0]!.die('exit code 1');
    expect(second!.error).toMatchObject({ code: 'KEDRO_WORKER_DIED', node: 'n1' });
    expect(first!.log).toEqual(['started in 1', 'failed']);
    expect(second!.log).toEqual(['started in 1', 'failed']);
  });

  test('are not named when their worker dies before it claims them', async () => {
    const { pool, remotes } = await startPool(1, { sharesMemory: true });
    const [first, second] = await give(pool, 0, 1);
    remotes[0]!.die('exit code 1');
    expect(first!.error).toMatchObject({ node: 'n0' });
    pool.takeBack();
    expect(second!.log).toEqual(['taken back']);
  });
});
