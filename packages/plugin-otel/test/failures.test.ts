import { describe, expect, it } from 'vitest';
import { passGate } from '@kedro-ts/runner/testing/fixtures';
import type { Plugin } from '@kedro-ts/hooks';
import type { ReceivedSpan } from './otlp-receiver.js';
import { outline, treesOf } from './span-tree.js';
import { HERE, IN_WORKERS, RUNNERS, traceRun } from './trace-run.js';

const find = (spans: readonly ReceivedSpan[], name: string): ReceivedSpan =>
  spans.find((span) => span.name === name || span.name.startsWith(`${name} `))!;

describe.each(RUNNERS)('a node that fails in %s', (runner) => {
  it('has the exception, and so has the run', async () => {
    const { spans, error } = await traceRun('failing', runner);
    expect(error).toMatchObject({ message: 'no seat' });
    expect(outline(treesOf(spans))).toEqual([
      'run !no seat',
      '  node first',
      '    load raw',
      '    save a',
      '  node second !no seat',
      '    load a',
    ]);
    for (const name of ['run', 'node second'])
      expect(find(spans, name).exceptions, name).toEqual(['RangeError']);
    expect(find(spans, 'node second').attributes).toMatchObject({
      'kedro.node.attempt': 1,
      'kedro.node.will_retry': false,
    });
    expect(find(spans, 'run').attributes['kedro.run.resume_from']).toEqual(['first']);
  });

  it('has one span for each try', async () => {
    const { spans, error } = await traceRun('retried', runner);
    expect(error).toBeUndefined();
    expect(outline(treesOf(spans))).toEqual([
      'run',
      '  node first !not yet',
      '    load raw',
      '  node first',
      '    load raw',
      '    save a',
    ]);
    const tries = spans.filter(({ name }) => name === 'node first').map(({ attributes }) => attributes);
    expect(tries.map((attributes) => attributes['kedro.node.attempt']).sort()).toEqual([1, 2]);
    expect(tries.filter((attributes) => attributes['kedro.node.will_retry'] === true)).toHaveLength(1);
  });
});

describe.each(HERE)('a load or save that fails in %s', (runner) => {
  it.each([
    ['failing load', 'load broken', 'no such file'],
    ['failing save', 'save broken', 'disk full'],
  ])('has the exception, and so have its node and the run: %s', async (project, name, reason) => {
    const { spans, error } = await traceRun(project, runner);
    expect(error).toMatchObject({ code: 'KEDRO_DATASET_ERROR' });
    for (const failed of [name, 'node first', 'run']) {
      expect(find(spans, failed).failure, failed).toContain(reason);
      expect(find(spans, failed).exceptions, failed).toEqual(['DatasetError']);
    }
    expect(find(spans, 'load raw').failure).toBeUndefined();
  });

  it('is found among all failures of a run that goes on', async () => {
    const { spans } = await traceRun('failing load', runner, { run: { onFailure: 'continue' } });
    expect(find(spans, 'load broken').exceptions).toEqual(['DatasetError']);
  });

  it('is abandoned when the node is tried again, since no hook says why', async () => {
    const { spans, error } = await traceRun('retried load', runner);
    expect(error).toBeUndefined();
    const abandoned = 'abandoned: it failed and is tried again; no hook said why';
    expect(outline(treesOf(spans))).toEqual([
      'run',
      '  node first',
      '    load flaky',
      '    save a',
      `  node first !${abandoned}`,
      `    load flaky !${abandoned}`,
    ]);
  });
});

describe.each(IN_WORKERS)('a load or save that fails in a %s', (runner) => {
  it.each([
    ['failing load', 'load broken', 'no such file'],
    ['failing save', 'save broken', 'disk full'],
  ])('is abandoned there, and the run has the exception: %s', async (project, name, reason) => {
    const { spans } = await traceRun(project, runner);
    for (const failed of [name, 'node first']) {
      expect(find(spans, failed).failure, failed).toMatch(/^abandoned: /);
      expect(find(spans, failed).exceptions, failed).toEqual([]);
    }
    expect(find(spans, 'run').failure).toContain(reason);
    expect(find(spans, 'run').exceptions).toEqual(['DatasetError']);
    expect(treesOf(spans)).toHaveLength(1);
  });
});

