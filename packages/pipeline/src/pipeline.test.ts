import { describe, expect, it } from 'vitest';
import { pipeline } from './create-pipeline.js';
import {
  DatasetNotInPipelineError,
  DuplicateNodeNameError,
  DuplicateOutputError,
  EmptyFilterResultError,
  NamespaceNotFoundError,
  NodeNotFoundError,
  UnknownGroupingError,
} from './errors.js';
import { node, type Node } from './node/node.js';
import type { DatasetNames } from './dataset-name.js';
import type { NodeOptions } from './node/resolve-node.js';
import { sumPipelines, type Pipeline } from './pipeline.js';

const f = (): undefined => undefined;
const step = (name: string, inputs: DatasetNames, outputs: DatasetNames, options: NodeOptions = {}): Node =>
  node(f, inputs, outputs, { name, ...options });
const names = ({ nodes }: Pipeline): string[] => nodes.map(({ name }) => name);

const sample = pipeline([
  step('join', ['left', 'right@arrow', 'params:how'], 'joined', { tags: 'late' }),
  step('right', 'raw', 'right@csv', { namespace: 'r', tags: ['early', 'late'] }),
  step('left', 'raw', 'left', { namespace: 'r.deep' }),
  step('sink', 'joined', null),
  step('alone', null, 'lonely'),
]);

describe('the order of a pipeline', () => {
  it('goes by layers, each sorted by name', () => {
    const layers = [['alone', 'r.deep.left', 'r.right'], ['join'], ['sink']];
    expect(sample.groupedNodes.map((layer) => layer.map(({ name }) => name))).toEqual(layers);
    expect(names(sample)).toEqual(layers.flat());
  });

  it('goes by code point, not by UTF-16 unit', () => {
    const odd = ['\u{1D400}', '\uFB01', 'z', '_', 'A', '10', '2'].map((name, index) =>
      step(name, null, `d${index}`),
    );
    expect(names(pipeline(odd))).toEqual(['10', '2', 'A', '_', 'z', '\uFB01', '\u{1D400}']);
  });

  it('moves nodes of a slice up to where their remaining parents allow', () => {
    const chain = pipeline([step('b', '0', '1'), step('a', '1', '2'), step('c', '2', '3')]);
    expect(names(chain.onlyNodes('c', 'b'))).toEqual(['b', 'c']);
    expect(chain.onlyNodes('c', 'b').groupedNodes).toHaveLength(1);
  });
});

describe('what a pipeline tells', () => {
  it('are free inputs and final outputs, intermediate ones in other formats not among them', () => {
    expect(sample.inputs).toEqual(new Set(['params:how', 'raw']));
    expect(sample.outputs).toEqual(new Set(['lonely']));
    expect(sample.allOutputs).toEqual(new Set(['joined', 'right@csv', 'left', 'lonely']));
    expect(sample.datasets).toEqual(new Set([...sample.allInputs, ...sample.allOutputs]));
    expect(sample.onlyNodes('join', 'sink').inputs).toEqual(new Set(['left', 'right@arrow', 'params:how']));
    expect(sample.onlyNodes('r.right').outputs).toEqual(new Set(['right@csv']));
  });

  it('are the dependencies, as nodes and as positions', () => {
    const join = sample.findNode('join')!;
    expect([...sample.nodeDependencies.get(join)!].map(({ name }) => name)).toEqual([
      'r.deep.left',
      'r.right',
    ]);
    expect(sample.graph).toEqual({ parents: [[], [], [], [1, 2], [3]], children: [[], [3], [3], [4], []] });
    expect(sample.onlyNodes('join', 'r.right').graph).toEqual({ parents: [[], [0]], children: [[1], []] });
  });

  it('is computed once', () => {
    expect(sample.nodes).toBe(sample.nodes);
    expect(sample.inputs).toBe(sample.inputs);
    expect(sample.graph).toBe(sample.graph);
  });

  it('is a text for people', () => {
    const lines = sample.describe({ namesOnly: false }).split('\n');
    expect(lines[1]).toBe('Inputs: params:how, raw');
    expect(lines).toContain('join: f([left;right@arrow;params:how]) -> [joined]');
    expect(pipeline([]).describe()).toContain('Inputs: None');
    expect(sample.describe()).toContain('\nr.deep.left\nr.right\n');
  });

  it('is JSON in order of declaration', () => {
    expect(sample.toJSON().pipeline[0]).toEqual({
      name: 'join',
      inputs: ['left', 'right@arrow', 'params:how'],
      outputs: ['joined'],
      tags: ['late'],
    });
  });
});

