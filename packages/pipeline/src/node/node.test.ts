import { describe, expect, it } from 'vitest';
import { InvalidDatasetNameError, InvalidNodeError } from '../errors.js';
import { collectWarnings } from '../../test/collect-warnings.js';
import { pipeline } from '../create-pipeline.js';
import { node, type NodeJson } from './node.js';

function split_data(): void {}
const same = (value: unknown): unknown => value;

describe('the name of a node', () => {
  it('is the given one with the namespace before it', () => {
    const given = node(same, 'a', 'b', { name: 'clean', namespace: 'cars.raw' });
    expect([given.name, given.shortName]).toEqual(['cars.raw.clean', 'clean']);
    expect(given.namespacePrefixes).toEqual(['cars', 'cars.raw']);
  });

  it('is made of function and datasets when none is given, the same each time', () => {
    const unnamed = node(split_data, ['a', 'params:ratio'], { train: 'b', test: 'c' });
    expect(unnamed.name).toBe('split_data__42ff12d5');
    expect(node(split_data, ['a', 'params:ratio'], ['b', 'c']).name).toBe(unnamed.name);
    expect(node(split_data, ['params:ratio', 'a'], ['b', 'c']).name).not.toBe(unnamed.name);
    expect(node(split_data, ['a', 'params:ratio'], ['b', 'c'], { namespace: 'x' }).name).toBe(
      `x.${unnamed.name}`,
    );
    expect(unnamed.shortName).toBe('Split Data');
  });

  it('is the one that Kedro gives when the Python module is stated', () => {
    function clean(): void {}
    const ported = node(clean, 'a', 'b', { module: 'shop.nodes' });
    expect(ported.name).toBe('clean__44963048');
    expect(pipeline(ported, { namespace: 'x' }).nodes[0]!.name).not.toBe(`x.${ported.name}`);
    // As Python writes them: repr(["it's", 'say "x"', 'it\'s "x"', 'tab\t', 'é\u00a0\u2028\U000e0001']).
    const odd = ["it's", 'say "x"', 'it\'s "x"', 'tab\t', 'é\u00a0\u2028\u{e0001}'];
    expect(node(clean, odd, null, { module: 'm' }).name).toBe('clean__7abe5d66');
  });

  it('starts with "anonymous" when the function has no name', () => {
    expect(node(() => undefined, null, 'a').name).toMatch(/^anonymous__[0-9a-f]{8}$/);
  });

  it.each([
    ['_private', ' Private'],
    ['split2data', 'Split2Data'],
    ['HTTPServer', 'Httpserver'],
    ['fit_ﬁne', 'Fit Fine'],
  ])('has a short form made of the function name: %s gives "%s"', (name, title) => {
    const func = Object.defineProperty(() => undefined, 'name', { value: name });
    expect(node(func, null, 'a').shortName).toBe(title);
  });
});

describe('node', () => {
  it('keeps the declared form of inputs and outputs beside the flat names', () => {
    const both = node(same, { left: 'a', right: 'b@arrow' }, ['c', 'd']);
    expect(both.inputNames).toEqual({ left: 'a', right: 'b@arrow' });
    expect([both.inputs, both.outputs]).toEqual([
      ['a', 'b@arrow'],
      ['c', 'd'],
    ]);
    expect(String(node(same, null, 'b', { name: 'n' }))).toBe('n: same(None) -> [b]');
  });

  it('is frozen and does not follow later changes of what it was given', () => {
    const inputs = ['a', 'b'];
    const frozen = node(same, inputs, 'c');
    inputs.push('d');
    expect(frozen.inputs).toEqual(['a', 'b']);
    expect(() => Object.assign(frozen, { inputs })).toThrow(TypeError);
    expect(() => (frozen.inputs as string[]).push('d')).toThrow(TypeError);
  });

  it('adds tags in a copy', () => {
    const plain = node(same, 'a', 'b', { tags: 'x' });
    expect([...plain.tag(['y', 'z']).tags]).toEqual(['x', 'y', 'z']);
    expect([...plain.tags]).toEqual(['x']);
    expect(plain.tag('y').name).toBe(plain.name);
  });

  it('knows generators of both kinds without calling them', () => {
    const kinds = [function* () {}, async function* () {}, () => [], async () => {}];
    expect(kinds.map((func) => node(func, null, 'a').isGenerator)).toEqual([true, true, false, false]);
  });

  it('is called a Node by inspection', () => {
    expect(node(same, 'a', 'b').constructor.name).toBe('Node');
  });

  it('becomes JSON with sorted tags', () => {
    const tagged = node(same, 'a', 'b', { name: 'n', tags: ['z', 'k'] });
    expect(JSON.parse(JSON.stringify(tagged))).toEqual({
      name: 'n',
      inputs: ['a'],
      outputs: ['b'],
      tags: ['k', 'z'],
    });
  });

  it('keeps its resources in copies with tags, in namespaces and in slices, and writes them as JSON', () => {
    const resources = { memory: '2GB', gpu: 1, 'api:openai': 4 };
    const needy = node(same, 'a', 'b', { name: 'n', resources });
    expect(needy.resources).toEqual(resources);
    expect(needy.tag('t').resources).toEqual(resources);
    expect(pipeline(needy, { namespace: 'x', tags: 't' }).onlyNodes('x.n').nodes[0]!.resources).toEqual(
      resources,
    );
    expect((JSON.parse(JSON.stringify(needy)) as NodeJson).resources).toEqual(resources);
  });

  it('takes nothing unless it says so, and does not follow later changes of what it was given', () => {
    expect(node(same, 'a', 'b').resources).toEqual({});
    const resources = { gpu: 1 };
    const needy = node(same, 'a', 'b', { resources });
    resources.gpu = 2;
    expect(needy.resources).toEqual({ gpu: 1 });
    expect(() => Object.assign(needy.resources, { gpu: 3 })).toThrow(TypeError);
  });

  it('accepts the dataset name "__proto__" like any other', () => {
    const odd = node(same, ['__proto__'], { out: 'b' }, { name: 'n' });
    expect(odd.inputs).toEqual(['__proto__']);
  });
});

