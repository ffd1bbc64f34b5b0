import { describe, expect, it } from 'vitest';
import { selectNodesToRun, type ResumableNode, type RunReason } from './select-nodes-to-run.js';

const node = (name: string, inputs: string[], outputs: string[]): ResumableNode => ({
  name,
  inputs,
  outputs,
});

/** a -> x -> b -> m -> c -> y; a -> n -> d -> z */
const NODES = [
  node('a', [], ['x', 'n']),
  node('b', ['x'], ['m']),
  node('d', ['n'], ['z']),
  node('c', ['m'], ['y']),
];

function select(reasons: Record<string, RunReason>, inMemory: string[] = ['m', 'n']): Record<string, string> {
  const { run } = selectNodesToRun({
    nodes: NODES,
    reasons: new Map(Object.entries(reasons)),
    inMemory: new Set(inMemory),
  });
  return Object.fromEntries([...run].map(([name, { kind }]) => [name, kind]));
}

describe('the nodes that run when a run is resumed', () => {
  it('are none when nothing has a reason', () => {
    expect(select({})).toEqual({});
  });

  it('are those with a reason, and all after them, but not what has nothing to do with them', () => {
    expect(select({ b: { kind: 'code' } })).toEqual({ b: 'code', c: 'follows' });
  });

  it('are those too that made what is needed and was in memory, however far back', () => {
    expect(select({ c: { kind: 'unfinished' } })).toEqual({ c: 'unfinished', b: 'needed' });
    expect(select({ c: { kind: 'unfinished' } }, ['m', 'x'])).toEqual({
      ...{ c: 'unfinished', b: 'needed', a: 'needed' },
    });
  });

  it('do not make others run that read what they make again, as long as that is what it was', () => {
    expect(select({ d: { kind: 'unfinished' } })).toEqual({ d: 'unfinished', a: 'needed' });
  });

  it('are those that read from memory what no node makes', () => {
    const facts = { nodes: [node('a', ['given'], ['x'])], reasons: new Map(), inMemory: new Set(['given']) };
    expect([...selectNodesToRun(facts).run]).toEqual([
      ['a', { kind: 'input', dataset: 'given', change: 'unknown' }],
    ]);
  });

  it('leaves nodes valid that run only because of what was in memory', () => {
    const { valid } = selectNodesToRun({
      nodes: NODES,
      reasons: new Map([['c', { kind: 'unfinished' }]]),
      inMemory: new Set(['m']),
    });
    expect([...valid].sort()).toEqual(['a', 'b', 'd']);
  });

  it('are found in linear time', () => {
    const nodes = Array.from({ length: 100_000 }, (_, i) =>
      node(`n${i}`, i > 0 ? [`d${i - 1}`] : [], [`d${i}`]),
    );
    const inMemory = new Set(nodes.flatMap(({ outputs }) => outputs));
    const reasons = new Map<string, RunReason>([['n99999', { kind: 'unfinished' }]]);
    const start = performance.now();
    expect(selectNodesToRun({ nodes, reasons, inMemory }).run.size).toBe(100_000);
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});
