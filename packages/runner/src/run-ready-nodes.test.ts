import { getEventListeners } from 'node:events';
import { node, pipeline } from '@kedro-ts/pipeline';
import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { AT_ONCE, NodeController } from '../test/node-controller.js';
import type { Durations } from './expected-durations.js';
import { planRun, type RunPlan } from './run-plan.js';
import { runReadyNodes } from './run-ready-nodes.js';

/** A random acyclic graph: node i may read the outputs of nodes before it. */
const dags = fc
  .integer({ min: 1, max: 14 })
  .chain((size) =>
    fc.tuple(
      ...Array.from({ length: size }, (_, i) =>
        fc.subarray(Array.from({ length: i }, (_, parent) => parent)),
      ),
    ),
  )
  .map((parents) =>
    planRun(
      pipeline(
        parents.map((list, i) =>
          node(
            () => 1,
            list.map((parent) => `d${parent}`),
            `d${i}`,
            { name: `n${String(i).padStart(2, '0')}` },
          ),
        ),
      ),
    ),
  );

const parentsOf = (plan: RunPlan, index: number): number[] =>
  plan.children.flatMap((children, parent) => (children.includes(index) ? [parent] : []));

/** All nodes that need something of these, at first or second hand. */
function descendantsOf(plan: RunPlan, from: readonly number[]): Set<number> {
  const found = new Set<number>();
  const visit = (index: number): void =>
    plan.children[index]?.forEach((child) => {
      found.add(child);
      visit(child);
    });
  from.forEach(visit);
  return found;
}

const picks = fc.array(fc.nat(), { minLength: 1, maxLength: 20 }).map((numbers) => {
  let next = 0;
  return () => numbers[next++ % numbers.length]!;
});