describe('a node that cannot be', () => {
  it.each([
    ['a function that is none', () => node('f' as never, 'a', 'b'), /not a function/],
    ['neither inputs nor outputs', () => node(same, null, []), /neither inputs nor outputs/],
    ['an empty dataset name', () => node(same, ['a', ''], 'b'), /an empty text/],
    ['a number for inputs', () => node(same, 2 as never, 'b'), /inputs are a number/],
    ['undefined for inputs', () => node(same, undefined as never, 'b'), /inputs are undefined/],
    ['a set of inputs', () => node(same, new Set(['a']) as never, 'b'), /an object \(Set\)/],
    ['a number among inputs', () => node(same, ['a', 7 as never], 'b'), /contain a number/],
    ['the same output twice', () => node(same, 'a', ['b', 'b']), /"b" is among its outputs twice/],
    ['an output that is its input', () => node(same, ['a@x', 'b'], 'a@y'), /"a" is an input and an output/],
    ['a name with a space', () => node(same, 'a', 'b', { name: 'my node' }), /the name "my node"/],
    ['a tag with a comma', () => node(same, 'a', 'b', { tags: 'x,y' }), /the tag "x,y"/],
    ['a number as tags', () => node(same, 'a', 'b', { tags: 3 as never }), /tags are a number/],
    ['confirms that are no names', () => node(same, 'a', 'b', { confirms: [1 as never] }), /confirms/],
    ['resources that are a text', () => node(same, 'a', 'b', { resources: '2GB' as never }), /are a string/],
    [
      'a list of resources',
      () => node(same, 'a', 'b', { resources: [1] as never }),
      /resources are an array/,
    ],
    [
      'a size without meaning',
      () => node(same, 'a', 'b', { resources: { memory: '2 gigs' } }),
      /"memory".*"2 gigs"/,
    ],
    ['an amount below 0', () => node(same, 'a', 'b', { resources: { gpu: -1 } }), /"gpu" it takes \[-1\]/],
    [
      'a namespace that is no text',
      () => node(same, 'a', 'b', { namespace: 1 as never }),
      /namespace is a number/,
    ],
  ])('is refused for %s', (_, build, message) => {
    expect(build).toThrow(InvalidNodeError);
    expect(build).toThrow(message);
  });

  it('is refused for two formats in one dataset name', () => {
    expect(() => node(same, 'a@x@y', 'b')).toThrow(InvalidDatasetNameError);
  });

  it('tells the many-named self-loop also among hundreds of datasets', () => {
    const names = Array.from({ length: 100 }, (_, index) => `d${index}`);
    expect(() => node(same, names, [...names.map((name) => `${name}_out`), 'd99'])).toThrow(/"d99"/);
  });
});

it('warns once about a hand-written dot in a dataset name', async () => {
  const warnings = await collectWarnings(() => {
    node(same, 'ns.a', 'b', { namespace: 'ns' });
    node(same, 'params:a.b', 'b');
    node(same, 'cars.raw', 'b');
    node(same, 'bikes.raw', 'b');
  });
  expect(warnings.map(({ code }) => code)).toEqual(['KEDRO_DOTTED_DATASET_NAME']);
  expect(warnings[0]?.message).toContain('"cars.raw"');
});
