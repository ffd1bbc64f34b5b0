import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { passGate } from '@kedro-ts/runner/testing/fixtures';
import { describe, expect, onTestFinished, test } from 'vitest';
import { errorOf, eventsOf, ISOLATIONS, startProject } from './run-project.js';

describe.each(ISOLATIONS)('a worker that dies, isolation "%s"', (isolation) => {
  test('is replaced, and its node is tried again with the values that it had', async () => {
    const run = await startProject('dies twice', { isolation });
    await run.result;
    expect(await run.catalog.load('result')).toBe(100_001);
    expect(eventsOf(run, 'worker-lost')).toMatchObject([
      { node: 'die', error: { code: 'KEDRO_WORKER_DIED' } },
      { node: 'die' },
    ]);
    expect(eventsOf(run, 'node-retried')).toMatchObject([
      { node: 'die', attempt: 1, delayMs: 1, error: { code: 'KEDRO_WORKER_DIED' } },
      { node: 'die', attempt: 2, delayMs: 2 },
    ]);
    expect(eventsOf(run, 'node-failed')).toEqual([]);
    expect(eventsOf(run, 'node-started').filter(({ node }) => node === 'die')).toMatchObject([
      {},
      { attempt: 2 },
      { attempt: 3 },
    ]);
  });

  test('takes nothing along from other branches, which go on in the one in its place', async () => {
    const run = await startProject('one branch exits', {
      isolation,
      maxWorkers: 1,
      run: { onFailure: 'continue' },
    });
    const error = await errorOf(run);
    expect(error).toMatchObject({
      code: 'KEDRO_WORKER_DIED',
      node: 'die',
      stage: 'call',
      exit: 'exit code 5',
      lines: ['about to exit'],
    });
    expect(error.message).toContain('while it ran the function of node "die"');
    expect(error.message).toContain('What it printed last:\n  about to exit');
    expect(await run.catalog.load('d5')).toBe(7);
    expect(eventsOf(run, 'worker-started')).toHaveLength(2);
    expect(eventsOf(run, 'run-failed')).toMatchObject([{ done: 6, total: 8 }]);
  });

  test.each(['load', 'save'] as const)('is told of with what it was doing: %s', async (stage) => {
    const run = await startProject(stage === 'load' ? 'dies while loading' : 'dies while saving', {
      isolation,
    });
    const node = stage === 'load' ? 'read' : 'write';
    expect(await errorOf(run)).toMatchObject({ code: 'KEDRO_WORKER_DIED', node, stage });
  });

  test('because of what a node has left behind is told of with that node', async () => {
    const run = await startProject('throws afterwards', { isolation, maxWorkers: 1 });
    const error = await errorOf(run);
    expect(error).toMatchObject({
      code: 'KEDRO_WORKER_DIED',
      node: 'leave',
      cause: { name: 'RangeError', message: 'long after the end' },
    });
    expect(error.message).toContain('because of something that node "leave" had left behind');
    expect(eventsOf(run, 'node-failed')).toMatchObject([{ node: 'other' }]);
  });

  test('whenever it is started ends the run', async () => {
    const run = await startProject('dies at the start', { isolation });
    expect(await errorOf(run)).toMatchObject({ code: 'KEDRO_WORKER_NOT_STARTED' });
  });

  test('because it takes too much memory is told of with its node', async () => {
    const run = await startProject('runs out of memory', {
      isolation,
      resourceLimits: { maxOldGenerationSizeMb: 32 },
    });
    expect(await errorOf(run)).toMatchObject({ code: 'KEDRO_WORKER_DIED', node: 'die' });
    expect(await run.catalog.load('alive')).toBe(1);
  });
});

describe.each(ISOLATIONS)('a node that blocks its worker, isolation "%s"', (isolation) => {
  test('fails after its timeout, and the worker is replaced', async () => {
    const run = await startProject('blocks too long', { isolation, run: { onFailure: 'continue' } });
    const error = await errorOf(run);
    expect(error).toMatchObject({ code: 'KEDRO_NODE_TIMEOUT', node: 'block', timeout: 50 });
    expect(error.cause).toMatchObject({ code: 'KEDRO_WORKER_DIED', lines: ['going round in circles'] });
    expect(eventsOf(run, 'worker-lost')).toMatchObject([{ node: 'block' }]);
  });
});

test.skipIf(process.platform === 'win32')('a process killed by a signal is told of by that', async () => {
  const run = await startProject('one branch dies', {
    isolation: 'process',
    run: { onFailure: 'continue' },
  });
  expect(await errorOf(run)).toMatchObject({
    code: 'KEDRO_WORKER_DIED',
    node: 'die',
    exit: 'signal SIGKILL',
  });
  expect(await run.catalog.load('third')).toBe(3);
});

describe.each(ISOLATIONS)('when main is killed, isolation "%s"', (isolation) => {
  test('no worker stays behind, not even one that is blocked, nor do values', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'kedro-killed-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 10 }));
    const script = fileURLToPath(new URL('./fixtures/run-and-wait.mjs', import.meta.url));
    const main = spawn(process.execPath, [script, 'blocks for ever', isolation, folder], {
      env: { ...process.env, TMPDIR: folder, TEMP: folder, TMP: folder },
      stdio: 'ignore',
    });
    const ended = new Promise((resolve) => main.once('exit', resolve));
    await passGate(folder, 'started');
    const worker = Number(await readFile(join(folder, 'started.gate'), 'utf8'));
    main.kill('SIGKILL');
    await ended;
    while (isAlive(worker)) await new Promise((resolve) => setTimeout(resolve, 20));
    expect((await readdir(folder)).filter((name) => name.startsWith('kedro-run-'))).toEqual([]);
  });
});

test('when main is killed while worker processes are being started, nothing stays behind either', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'kedro-killed-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 10 }));
  const script = fileURLToPath(new URL('./fixtures/run-and-wait.mjs', import.meta.url));
  const main = spawn(process.execPath, [script, 'blocks for ever', 'process', folder], {
    env: { ...process.env, TMPDIR: folder, TEMP: folder, TMP: folder },
    stdio: 'ignore',
  });
  const ended = new Promise((resolve) => main.once('exit', resolve));
  const folders = async (): Promise<string[]> =>
    (await readdir(folder)).filter((name) => name.startsWith('kedro-run-'));
  while ((await folders()).length === 0) await new Promise((resolve) => setImmediate(resolve));
  main.kill('SIGKILL');
  await ended;
  // It only ends when the folder is gone.
  while ((await folders()).length > 0) await new Promise((resolve) => setTimeout(resolve, 20));
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