describe('runReadyNodes', () => {
  test('runs every node once, after its parents, on at most as many slots as there are', async () => {
    await fc.assert(
      fc.asyncProperty(dags, fc.integer({ min: 1, max: 5 }), picks, async (plan, slots, pick) => {
        const controller = new NodeController();
        const finishedAtStart = new Map<number, Set<number>>();
        const run = runReadyNodes(plan, {
          slots,
          runNode: (index) => {
            finishedAtStart.set(index, new Set(controller.finished));
            return controller.runNode(index);
          },
        });
        await controller.settleAll(pick);
        await run;
        expect([...controller.started].sort((a, b) => a - b)).toEqual([...plan.nodes.keys()]);
        expect(controller.most).toBeLessThanOrEqual(slots);
        for (const [index, finished] of finishedAtStart)
          for (const parent of parentsOf(plan, index)) expect(finished).toContain(parent);
      }),
      { numRuns: 60 },
    );
  });

  test('leaves no slot empty while a node is ready', async () => {
    await fc.assert(
      fc.asyncProperty(dags, fc.integer({ min: 1, max: 5 }), picks, async (plan, slots, pick) => {
        const controller = new NodeController();
        const run = runReadyNodes(plan, { slots, runNode: controller.runNode });
        while (controller.running.size > 0) {
          const waiting = [...plan.nodes.keys()].filter(
            (index) =>
              !controller.started.includes(index) &&
              parentsOf(plan, index).every((parent) => controller.finished.includes(parent)),
          );
          if (waiting.length > 0) expect(controller.running.size).toBe(slots);
          const choices = [...controller.running.keys()];
          await controller.settle(choices[pick() % choices.length]!);
        }
        await run;
      }),
      { numRuns: 40 },
    );
  });

  test('starts nothing after a failure, waits for what is running, and throws the first failure', async () => {
    await fc.assert(
      fc.asyncProperty(
        dags,
        fc.integer({ min: 1, max: 5 }),
        picks,
        fc.uniqueArray(fc.nat({ max: 13 }), { minLength: 1 }),
        async (plan, slots, pick, failing) => {
          const controller = new NodeController();
          const run = runReadyNodes(plan, { slots, runNode: controller.runNode });
          const outcome = run.then(
            () => undefined,
            (error: unknown) => error as Error,
          );
          let first: number | undefined;
          let startedAtFailure = 0;
          while (controller.running.size > 0) {
            const choices = [...controller.running.keys()];
            const index = choices[pick() % choices.length]!;
            const fails = failing.includes(index);
            if (fails && first === undefined) [first, startedAtFailure] = [index, controller.started.length];
            await controller.settle(index, fails ? new Error(`node ${index}`) : undefined);
          }
          expect((await outcome)?.message).toBe(first === undefined ? undefined : `node ${first}`);
          if (first !== undefined) expect(controller.started).toHaveLength(startedAtFailure);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('with "continue" runs exactly the nodes that need nothing of a failed one, and tells of all failures', async () => {
    await fc.assert(
      fc.asyncProperty(
        dags,
        fc.integer({ min: 1, max: 5 }),
        picks,
        fc.uniqueArray(fc.nat({ max: 13 }), { minLength: 1 }),
        async (plan, slots, pick, failing) => {
          const controller = new NodeController();
          const run = runReadyNodes(plan, { slots, runNode: controller.runNode, onFailure: 'continue' });
          const outcome = run.then(
            () => undefined,
            (error: unknown) => error as AggregateError,
          );
          await controller.settleAll(pick, new Set(failing));
          const lost = descendantsOf(plan, failing);
          const runnable = [...plan.nodes.keys()].filter((index) => !lost.has(index));
          expect([...controller.started].sort((a, b) => a - b)).toEqual(runnable);
          const failed = controller.started.filter((index) => failing.includes(index));
          const error = await outcome;
          if (failed.length === 0) expect(error).toBeUndefined();
          else if (failed.length === 1) expect(error!.message).toBe(`node ${failed[0]}`);
          else
            expect(error!.errors.map(({ message }: Error) => message).sort()).toEqual(
              failed.map((index) => `node ${index}`).sort(),
            );
        },
      ),
      { numRuns: 80 },
    );
  });

  test('tries nodes again as often as they want, each after its parents, and then goes on', async () => {
    await fc.assert(
      fc.asyncProperty(
        dags,
        fc.integer({ min: 1, max: 5 }),
        picks,
        fc.array(fc.nat({ max: 2 }), { minLength: 14, maxLength: 14 }),
        async (plan, slots, pick, retries) => {
          const controller = new NodeController();
          const left = [...retries];
          const run = runReadyNodes(plan, { slots, runNode: controller.runNode });
          let isOver = false;
          const ended = run.then(() => (isOver = true));
          while (!isOver) {
            const choices = [...controller.running.keys()];
            if (choices.length === 0) {
              // All that could run waits for its time.
              await new Promise((resolve) => setTimeout(resolve));
              continue;
            }
            const index = choices[pick() % choices.length]!;
            for (const parent of parentsOf(plan, index)) expect(controller.finished).toContain(parent);
            if (left[index]! > 0) {
              left[index]!--;
              await controller.retry(index, AT_ONCE);
            } else await controller.settle(index);
          }
          await ended;
          for (const index of plan.nodes.keys())
            expect(controller.started.filter((started) => started === index)).toHaveLength(
              retries[index]! + 1,
            );
          expect(controller.most).toBeLessThanOrEqual(slots);
        },
      ),
      { numRuns: 30 },
    );
  });

  describe('while nodes wait to be tried again', () => {
    afterEach(() => vi.useRealTimers());

    const two = planRun(pipeline(['a', 'b'].map((name) => node(() => 1, null, name, { name }))));

    function started(options: Partial<Parameters<typeof runReadyNodes>[1]> = {}) {
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
      const controller = new NodeController();
      const run = runReadyNodes(two, { slots: 1, runNode: controller.runNode, ...options });
      const outcome = Promise.allSettled([run]).then(([settled]) => settled);
      return { controller, outcome };
    }

    test('gives their places to others, and starts them when their time has come', async () => {
      const { controller, outcome } = started();
      await controller.retry(0, { retryAfter: 500 });
      expect(controller.started).toEqual([0, 1]);
      await controller.settle(1);
      vi.advanceTimersByTime(499);
      expect(controller.started).toEqual([0, 1]);
      vi.advanceTimersByTime(1);
      expect(controller.started).toEqual([0, 1, 0]);
      await controller.settle(0);
      expect(await outcome).toMatchObject({ status: 'fulfilled' });
      expect(vi.getTimerCount()).toBe(0);
    });

    test.each(['stop', 'finish-running'] as const)(
      'with %j drops them when another fails, and leaves no timer behind',
      async (onFailure) => {
        const { controller, outcome } = started({ onFailure });
        await controller.retry(0, { retryAfter: 500 });
        await controller.settle(1, new Error('no luck'));
        expect(await outcome).toMatchObject({ status: 'rejected', reason: { message: 'no luck' } });
        expect(vi.getTimerCount()).toBe(0);
        expect(controller.started).toEqual([0, 1]);
      },
    );

    test('with "continue" waits for them when another fails', async () => {
      const { controller, outcome } = started({ onFailure: 'continue' });
      await controller.retry(0, { retryAfter: 500 });
      await controller.settle(1, new Error('no luck'));
      vi.advanceTimersByTime(500);
      expect(controller.started).toEqual([0, 1, 0]);
      await controller.settle(0);
      expect(await outcome).toMatchObject({ status: 'rejected', reason: { message: 'no luck' } });
    });

    test('drops one that asks for another try after a failure', async () => {
      const { controller, outcome } = started({ slots: 2 });
      await controller.settle(1, new Error('no luck'));
      await controller.retry(0, { retryAfter: 500 });
      expect(await outcome).toMatchObject({ status: 'rejected', reason: { message: 'no luck' } });
      expect(vi.getTimerCount()).toBe(0);
    });

    test('ends at once when it is cancelled, and leaves neither timer nor listener behind', async () => {
      const abort = new AbortController();
      const { controller, outcome } = started({ signal: abort.signal });
      await controller.retry(0, { retryAfter: 500 });
      await controller.settle(1);
      abort.abort();
      expect(await outcome).toMatchObject({
        status: 'rejected',
        reason: { code: 'KEDRO_RUN_CANCELLED' },
      });
      expect(vi.getTimerCount()).toBe(0);
      expect(getEventListeners(abort.signal, 'abort')).toEqual([]);
      expect(controller.started).toEqual([0, 1]);
    });
  });

  test('with "stop" fails at once, and lets others know', async () => {
    const controller = new NodeController();
    const plan = planRun(pipeline(['a', 'b'].map((name) => node(() => 1, null, name, { name }))));
    const { signal } = new AbortController();
    let stops = 0;
    const run = runReadyNodes(plan, {
      slots: 2,
      runNode: controller.runNode,
      onFailure: 'stop',
      onStop: () => stops++,
      signal,
    });
    const outcome = Promise.allSettled([run]).then(([settled]) => settled);
    await controller.settle(0, new Error('no luck'));
    expect(controller.running.size).toBe(1);
    expect(await outcome).toMatchObject({ status: 'rejected', reason: { message: 'no luck' } });
    await controller.settle(1, new Error('too late'));
    expect(stops).toBe(1);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  test('prefers the node with the longest way to an end', async () => {
    const plan = planRun(
      pipeline([
        node(() => 1, null, 'a', { name: 'a_short' }),
        node(() => 1, null, 'b', { name: 'b_long' }),
        node(() => 1, 'b', 'c', { name: 'c' }),
      ]),
    );
    const order: string[] = [];
    await runReadyNodes(plan, {
      slots: 1,
      runNode: async (index) => void order.push(plan.nodes[index]!.name),
    });
    expect(order).toEqual(['b_long', 'a_short', 'c']);
  });

  test('starts the branch that took longest in earlier runs first, however many nodes the others have', async () => {
    const branches = pipeline([
      node(() => 1, null, 'a', { name: 'a_many' }),
      node(() => 1, 'a', 'b', { name: 'b_many' }),
      node(() => 1, 'b', 'c', { name: 'c_many' }),
      node(() => 1, null, 'd', { name: 'd_long' }),
    ]);
    const orderWith = async (durations: Durations): Promise<string[]> => {
      const plan = planRun(branches, { durations });
      const order: string[] = [];
      await runReadyNodes(plan, {
        slots: 1,
        runNode: async (index) => void order.push(plan.nodes[index]!.name),
      });
      return order;
    };
    expect((await orderWith({}))[0]).toBe('a_many');
    expect((await orderWith({ a_many: 1, b_many: 1, c_many: 1, d_long: 100 }))[0]).toBe('d_long');
  });

  test('rejects at once when cancelled, starts nothing more, and leaves no listener behind', async () => {
    const abort = new AbortController();
    const controller = new NodeController();
    const plan = planRun(
      pipeline([node(() => 1, null, 'a', { name: 'a' }), node(() => 1, 'a', 'b', { name: 'b' })]),
    );
    const run = runReadyNodes(plan, { slots: 2, runNode: controller.runNode, signal: abort.signal });
    abort.abort(new Error('enough'));
    await expect(run).rejects.toMatchObject({ code: 'KEDRO_RUN_CANCELLED', cause: { message: 'enough' } });
    await controller.settle(0);
    expect(controller.started).toEqual([0]);
    expect(getEventListeners(abort.signal, 'abort')).toEqual([]);
  });

  test('starts a node again that did not start after all', async () => {
    const plan = planRun(
      pipeline([node(() => 1, null, 'a', { name: 'a' }), node(() => 1, 'a', 'b', { name: 'b' })]),
    );
    const log: number[] = [];
    await runReadyNodes(plan, {
      slots: 2,
      runNode: async (index) => (log.push(index) === 1 ? false : undefined),
    });
    expect(log).toEqual([0, 0, 1]);
  });

  test('gives out no node for which there is no place, and asks again when another has ended', async () => {
    const controller = new NodeController();
    const plan = planRun(pipeline(['a', 'b', 'c'].map((name) => node(() => 1, null, name, { name }))));
    const run = runReadyNodes(plan, {
      slots: 3,
      runNode: controller.runNode,
      hasPlaceFor: (index) => index < 2 || controller.finished.length > 0,
    });
    expect(controller.started).toEqual([0, 1]);
    await controller.settle(0);
    expect(controller.started).toEqual([0, 1, 2]);
    await controller.settle(1);
    await controller.settle(2);
    await run;
  });

  test('tells of the first failure before those come back that were taken back because of it', async () => {
    const plan = planRun(pipeline(['a', 'b'].map((name) => node(() => 1, null, name, { name }))));
    const failures: number[] = [];
    let takeBack!: (ended: false) => void;
    const taken = new Promise<false>((resolve) => (takeBack = resolve));
    const started: number[] = [];
    const run = runReadyNodes(plan, {
      slots: 2,
      runNode: async (index) => {
        started.push(index);
        if (index === 1) return taken;
        throw new Error('no luck');
      },
      onStop: () => {
        failures.push(1);
        takeBack(false);
      },
    });
    await expect(run).rejects.toThrow('no luck');
    expect([failures, started]).toEqual([[1], [0, 1]]);
  });

  test('leaves no listener behind when it is done', async () => {
    const { signal } = new AbortController();
    const plan = planRun(pipeline([node(() => 1, null, 'a', { name: 'a' })]));
    await runReadyNodes(plan, { slots: 1, runNode: async () => {}, signal });
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  test('names remaining, done and ready nodes when none can start', async () => {
    const plan = planRun(
      pipeline([node(() => 1, null, 'a', { name: 'a' }), node(() => 1, 'a', 'b', { name: 'b' })]),
    );
    const forged: RunPlan = { ...plan, waitsFor: [0, 2] };
    await expect(runReadyNodes(forged, { slots: 1, runNode: async () => {} })).rejects.toMatchObject({
      code: 'KEDRO_RUN_STALLED',
      remaining: ['b'],
      done: ['a'],
      ready: [],
    });
  });

  test('fails like the node when a function throws instead of rejecting', async () => {
    const plan = planRun(pipeline([node(() => 1, null, 'a', { name: 'a' })]));
    const runNode = (): Promise<void> => {
      throw new Error('at once');
    };
    await expect(runReadyNodes(plan, { slots: 1, runNode })).rejects.toThrow('at once');
  });
});
