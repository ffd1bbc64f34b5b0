import { node, pipeline } from '@kedro-ts/pipeline';
import { describe, expect, test } from 'vitest';
import { ReleaseCounter } from './release-counter.js';
import { planRun } from './run-plan.js';

describe('ReleaseCounter', () => {
  test('names a dataset when the last of its readers is done, in whichever order they finish', () => {
    const [make, read, reread] = [
      node(() => 1, 'raw', 'value', { name: 'make' }),
      node(() => 1, 'value', 'x', { name: 'read' }),
      node(() => 1, ['value', 'value'], 'y', { name: 'reread' }),
    ];
    const plan = planRun(pipeline([make, read, reread]));
    for (const order of [
      [read, reread],
      [reread, read],
    ]) {
      const counter = new ReleaseCounter(plan);
      expect(counter.releasedBy(make)).toEqual([]);
      expect(counter.releasedBy(order[0]!)).toEqual([]);
      expect(counter.releasedBy(order[1]!)).toEqual(['value']);
    }
  });

  test('never names inputs and outputs of the pipeline', () => {
    const only = node(() => 1, 'raw', 'result', { name: 'only' });
    expect(new ReleaseCounter(planRun(pipeline([only]))).releasedBy(only)).toEqual([]);
  });

  test('names both formats of a dataset that is written in one and read in another', () => {
    const write = node(() => 1, 'raw', 'table@rows', { name: 'write' });
    const read = node(() => 1, 'table@text', 'x', { name: 'read' });
    const counter = new ReleaseCounter(planRun(pipeline([write, read])));
    expect(counter.releasedBy(write)).toEqual(['table@rows']);
    expect(counter.releasedBy(read)).toEqual(['table@text']);
  });
});
