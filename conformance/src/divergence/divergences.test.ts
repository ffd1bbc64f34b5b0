import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { judgeCase, type Verdict } from '../kind/judge-case.js';
import { divergences } from './divergences.js';

const page = readFileSync(new URL('../../../docs/divergences.md', import.meta.url), 'utf8');

describe('docs/divergences.md', () => {
  it('has a heading for each rule of the harness, and none besides', () => {
    const headings = [...page.matchAll(/^## `(.*)`$/gm)].map(([, name]) => name);
    expect(headings.sort()).toEqual([...divergences].sort());
  });
});

describe('call-signatures', () => {
  const node = { func: { name: 'one', params: ['x'] }, inputs: ['a', 'b'], outputs: 'c', name: 'n' };
  const refused = {
    stage: 'build',
    error: 'TypeError',
    message: "Inputs of 'one' function expected ['x'], but got ['a', 'b']",
    origin: 'kedro',
  };

  it('excuses a node that Python could not call', async () => {
    const verdict = await judgeCase({ id: 'a', in: { node }, expect: refused });
    expect(verdict).toEqual({ status: 'diverged', rules: ['call-signatures'] });
  });

  it('does not excuse a node that Python could call', async () => {
    const callable = { ...node, func: { name: 'one', params: ['x', 'y='] } };
    expect(await judgeCase({ id: 'a', in: { node: callable }, expect: refused })).toHaveProperty(
      'status',
      'failed',
    );
  });

  it('does not excuse another error', async () => {
    const other = { ...refused, message: 'something else' };
    expect(await judgeCase({ id: 'a', in: { node }, expect: other })).toHaveProperty('status', 'failed');
  });
});

describe('shared-inputs', () => {
  const func = { name: 'change', params: ['rows'] };
  const given = (kind: string): unknown => ({
    pipeline: {
      nodes: [{ func, inputs: 'rows', outputs: 'sum', name: 'n', fn: { kind, k: 1 } }],
    },
    catalog: { rows: { type: 'memory', data: [1, 2] } },
    hook_manager: false,
  });
  const answer = {
    nodes: ['n'],
    workers: {},
    events: [
      ['catalog.load', 'rows'],
      ['call', 'n'],
      ['catalog.save', 'sum', 4],
    ],
    result: { sum: 4 },
    exists_after: { rows: true, sum: true },
    log: [
      ['INFO', 'Completed node: n'],
      ['INFO', 'Completed 1 out of 1 tasks'],
    ],
  };

  it('excuses that a node is stopped which changes its input, if the answer is the same with copies', async () => {
    const verdict = await judgeCase({ id: 'a', in: given('mutate'), expect: answer });
    expect(verdict).toEqual({ status: 'diverged', rules: ['shared-inputs'] });
  });

  it('does not excuse another answer with copies', async () => {
    const expected = { ...answer, result: { sum: 5 } };
    const verdict = await judgeCase({ id: 'a', in: given('mutate'), expect: expected });
    expect(verdict).toHaveProperty('status', 'failed');
  });

  it('is not needed for a node that changes nothing', async () => {
    const verdict = await judgeCase({ id: 'a', in: given('sum'), expect: answer });
    expect(verdict).toEqual({ status: 'passed' });
  });
});

describe('large-integers', () => {
  const judge = (text: string, $int: string): Promise<Verdict> =>
    judgeCase({ id: 'a', in: { kind: 'split_params', value: text }, expect: { value: { a: { $int } } } });

  it('excuses the nearest number', async () => {
    const verdict = await judge('a=9007199254740993', '9007199254740993');
    expect(verdict).toEqual({ status: 'diverged', rules: ['large-integers'] });
  });

  it('excuses no other number', async () => {
    expect(await judge('a=9007199254740991', '9007199254740993')).toHaveProperty('status', 'failed');
    expect(await judge('a=5', '6')).toHaveProperty('status', 'failed');
  });
});

describe('mapping-or-value', () => {
  const judge = (one: string, other: string, config: unknown): Promise<Verdict> => {
    const files = { 'base/parameters.yml': one, 'base/parameters_b.yml': other };
    const args = { base_env: 'base', default_run_env: 'local' };
    const given = { files, dirs: ['base', 'local'], args, keys: ['parameters'] };
    return judgeCase({ id: 'a', in: given, expect: { results: [{ config }] } });
  };

  it('excuses that a mapping and a value are refused as defined twice', async () => {
    const verdict = await judge('a: {b: 1}', 'a: 1', { a: 1 });
    expect(verdict).toEqual({ status: 'diverged', rules: ['mapping-or-value'] });
  });

  it('excuses nothing of the kind for two values, nor another answer', async () => {
    expect(await judge('a: 2', 'a: 1', { a: 1 })).toHaveProperty('status', 'failed');
    expect(await judge('a: {b: 1}', 'b: 1', { a: 1 })).toHaveProperty('status', 'failed');
  });
});

describe('failed-entry-stays', () => {
  const given = {
    kind: 'catalog',
    catalog: { bad: { type: 'oracle_ds.Plain' }, good: { type: 'oracle_ds.Dummy' } },
    steps: [['get', 'bad'], ['keys'], ['get_type', 'bad']],
  };
  const refused = {
    error: 'DatasetError',
    message:
      "\nPlain.__init__() missing 1 required positional argument: 'filepath'.\n" +
      "Dataset 'bad' must only contain arguments valid for the constructor of 'oracle_ds.Plain'.",
    origin: 'kedro',
  };
  const judge = (...steps: readonly unknown[]): Promise<Verdict> =>
    judgeCase({ id: 'a', in: given, expect: { keys: ['bad', 'good'], steps } });

  it('excuses that an entry which failed is still there', async () => {
    const verdict = await judge(refused, ['good'], null);
    expect(verdict).toEqual({ status: 'diverged', rules: ['failed-entry-stays'] });
  });

  it('excuses nothing else', async () => {
    expect(await judge(refused, ['other'], null)).toHaveProperty('status', 'failed');
    expect(await judge(refused, ['good'], 'oracle_ds.Dummy')).toHaveProperty('status', 'failed');
    const steps = [['keys'], ['get', 'bad'], ['get_type', 'bad']];
    const expected = { keys: ['bad', 'good'], steps: [['good'], refused, null] };
    const tooEarly = await judgeCase({ id: 'a', in: { ...given, steps }, expect: expected });
    expect(tooEarly).toHaveProperty('status', 'failed');
  });
});

describe('odd-node-lists', () => {
  const judge = (value: string, ...names: readonly string[]): Promise<Verdict> =>
    judgeCase({ id: 'a', in: { kind: 'split_node_names', value }, expect: { value: names } });

  it.each([
    ['a,,b', ['a', ',b']],
    [' ', ['']],
    ['x,a[b,c', ['x']],
    ['a],b', []],
  ])('excuses that %j is not read as Kedro does', async (text, names) => {
    const verdict = await judge(text, ...names);
    expect(verdict).toEqual({ status: 'diverged', rules: ['odd-node-lists'] });
  });

  it.each([
    ['a,b', ['a', 'c']],
    ['a,,b', ['a', ',c']],
    ['a[b,c', ['c']],
  ])('excuses no other names of %j', async (text, names) => {
    expect(await judge(text, ...names)).toHaveProperty('status', 'failed');
  });
});