describe('groups', () => {
  it('are the outermost namespaces and single nodes, with what they need', () => {
    expect(sample.groupNodesBy('namespace')).toEqual([
      { name: 'alone', type: 'nodes', nodes: ['alone'], dependencies: [] },
      { name: 'r', type: 'namespace', nodes: ['r.deep.left', 'r.right'], dependencies: [] },
      { name: 'join', type: 'nodes', nodes: ['join'], dependencies: ['r'] },
      { name: 'sink', type: 'nodes', nodes: ['sink'], dependencies: ['join'] },
    ]);
  });

  it('are single nodes when not told otherwise', () => {
    expect(sample.groupNodesBy().map(({ nodes }) => nodes)).toEqual(names(sample).map((name) => [name]));
    expect(() => sample.groupNodesBy('tags' as never)).toThrow(UnknownGroupingError);
  });
});

describe('slices', () => {
  it.each([
    ['onlyNodes', sample.onlyNodes('join', 'alone'), ['alone', 'join']],
    ['onlyNodesWithTags', sample.onlyNodesWithTags('early', 'unknown'), ['r.right']],
    ['onlyNodesWithInputs', sample.onlyNodesWithInputs('right'), ['join']],
    ['onlyNodesWithInputs in one format', sample.onlyNodesWithInputs('right@csv'), []],
    ['onlyNodesWithOutputs', sample.onlyNodesWithOutputs('right', 'raw'), ['r.right']],
    ['onlyNodesWithNamespaces', sample.onlyNodesWithNamespaces('r'), ['r.deep.left', 'r.right']],
    ['fromNodes', sample.fromNodes('r.right'), ['r.right', 'join', 'sink']],
    ['toNodes', sample.toNodes('join'), ['r.deep.left', 'r.right', 'join']],
    ['fromInputs', sample.fromInputs('right@arrow', 'params:how'), ['join', 'sink']],
    ['toOutputs', sample.toOutputs('right@csv'), ['r.right']],
    ['nothing asked for', sample.fromNodes(), []],
  ])('%s', (_, slice, expected) => {
    expect(names(slice)).toEqual(expected);
  });

  it('of slices do not see what was cut away', () => {
    const slice = sample.onlyNodes('r.right', 'sink');
    expect(names(slice.fromNodes('r.right'))).toEqual(['r.right']);
    expect(slice.findNode('join')).toBeUndefined();
    expect(() => slice.onlyNodes('join')).toThrow(NodeNotFoundError);
    expect(() => slice.fromInputs('left')).toThrow(DatasetNotInPipelineError);
  });

  it('name near misses of unknown nodes, datasets and namespaces', () => {
    expect(() => sample.fromNodes('right')).toThrow(NodeNotFoundError);
    expect(() => sample.fromNodes('right')).toThrow(/Did you mean "r\.right"/);
    expect(() => sample.toOutputs('joinde')).toThrow(DatasetNotInPipelineError);
    expect(() => sample.toOutputs('joinde')).toThrow(/Did you mean "joined"/);
    expect(() => sample.fromInputs('right@parquet')).toThrow(DatasetNotInPipelineError);
    expect(() => sample.onlyNodesWithNamespaces('r.deeep')).toThrow(NamespaceNotFoundError);
    expect(() => sample.onlyNodesWithNamespaces('r.deeep')).toThrow(/Did you mean "r\.deep"/);
  });

  it('refuse a node that is asked for twice', () => {
    expect(() => sample.onlyNodes('join', 'join')).toThrow(DuplicateNodeNameError);
    expect(() => sample.onlyNodesWithNamespaces('r', 'r.deep')).toThrow(DuplicateNodeNameError);
  });
});

