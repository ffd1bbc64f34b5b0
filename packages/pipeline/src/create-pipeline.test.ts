import { describe, expect, it } from 'vitest';
import { collectWarnings } from '../test/collect-warnings.js';
import { pipeline } from './create-pipeline.js';
import {
  CircularDependencyError,
  DuplicateConfirmError,
  DuplicateNodeNameError,
  DuplicateOutputError,
  InvalidDatasetNameError,
  InvalidMappingError,
  InvalidNodeError,
  InvalidPipelineError,
  MixedTranscodingError,
  UnknownMappedDatasetError,
} from './errors.js';
import { node, type Node } from './node/node.js';
import type { DatasetNames } from './dataset-name.js';
import type { NodeOptions } from './node/resolve-node.js';
import type { Pipeline } from './pipeline.js';

const f = (): undefined => undefined;
const step = (name: string, inputs: DatasetNames, outputs: DatasetNames, options: NodeOptions = {}): Node =>
  node(f, inputs, outputs, { name, ...options });
const names = ({ nodes }: Pipeline): string[] => nodes.map(({ name }) => name);
const sorted = (set: ReadonlySet<string>): string[] => [...set].sort();

describe('pipeline', () => {
  it('takes nodes, pipelines, mixtures of them and single ones', () => {
    const first = step('first', 'a', 'b');
    const second = step('second', 'b', 'c');
    expect(names(pipeline(first))).toEqual(['first']);
    expect(names(pipeline([second, pipeline(first)]))).toEqual(['first', 'second']);
    expect(names(pipeline(pipeline([second, first])))).toEqual(['first', 'second']);
    expect(names(pipeline(new Set([second]).values()))).toEqual(['second']);
    expect(names(pipeline([]))).toEqual([]);
  });

  it('tags every node', () => {
    const tagged = pipeline([step('first', 'a', 'b', { tags: 'x' })], { tags: ['y'] });
    expect([...tagged.nodes[0]!.tags]).toEqual(['x', 'y']);
    expect(() => pipeline(tagged, { tags: 'not good' })).toThrow(InvalidNodeError);
  });

  it.each([
    ['nothing', undefined],
    ['a number', 5],
    ['a text', 'abc'],
    ['a list of names', ['a']],
    ['a list with a gap', [undefined]],
  ])('refuses %s as items', (_, items) => {
    expect(() => pipeline(items as never)).toThrow(InvalidPipelineError);
  });

  it('refuses nodes of one name and names them', () => {
    const twice = () => pipeline([step('n', 'a', 'b'), pipeline(step('n', 'c', 'd'))]);
    expect(twice).toThrow(DuplicateNodeNameError);
    expect(twice).toThrow(/"n"/);
    expect(names(pipeline([step('n', 'a', 'b'), step('n', 'b', 'c', { namespace: 'x' })]))).toEqual([
      'n',
      'x.n',
    ]);
  });

  it('refuses a dataset with two writers, whatever their formats', () => {
    const twice = () => pipeline([step('n', 'a', ['d@x', 'e']), step('m', 'a', ['d@y', 'e'])]);
    expect(twice).toThrow(DuplicateOutputError);
    expect(twice).toThrow(/"d", "e"/);
    expect(() => pipeline(step('n', 'a', ['b@x', 'b@y']))).toThrow(DuplicateOutputError);
  });

  it('refuses a dataset that two nodes confirm', () => {
    const twice = [step('n', 'a', 'b', { confirms: 'd@x' }), step('m', 'b', 'c', { confirms: ['d@y'] })];
    expect(() => pipeline(twice)).toThrow(DuplicateConfirmError);
  });

  it('refuses a dataset used with a format here and without one there', () => {
    expect(() => pipeline([step('n', 'a', 'b'), step('m', 'b@x', 'c')])).toThrow(MixedTranscodingError);
    expect(() => pipeline([step('n', 'a', 'b'), step('m', 'a@', 'c')])).toThrow(/"a"/);
  });

  it('refuses circles and names the nodes on one in order', () => {
    const nodes = [step('n', 'a@x', 'b'), step('m', 'b', 'c'), step('k', 'c', 'a@y'), step('tail', 'c', 'd')];
    let error: unknown;
    try {
      pipeline(nodes);
    } catch (caught) {
      error = caught;
    }
    if (!(error instanceof CircularDependencyError)) throw new Error('There was no CircularDependencyError.');
    const { cycle } = error;
    expect([...cycle].sort()).toEqual(['k', 'm', 'n']);
    expect(cycle[(cycle.indexOf('n') + 1) % 3]).toBe('m');
    expect(error.message).toContain(`${cycle.join(' -> ')} -> ${cycle[0]}`);
  });
});

