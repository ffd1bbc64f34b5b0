import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ParallelRunner } from '@kedro-ts/runner-parallel';
import { describe, expect, test } from 'vitest';
import { makeProject } from './fixtures/projects.mjs';
import { errorOf, eventsOf, ISOLATIONS, startProject } from './run-project.js';

describe.each(ISOLATIONS)('5. refusals before anything starts, isolation "%s"', (isolation) => {
  test('lists all nodes that workers do not find, and all datasets that they cannot use', async () => {
    const run = await startProject('refused', { isolation });
    const error = await errorOf(run);
    expect(error).toMatchObject({
      code: 'KEDRO_WORKERS_REFUSED',
      refusals: [
        { kind: 'single-process', name: 'locked' },
        { kind: 'node-differs', name: 'moody' },
        { kind: 'node-missing', name: 'random_1' },
        { kind: 'dataset-missing', name: 'absent' },
        { kind: 'dataset-in-memory', name: 'volatile' },
      ],
    });
    for (const name of ['locked', 'random_1', 'moody', 'absent', 'volatile']) {
      expect(error.message).toContain(`"${name}"`);
    }
    expect(eventsOf(run, 'node-started')).toEqual([]);
    expect(existsSync(join(run.folder, 'touched'))).toBe(false);
  });

  test('runs closures and functions without a name', async () => {
    const run = await startProject('closures', { isolation });
    await run.result;
    expect(await run.catalog.load('both')).toEqual([17, 27]);
  });
});

describe('5. refusals without a bootstrap', () => {
  test('include a bootstrap module that depends on the working directory', async () => {
    const run = await startProject('closures', { bootstrap: { module: './worker.js' } });
    expect(await errorOf(run)).toMatchObject({ code: 'KEDRO_RUNNER_OPTION', option: 'bootstrap.module' });
    expect(eventsOf(run, 'run-started')).toEqual([]);
  });

  test('say what to give, and list the datasets of one process beside it, without starting a worker', async () => {
    const { pipeline, catalog } = makeProject('refused', { folder: '.', where: 'main' });
    const error = await new ParallelRunner().run(pipeline, catalog).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      code: 'KEDRO_WORKERS_REFUSED',
      refusals: [
        { kind: 'no-bootstrap', name: '' },
        { kind: 'single-process', name: 'locked' },
      ],
    });
    expect((error as Error).message).toContain('new ParallelRunner({ bootstrap:');
  });
});
