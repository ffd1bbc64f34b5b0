import { setImmediate } from 'node:timers/promises';
import { DataCatalog } from '@kedro-ts/io';
import { node, pipeline, type Pipeline } from '@kedro-ts/pipeline';
import { testRunner } from '@kedro-ts/runner/testing';
import { describe, expect, test } from 'vitest';
import { ConcurrentRunner, type ConcurrentRunnerOptions } from './concurrent-runner.js';

testRunner({
  name: 'concurrent',
  overlaps: true,
  createRunner: (options) => new ConcurrentRunner(options),
});

/** Nodes that wait until so many of them are running; counts how many were running at most. */
class Meeting {
  most = 0;
  #running = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(readonly size: number) {}

  readonly attend = async (): Promise<number> => {
    this.most = Math.max(this.most, ++this.#running);
    const met = new Promise<void>((resolve) => this.#waiting.push(resolve));
    if (this.#waiting.length === this.size) for (const go of this.#waiting.splice(0)) go();
    await met;
    return this.#running--;
  };

  pipeline(count: number): Pipeline {
    return pipeline(
      Array.from({ length: count }, (_, i) => node(this.attend, null, `x${i}`, { name: `n${i}` })),
    );
  }
}

describe('the concurrent runner', () => {
  test.each<[ConcurrentRunnerOptions, number]>([
    [{}, 10],
    [{ maxConcurrency: 3 }, 3],
    [{ maxWorkers: 2 }, 2],
    [{ maxConcurrency: 3, maxWorkers: 2 }, 2],
  ])('with %j runs %i nodes at once, and no more', async (options, limit) => {
    const meeting = new Meeting(limit);
    await new ConcurrentRunner(options).run(meeting.pipeline(3 * limit), new DataCatalog());
    expect(meeting.most).toBe(limit);
  });

  test.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, '2' as unknown as number])(
    'refuses the limit %s',
    (limit) => {
      for (const option of ['maxConcurrency', 'maxWorkers'])
        expect(() => new ConcurrentRunner({ [option]: limit })).toThrow(
          expect.objectContaining({ code: 'KEDRO_RUNNER_OPTION', option }) as Error,
        );
    },
  );

  test('refuses options that it does not take, with near misses', () => {
    expect(() => new ConcurrentRunner({ maxConcurency: 3 } as ConcurrentRunnerOptions)).toThrow(
      'Did you mean "maxConcurrency"?',
    );
  });

  test('lets running nodes finish after a failure', async () => {
    const nodes = pipeline([
      node(() => Promise.reject(new Error('no answer')), null, 'a', { name: 'a_fails' }),
      node(() => setImmediate('whole'), null, 'b', { name: 'b_goes_on' }),
      node(() => 1, 'b', 'c', { name: 'c_is_next' }),
    ]);
    const catalog = new DataCatalog();
    await expect(new ConcurrentRunner().run(nodes, catalog)).rejects.toThrow('no answer');
    expect(await catalog.load('b')).toBe('whole');
    expect(await catalog.exists('c')).toBe(false);
  });

  test('can be cancelled while synchronous nodes follow each other', async () => {
    const controller = new AbortController();
    const wait = (): number => {
      for (const start = performance.now(); performance.now() - start < 20;);
      return 1;
    };
    void setImmediate().then(() => controller.abort());
    const chain = Array.from({ length: 50 }, (_, i) =>
      node(wait, i === 0 ? null : `x${i - 1}`, `x${i}`, { name: `n${i}` }),
    );
    const run = new ConcurrentRunner().run(pipeline(chain), new DataCatalog(), { signal: controller.signal });
    await expect(run).rejects.toMatchObject({ code: 'KEDRO_RUN_CANCELLED' });
  });
});
