import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MemoryDataset, SharedMemoryDataset, type Dataset } from '@kedro-ts/io';
import { ParallelRunner } from '@kedro-ts/runner-parallel';
import { describe, expect, test } from 'vitest';
import { errorOf, eventsOf, ISOLATIONS, startProject, WORKER_MODULE } from './run-project.js';

describe.each(ISOLATIONS)('3. datasets that nobody registered, isolation "%s"', (isolation) => {
  test('are shared-memory datasets', async () => {
    const run = await startProject('triangle', { isolation });
    const { outputs } = await run.result;
    expect(outputs['sum']).toBeInstanceOf(SharedMemoryDataset);
    expect(await outputs['sum']!.load()).toBe(6);
  });

  test('are what a subclass makes', async () => {
    const made = new Map<string, MemoryDataset>();
    class OtherRunner extends ParallelRunner {
      protected override createDefaultDataset(name: string): Dataset {
        const dataset = new MemoryDataset();
        made.set(name, dataset);
        return dataset;
      }
    }
    const run = await startProject('closures', {
      isolation,
      createRunner: (options) => new OtherRunner(options),
    });
    const { outputs } = await run.result;
    expect([...made.keys()].sort()).toEqual(['both', 'y1', 'y2']);
    expect(outputs['both']).toBe(made.get('both'));
    expect(made.get('both')!.load()).toEqual([17, 27]);
  });
});

describe.each(ISOLATIONS)('datasets of runtime patterns, isolation "%s"', (isolation) => {
  test('are made in main and in workers, the default for other names', async () => {
    const run = await startProject('runtime patterns', { isolation });
    const { outputs } = await run.result;
    expect(await outputs['result']!.load()).toBe(6);
    expect(run.catalog.peek('passing')).toBeInstanceOf(SharedMemoryDataset);
    expect(JSON.parse(await readFile(join(run.folder, 'kept.json'), 'utf8'))).toBe(2);
  });
});

describe.each(ISOLATIONS)('6. memory datasets of main, isolation "%s"', (isolation) => {
  test('are carried to the workers, and hold the outputs after the run', async () => {
    const run = await startProject('memory', { isolation });
    const { outputs } = await run.result;
    expect(outputs['made']).toBeInstanceOf(MemoryDataset);
    expect(await run.catalog.load('made')).toEqual({
      list: [2, 4],
      when: new Date(0),
      map: new Map([['k', 1]]),
      sum: 2,
    });
    expect(await run.catalog.load('given')).toEqual({ list: [1, 2], when: new Date(0) });
    expect(await run.catalog.exists('between')).toBe(false);
  });

  test('can be used in another run of the same catalog', async () => {
    const run = await startProject('memory', { isolation });
    await run.result;
    const runner = new ParallelRunner({
      isolation,
      bootstrap: { module: WORKER_MODULE, data: { project: 'memory', folder: run.folder } },
    });
    await runner.run(run.pipeline, run.catalog);
    expect(await run.catalog.load('made')).toMatchObject({ sum: 2 });
  });
});

describe.each(ISOLATIONS)('values on their way between workers, isolation "%s"', (isolation) => {
  test('keep their bytes, though the memory of others is used again', async () => {
    const run = await startProject('large', { isolation });
    const { outputs } = await run.result;
    expect(await outputs['ends']!.load()).toEqual([10, 1]);
  });

  test('are counted: the bytes that readers see in place, those that each of them copies, and the readers', async () => {
    const run = await startProject('memory', { isolation });
    const { data } = await run.result;
    const numbers = data['numbers']!;
    expect(numbers.sharedBytes).toBe(isolation === 'thread' ? 16 : 0);
    expect(numbers.copiedBytes).toBeGreaterThan(0);
    expect(
      Object.entries(data)
        .map(([name, { readers }]) => [name, readers])
        .sort(),
    ).toEqual([
      ['between', 1],
      ['given', 1],
      ['made', 0],
      ['numbers', 1],
    ]);
    expect(data['given']).toMatchObject({ sharedBytes: 0 });
  });
});

describe.each(ISOLATIONS)('7. a value that cannot be shared, isolation "%s"', (isolation) => {
  test('is named with dataset, node and class when a node makes it', async () => {
    const run = await startProject('unshareable output', { isolation });
    const error = await errorOf(run);
    expect(error).toMatchObject({
      code: 'KEDRO_DATASET_ERROR',
      dataset: 'model',
      node: 'train',
      cause: { code: 'KEDRO_VALUE_NOT_SHAREABLE', path: 'value.model[0]', className: 'an instance of Model' },
    });
    expect(error.message).toMatch(/"model".*"train".*Model/s);
    expect(eventsOf(run, 'node-started').map(({ node }) => node)).toEqual(['train']);
  });

  test('is named with dataset, node and class when main is to hand it out', async () => {
    const run = await startProject('unshareable input', { isolation });
    const error = await errorOf(run);
    expect(error).toMatchObject({ dataset: 'model', node: 'use', operation: 'load' });
    expect(error.message).toMatch(/"model".*"use".*Model/s);
    expect(eventsOf(run, 'run-failed')).toHaveLength(1);
  });
});

describe.each(ISOLATIONS)('9. release, isolation "%s"', (isolation) => {
  test('happens in main and in every worker when the last node is done', async () => {
    const run = await startProject('released', { isolation });
    await run.result;
    const releases = await readFile(join(run.folder, 'releases'), 'utf8');
    expect(releases.trimEnd().split('\n').sort()).toEqual(['main', 'worker']);
    expect(eventsOf(run, 'dataset-released').map(({ dataset }) => dataset)).toEqual(['kept']);
    expect(await run.catalog.load('result')).toBe(1);
    expect(await run.catalog.load('raw')).toBe(1);
  });

  test('fails the run when it fails in a worker, though every node is done', async () => {
    const run = await startProject('release fails in workers', { isolation });
    expect(await errorOf(run)).toMatchObject({
      code: 'KEDRO_DATASET_ERROR',
      dataset: 'kept',
      operation: 'release',
      cause: { message: 'it is stuck' },
    });
    expect(eventsOf(run, 'node-finished').map(({ node }) => node)).toEqual(['first', 'second']);
    expect(await run.catalog.load('result')).toBe(1);
  });
});
