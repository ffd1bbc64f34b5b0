import { DataCatalog, type Dataset } from '@kedro-ts/io';
import { node, pipeline } from '@kedro-ts/pipeline';
import { describe, expect, test } from 'vitest';
import { findNodesToResumeFrom } from './find-nodes-to-resume-from.js';

const file: Dataset = { load: () => 1, save: () => {}, exists: () => true };
const step = (name: string, inputs: string | string[], outputs: string | string[]) =>
  node(() => 1, inputs, outputs, { name });

const chain = pipeline([
  step('n1', 'a', 'b'),
  step('n2', 'b', 'c'),
  step('n3', 'c', 'd'),
  step('n4', 'd', 'e'),
]);

function resume(pipe: typeof chain, done: string[], datasets: Record<string, unknown>): string[] {
  return findNodesToResumeFrom(
    pipe,
    new Set(done.map((name) => pipe.findNode(name)!)),
    new DataCatalog(datasets),
  );
}

describe('findNodesToResumeFrom', () => {
  test.each([
    ['everything is persisted', ['n1', 'n2'], { a: file, b: file, c: file, d: file }, ['n3']],
    ['nothing is persisted', ['n1', 'n2'], { a: 1, b: 1, c: 1, d: 1 }, ['n1']],
    ['nothing is registered', ['n1', 'n2'], {}, ['n1']],
    ['one dataset on the way is persisted', ['n1', 'n2', 'n3'], { a: 1, b: file, c: 1, d: 1 }, ['n2']],
    ['nothing is left', ['n1', 'n2', 'n3', 'n4'], {}, []],
    ['nothing is done', [], { a: file, b: file, c: file, d: file }, ['n1']],
  ])('goes back to the nearest persisted inputs when %s', (_, done, datasets, expected) => {
    expect(resume(chain, done, datasets)).toEqual(expected);
  });

  test('does not make parameters again', () => {
    const pipe = pipeline([
      step('first', 'params:x', 'a'),
      step('second', ['a', 'params:x', 'parameters'], 'b'),
    ]);
    expect(resume(pipe, ['first'], { a: file, 'params:x': 1, parameters: {} })).toEqual(['second']);
  });

  test('names every branch, and of nodes that come after each other the first', () => {
    const pipe = pipeline([
      step('load', 'raw', 'rows'),
      step('left', 'rows', 'l'),
      step('right', 'rows', 'r'),
      step('join', ['l', 'r'], 'both'),
    ]);
    expect(resume(pipe, ['load'], { raw: file, rows: file })).toEqual(['left', 'right']);
    expect(resume(pipe, ['load', 'left'], { raw: file, rows: file, l: 1 })).toEqual(['left', 'right']);
    expect(resume(pipe, ['load', 'left'], { raw: file, rows: file, l: file })).toEqual(['right']);
  });

  test('takes time linear in the nodes', () => {
    const long = pipeline(Array.from({ length: 20_000 }, (_, i) => step(`n${i}`, `d${i}`, `d${i + 1}`)));
    const done = new Set(long.nodes.slice(0, -1));
    expect(findNodesToResumeFrom(long, done, new DataCatalog())).toEqual(['n0']);
  });
});