describe('a modular pipeline', () => {
  const original = pipeline([
    step(
      'prepare',
      ['raw@csv', 'params:limit', 'params:model.depth'],
      { out: 'clean' },
      { confirms: 'clean' },
    ),
    step('train', { data: 'clean', all: 'parameters' }, ['model', 'report'], { namespace: 'inner' }),
  ]);

  it('has a namespace before nodes, datasets and parameters, but not before "parameters"', () => {
    const copy = pipeline(original, { namespace: 'cars' });
    expect(names(copy)).toEqual(['cars.prepare', 'cars.inner.train']);
    expect(sorted(copy.inputs)).toEqual([
      'cars.raw@csv',
      'parameters',
      'params:cars.limit',
      'params:cars.model.depth',
    ]);
    expect(sorted(copy.outputs)).toEqual(['cars.model', 'cars.report']);
    expect(copy.nodes[0]!.confirms).toEqual(['cars.clean']);
    expect(copy.nodes[1]!.inputNames).toEqual({ data: 'cars.clean', all: 'parameters' });
  });

  it('can leave datasets and parameters without the namespace', () => {
    const copy = pipeline(original, { namespace: 'cars', prefixDatasetsWithNamespace: false });
    expect(names(copy)).toEqual(['cars.prepare', 'cars.inner.train']);
    expect(copy.datasets).toEqual(original.datasets);
  });

  it('keeps mapped names out of the namespace and gives them new names', () => {
    const copy = pipeline(original, {
      namespace: 'cars',
      inputs: { raw: 'shared' },
      outputs: new Set(['report', 'clean']),
      parameters: { limit: 'params:cap', 'params:model.depth': 'depth' },
    });
    expect(sorted(copy.inputs)).toEqual(['parameters', 'params:cap', 'params:depth', 'shared@csv']);
    expect(sorted(copy.allOutputs)).toEqual(['cars.model', 'clean', 'report']);
  });

  it('names near misses of what it cannot map', () => {
    const unknown = () =>
      pipeline(original, { inputs: { row: 'x' }, outputs: 'modle', parameters: 'limits' });
    expect(unknown).toThrow(UnknownMappedDatasetError);
    expect(unknown).toThrow(/"modle", "params:limits", "row".*Did you mean/);
    expect(unknown).toThrow(/"model"/);
  });

  it.each([
    ['parameters among inputs', { inputs: 'params:limit' }, /option "parameters"/],
    ['an intermediate dataset among inputs', { inputs: { clean: 'x' } }, /use "outputs"/],
    ['a free input among outputs', { outputs: ['raw'] }, /use "inputs"/],
    ['a new name that is no name', { inputs: { raw: 5 } }, /another string/],
    ['a number', { inputs: 5 }, /another string/],
  ])('refuses %s', (_, options, message) => {
    expect(() => pipeline(original, options as never)).toThrow(InvalidMappingError);
    expect(() => pipeline(original, options as never)).toThrow(message);
  });

  it('is checked again after mapping', () => {
    const loop = { inputs: { raw: 'loop' }, outputs: { model: 'loop@csv' } };
    expect(() => pipeline(original, loop)).toThrow(CircularDependencyError);
    expect(() => pipeline(original, { namespace: 'q@r' })).toThrow(InvalidDatasetNameError);
  });
});

describe('an interrupted namespace', () => {
  const at = (name: string, from: string, to: string, namespace?: string): Node =>
    step(name, from, to, { namespace });

  it('is warned about with the nodes in between, once', async () => {
    const warnings = await collectWarnings(() => {
      const inner = pipeline([
        at('n', 'a', 'b', 'm.k'),
        at('x', 'b', 'c'),
        at('y', 'c', 'd', 'mm'),
        at('z', 'd', 'e', 'm'),
      ]);
      pipeline([inner, at('end', 'e', 'f')])
        .union(inner)
        .onlyNodesWithNamespaces('m');
    });
    expect(warnings.map(({ code, message }) => [code, /"(.*?)"/.exec(message)?.[1]])).toEqual([
      ['KEDRO_NAMESPACE_INTERRUPTED', 'm'],
    ]);
    expect(warnings[0]!.name).toBe('KedroWarning');
    expect(warnings[0]!.message).toContain('x -> mm.y');
  });

  it('is one that a path leaves and comes back to, not one that only has neighbours', async () => {
    const warnings = await collectWarnings(() => {
      pipeline([
        at('n', 'a', 'b', 'm'),
        at('x', 'b', 'c'),
        at('z', 'b', 'd', 'm'),
        at('w', 'd', 'e', 'm.sub'),
      ]);
      pipeline([
        at('n', 'a', 'b', 'm'),
        at('x', 'p', 'q', 'o'),
        at('y', 'b', 'c', 'o'),
        at('z', 'q', 'd', 'm'),
      ]);
    });
    expect(warnings).toEqual([]);
  });

  it('is found among more namespaces than bits', async () => {
    const nodes = Array.from({ length: 40 }, (_, index) => [
      at('first', `a${index}`, `b${index}`, `m${index}`),
      at(`between${index}`, `b${index}`, `c${index}`),
      at('last', `c${index}`, `d${index}`, `m${index}`),
    ]).flat();
    const warnings = await collectWarnings(() => pipeline(nodes));
    expect(warnings).toHaveLength(40);
    expect(warnings.find(({ message }) => message.includes('"m39"'))?.message).toContain('between39');
  });
});