describe('a generator that throws after its first piece', () => {
  it.each(HERE)('has the exception if it alone can be meant, in %s', async (runner) => {
    const { spans } = await traceRun('failing generator', runner);
    expect(outline(treesOf(spans))).toEqual([
      'run !no more',
      '  node yield !no more',
      '    load raw',
      '    save pieces',
    ]);
  });

  it.each(IN_WORKERS)('ends with its last save in a %s, and the run has the exception', async (runner) => {
    const { spans } = await traceRun('failing generator', runner);
    expect(outline(treesOf(spans))).toEqual([
      'run !no more',
      '  node yield',
      '    load raw',
      '    save pieces',
    ]);
  });
});

describe.each(RUNNERS)('a run that is cancelled in %s', (runner) => {
  it('ends all its spans', async () => {
    const controller = new AbortController();
    const { spans, error } = await traceRun('held', runner, {
      run: { signal: controller.signal },
      meanwhile: async (folder) => {
        await passGate(folder, 'a');
        if (runner !== 'sequential') await passGate(folder, 'b');
        controller.abort();
      },
    });
    expect(error).toMatchObject({ code: 'KEDRO_RUN_CANCELLED' });
    const nodes = runner === 'sequential' ? ['a'] : ['a', 'b'];
    expect(treesOf(spans)[0]!.children.map(({ name }) => name)).toEqual(nodes.map((name) => `node ${name}`));
    for (const name of nodes) expect(find(spans, `node ${name}`).failure, name).toMatch(/^abandoned: /);
    expect(find(spans, 'run')).toMatchObject({
      failure: expect.stringContaining('cancelled') as string,
      attributes: { 'kedro.run.cancelled': true },
    });
  });
});

describe.each(IN_WORKERS)('a node that is lost with its worker, a %s', (runner) => {
  it('has a span that main has recorded', async () => {
    const { spans, error } = await traceRun('dying', runner);
    expect(error).toMatchObject({ code: 'KEDRO_WORKER_DIED' });
    const lost = spans.filter(({ name }) => name === 'node dies');
    expect(lost).toHaveLength(1);
    expect(lost[0]).toMatchObject({
      parentSpanId: find(spans, 'run').spanId,
      exceptions: ['WorkerDiedError'],
      attributes: {
        'kedro.node.name': 'dies',
        'kedro.node.attempt': 1,
        'kedro.node.lost': true,
        'kedro.worker.id': expect.any(Number) as number,
      },
    });
  });
});

describe('another plugin that fails', () => {
  const failIn = (hook: 'afterNodeRun' | 'skipNode' | 'afterPipelineRun'): Plugin => ({
    name: 'other',
    apply: (hooks) =>
      hooks[hook].tap('other', () => {
        throw new Error('broken plugin');
      }),
  });

  it.each(HERE)('in a hook of a node is the failure of the node, in %s', async (runner) => {
    const { spans } = await traceRun('failing', runner, { plugins: [failIn('afterNodeRun')] });
    expect(find(spans, 'node first')).toMatchObject({ exceptions: ['HookError'] });
  });

  it('in a hook of the run is the failure of the run alone', async () => {
    const { spans } = await traceRun('diamond', 'sequential', { plugins: [failIn('afterPipelineRun')] });
    expect(spans.filter(({ failure }) => failure !== undefined).map(({ name }) => name)).toEqual([
      'run sequential',
    ]);
  });
});

describe('a node that a plugin keeps from running', () => {
  it.each(HERE)('has no span in %s', async (runner) => {
    const skipping: Plugin = {
      name: 'skipping',
      apply: (hooks) => hooks.skipNode.tap('skipping', () => 'not needed'),
    };
    const { spans, error } = await traceRun('failing', runner, { plugins: [skipping] });
    expect(error).toBeUndefined();
    expect(spans.map(({ name }) => name)).toEqual([`run ${runner}`]);
  });
});