describe('filter', () => {
  it('gives what meets all conditions, each applied to the whole', () => {
    expect(names(sample.filter({ fromNodes: 'r.right', toOutputs: ['joined'] }))).toEqual([
      'r.right',
      'join',
    ]);
    expect(names(sample.filter({ nodeNames: ['r.right', 'sink'], fromInputs: ['raw'] }))).toEqual([
      'r.right',
      'sink',
    ]);
    expect(names(sample.filter({ nodeNamespaces: ['r'], tags: new Set(['late']) }))).toEqual(['r.right']);
  });

  it('takes no notice of conditions that are left out or empty', () => {
    expect(names(sample.filter({ tags: [], toNodes: undefined }))).toEqual(names(sample));
  });

  it('refuses to leave nothing and says which tags nobody has', () => {
    const nothing = () => sample.filter({ tags: ['erly'], nodeNames: ['join'] });
    expect(nothing).toThrow(EmptyFilterResultError);
    expect(nothing).toThrow(/tags and nodeNames.*"erly".*Did you mean "early"/);
    expect(() => pipeline([]).filter({})).toThrow(EmptyFilterResultError);
  });
});

describe('algebra', () => {
  const a = step('a', '0', '1', { tags: 'x' });
  const b = step('b', '1', '2');
  const c = step('c', '2', '3');

  it('unites, subtracts and intersects by name, inputs and outputs', () => {
    expect(names(pipeline([b, a]).union(pipeline([step('b', '1', '2'), c])))).toEqual(['a', 'b', 'c']);
    expect(names(pipeline([a, b, c]).difference(pipeline([step('b', '1', '2')])))).toEqual(['a', 'c']);
    expect(names(pipeline([a, b]).difference(pipeline([step('b', ['1'], '2')])))).toEqual(['a', 'b']);
    expect(names(pipeline([a, b]).intersection(pipeline([step('b', '1', '2'), c])))).toEqual(['b']);
  });

  it('takes records of the same pairs in another order for the same, but not lists', () => {
    const left = pipeline([step('n', { x: 'p', y: 'q' }, 'o')]);
    expect(names(left.difference(pipeline(step('n', { y: 'q', x: 'p' }, 'o'))))).toEqual([]);
    expect(names(left.difference(pipeline(step('n', ['p', 'q'], 'o'))))).toEqual(['n']);
    expect(names(left.difference(pipeline(step('n', { x: 'p' }, 'o'))))).toEqual(['n']);
  });

  it('keeps the tags of the first in a union and of the shorter in an intersection', () => {
    const other = pipeline([step('a', '0', '1', { tags: 'y' })]);
    const tags = (result: Pipeline): string[] => [...result.findNode('a')!.tags];
    expect(tags(pipeline([a, b]).union(other))).toEqual(['x']);
    expect(tags(pipeline([a, b]).intersection(other))).toEqual(['y']);
    expect(tags(other.intersection(pipeline([a, b])))).toEqual(['y']);
    expect(tags(pipeline(a).intersection(other))).toEqual(['y']);
  });

  it('refuses unions that do not go together', () => {
    expect(() => pipeline(a).union(pipeline(step('a', '0', 'other')))).toThrow(DuplicateNodeNameError);
    expect(() => pipeline(a).union(pipeline(step('z', '0', '1')))).toThrow(DuplicateOutputError);
  });

  it('sums any number of pipelines', () => {
    expect(names(sumPipelines([pipeline(c), pipeline([a, b]), pipeline(a)]))).toEqual(['a', 'b', 'c']);
    expect(names(sumPipelines([]))).toEqual([]);
  });

  it('tags all nodes of a slice and no others', () => {
    const tagged = pipeline([a, b])
      .onlyNodes('a')
      .tag(new Set(['t']));
    expect([...tagged.nodes[0]!.tags]).toEqual(['x', 't']);
    expect(names(tagged)).toEqual(['a']);
    expect([...a.tags]).toEqual(['x']);
  });
});
