import { describe, expect, it } from 'vitest';
import type { ReceivedSpan } from './otlp-receiver.js';
import { outline, treesOf } from './span-tree.js';
import { RUNNERS, traceRun } from './trace-run.js';

const DIAMOND = [
  'run',
  '  node clean',
  '    load raw',
  '    save clean',
  '  node end',
  '    load both',
  '  node join',
  '    load left',
  '    load right',
  '    save both',
  '    save sum',
  '  node right',
  '    load clean',
  '    load clean',
  '    save right',
  '  node side.left',
  '    load clean',
  '    save left',
  '  node yield',
  '    load sum',
  '    save pieces',
  '    save pieces',
];

describe.each(RUNNERS)('a run in %s', (runner) => {
  it('is one trace: the run, its nodes, their loads and saves', async () => {
    const { spans, error } = await traceRun('diamond', runner);
    expect(error).toBeUndefined();
    expect(outline(treesOf(spans))).toEqual(DIAMOND);
    expect(new Set(spans.map(({ traceId }) => traceId)).size).toBe(1);
    expect(new Set(spans.map(({ spanId }) => spanId)).size).toBe(spans.length);
  });
});

describe('the trees of all runners', () => {
  it('are the same, attributes included', async () => {
    const trees = await Promise.all(
      RUNNERS.map(async (runner) => treesOf((await traceRun('diamond', runner)).spans)),
    );
    expect(trees[0]![0]).toMatchObject({
      name: 'run',
      attributes: {
        'kedro.run.id': 'the run',
        'kedro.run.node_count': 6,
        'kedro.run.input_count': 1,
        'kedro.run.output_count': 1,
      },
    });
    expect(trees[0]![0]!.children[0]).toEqual({
      name: 'node clean',
      attributes: {
        'kedro.run.id': 'the run',
        'kedro.node.name': 'clean',
        'kedro.node.tags': ['b', 'quick'],
        'kedro.node.attempt': 1,
      },
      children: [
        {
          name: 'load raw',
          attributes: {
            'kedro.run.id': 'the run',
            'kedro.node.name': 'clean',
            'kedro.dataset.name': 'raw',
          },
          children: [],
        },
        {
          name: 'save clean',
          attributes: {
            'kedro.run.id': 'the run',
            'kedro.node.name': 'clean',
            'kedro.dataset.name': 'clean',
          },
          children: [],
        },
      ],
    });
    for (const tree of trees) expect(tree).toEqual(trees[0]);
  });
});

describe('what a runner adds', () => {
  it.each(RUNNERS)('is its name, and in workers their number: %s', async (runner) => {
    const { spans } = await traceRun('diamond', runner);
    const isParallel = runner === 'thread' || runner === 'process';
    const name = isParallel ? 'parallel' : runner;
    expect(spans.find((span) => span.parentSpanId === undefined)).toMatchObject({
      name: `run ${name}`,
      attributes: { 'kedro.run.runner': name },
    });
    const nodes = spans.filter((span) => span.name.startsWith('node '));
    expect(nodes).toHaveLength(6);
    for (const { attributes } of nodes)
      expect(attributes['kedro.worker.id']).toEqual(isParallel ? (expect.any(Number) as number) : undefined);
  });

  it.each(['sequential', 'thread'] as const)(
    'is no other tree with concurrent loads and saves: %s',
    async (runner) => {
      const { spans } = await traceRun('failing load', runner, { isAsync: true });
      expect(outline(treesOf(spans)).map((line) => line.replace(/ !.*/, ''))).toEqual([
        'run',
        '  node first',
        '    load broken',
        '    load raw',
      ]);
    },
  );
});

describe('many quick nodes', () => {
  it('lose no span', async () => {
    const { spans } = await traceRun('many', 'sequential');
    expect(spans).toHaveLength(1 + 2000 * 3);
  });
});

describe('the span of a generator node', () => {
  it('ends with its last save, not with the run', async () => {
    const { spans } = await traceRun('yielding', 'sequential');
    const find = (name: string): ReceivedSpan => spans.find((span) => span.name === name)!;
    expect(find('node wait').durationMs).toBeGreaterThanOrEqual(50);
    expect(find('node yield').durationMs).toBeLessThan(find('run sequential').durationMs - 50);
  });
});
