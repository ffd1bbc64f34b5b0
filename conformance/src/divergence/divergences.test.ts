import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { judgeCase } from '../kind/judge-case.js';
import { DefaultNames, promisedDefaultName } from './default-node-names.js';
import { divergences } from './divergences.js';

const page = readFileSync(new URL('../../../docs/divergences.md', import.meta.url), 'utf8');

describe('docs/divergences.md', () => {
  it('has a heading for each rule of the harness, and none besides', () => {
    const headings = [...page.matchAll(/^## `(.*)`$/gm)].map(([, name]) => name);
    expect(headings.sort()).toEqual([...divergences].sort());
  });
});

describe('default-node-names', () => {
  it('excuses other digits after the name of a function, and nothing else', () => {
    const names = new DefaultNames(new Set(['f', 'clean_up']));
    expect(names.isSame('ns.f__00000001', 'ns.f__aaaaaaaa')).toBe(true);
    expect(names.isSame('f__00000001([a]) -> [b]', 'f__aaaaaaaa([a]) -> [b]')).toBe(true);
    expect(names.isSame('g__00000001', 'f__aaaaaaaa')).toBe(false);
    expect(names.isSame('f__0000001', 'f__aaaaaaaa')).toBe(false);
    expect(names.isSame('other.f__00000001', 'ns.f__aaaaaaaa')).toBe(false);
    expect(new DefaultNames(new Set()).isSame('f__00000001', 'f__aaaaaaaa')).toBe(false);
  });

  it('lets one hash of Kedro stand for one of ours, and back', () => {
    const names = new DefaultNames(new Set(['f']));
    expect(names.isSame('f__00000001', 'f__aaaaaaaa')).toBe(true);
    expect(names.isSame('f__00000002', 'f__aaaaaaaa')).toBe(false);
    expect(names.isSame('f__00000001', 'f__bbbbbbbb')).toBe(false);
    expect(names.isSame('f__00000002', 'f__bbbbbbbb')).toBe(true);
  });

  it('demands the hash that is promised, which is the same in every process', () => {
    expect(promisedDefaultName('clean', ['raw', 'params:x'], ['rows'])).toBe('clean__45392a7b');
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
