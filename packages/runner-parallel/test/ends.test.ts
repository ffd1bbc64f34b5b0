import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { ParallelRunner } from '@kedro-ts/runner-parallel';
import { openGate, passGate } from '@kedro-ts/runner/testing/fixtures';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { errorOf, eventsOf, ISOLATIONS, startProject } from './run-project.js';

const script = fileURLToPath(new URL('./fixtures/run-and-exit.mjs', import.meta.url));

/** Runs a project in a process of its own and gives what it says; fails unless that process ends by itself. */
async function runAndExit(project: string, isolation: string, ...nodeOptions: string[]): Promise<unknown> {
  const args = [...nodeOptions, script, project, isolation];
  const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: 50_000 });
  return JSON.parse(stdout);
}

describe.each(ISOLATIONS)(
  '12. all workers are gone and the process ends by itself, isolation "%s"',
  (isolation) => {
    test('after a success', async () => {
      expect(await runAndExit('triangle', isolation)).toEqual({ ended: 'well' });
    });

    test('after a failure', async () => {
      expect(await runAndExit('unshareable output', isolation)).toMatchObject({
        code: 'KEDRO_DATASET_ERROR',
      });
    });

    test('after a refusal', async () => {
      expect(await runAndExit('refused', isolation)).toMatchObject({ code: 'KEDRO_WORKERS_REFUSED' });
    });

    test('after a bootstrap that fails', async () => {
      expect(await runAndExit('bootstrap fails', isolation)).toMatchObject({
        code: 'KEDRO_WORKER_NOT_STARTED',
      });
    });

    test('after it is cancelled while a node never yields', async () => {
      expect(await runAndExit('busy', isolation)).toMatchObject({ code: 'KEDRO_RUN_CANCELLED' });
    });

    test('after a node that called process.exit()', async () => {
      expect(await runAndExit('exits', isolation)).toMatchObject({
        code: 'KEDRO_WORKER_DIED',
        node: 'die',
        exit: 'exit code 3',
      });
    });

    test('after a node that ran out of memory', async () => {
      expect(await runAndExit('runs out of memory', isolation, '--max-old-space-size=64')).toMatchObject({
        code: 'KEDRO_WORKER_DIED',
        node: 'die',
      });
    });
  },
);

describe.each(ISOLATIONS)('a run that is cancelled, isolation "%s"', (isolation) => {
  test('brings a save that has begun to its end, and starts nothing more', async () => {
    const controller = new AbortController();
    const run = await startProject('saving', { isolation, run: { signal: controller.signal } });
    await passGate(run.folder, 'saving');
    controller.abort();
    await openGate(run.folder, 'go-on');
    expect(await errorOf(run)).toMatchObject({ code: 'KEDRO_RUN_CANCELLED' });
    expect(await readFile(join(run.folder, 'slow'), 'utf8')).toBe('whole');
    expect(eventsOf(run, 'node-started').map(({ node }) => node)).toEqual(['make']);
    expect(eventsOf(run, 'node-failed')).toEqual([]);
  });
});

describe.each(ISOLATIONS)('a worker that dies, isolation "%s"', (isolation) => {
  test('fails the run with the name of its node', async () => {
    const run = await startProject('exits', { isolation });
    const error = await errorOf(run);
    expect(error).toMatchObject({ code: 'KEDRO_WORKER_DIED', node: 'die', workerId: 1, exit: 'exit code 3' });
    expect(error.message).toContain('while it ran the function of node "die"');
    expect(eventsOf(run, 'node-failed')).toMatchObject([
      { node: 'die', error: { code: 'KEDRO_WORKER_DIED' } },
    ]);
    expect(eventsOf(run, 'node-started').map(({ node }) => node)).toEqual(['live', 'die']);
    expect(await run.catalog.load('alive')).toBe(1);
  });

  test('of an exception that nobody caught fails the run with that exception as the cause', async () => {
    const run = await startProject('throws', { isolation });
    expect(await errorOf(run)).toMatchObject({
      code: 'KEDRO_WORKER_DIED',
      node: 'die',
      cause: { name: 'RangeError', message: 'out of nowhere' },
    });
  });
});

describe('a run without a folder for its temporary files', () => {
  test('fails, and ends the processes that it has started', async () => {
    const processes = (): number =>
      process.getActiveResourcesInfo().filter((kind) => kind === 'ProcessWrap').length;
    const before = processes();
    const run = await startProject('triangle', {
      isolation: 'process',
      createRunner: (options) => {
        for (const name of ['TMPDIR', 'TEMP', 'TMP'])
          vi.stubEnv(name, join(tmpdir(), 'kedro-is', 'not-there'));
        return new ParallelRunner(options);
      },
    });
    onTestFinished(() => void vi.unstubAllEnvs());
    expect(await errorOf(run)).toMatchObject({ code: 'ENOENT' });
    await vi.waitFor(() => expect(processes()).toBeLessThanOrEqual(before));
  });
});

describe.each(ISOLATIONS)('a run from the command line of Node (--eval), isolation "%s"', (isolation) => {
  test('has workers that do not run that command line again', async () => {
    const worker = new URL('../examples/without-a-project/worker.mjs', import.meta.url).href;
    // Whoever runs it again ends at once, rather than to start workers without end.
    const source = `
      import { DataCatalog } from '@kedro-ts/io';
      import { ParallelRunner } from '@kedro-ts/runner-parallel';
      import { squares } from '${worker}';
      if (process.send) process.exit(9);
      const catalog = new DataCatalog({ numbers: new Float64Array(1000).fill(2) });
      const options = { isolation: '${isolation}', bootstrap: { module: '${worker}' } };
      await new ParallelRunner(options).run(squares, catalog);
      console.log(await catalog.load('total'));
    `;
    const cwd = fileURLToPath(new URL('..', import.meta.url));
    const run = promisify(execFile)(process.execPath, ['--input-type=module', '--eval', source], {
      cwd,
      timeout: 50_000,
    });
    expect((await run).stdout).toBe('4000\n');
  });
});

describe('a process that a node leaves behind', () => {
  test('does not hold up the run, though it keeps the output of its worker open', async () => {
    const run = await startProject('litters', { isolation: 'process' });
    await run.result;
    const pid = (await run.catalog.load('pid')) as number;
    expect(existsSync(run.folder)).toBe(true);
    expect(() => process.kill(pid, 0)).not.toThrow();
    await openGate(run.folder, 'end');
  });
});
