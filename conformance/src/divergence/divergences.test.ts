import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { judgeCase } from '../kind/judge-case.js';
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
