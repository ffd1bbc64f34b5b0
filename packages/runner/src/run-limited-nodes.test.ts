import { node, pipeline, type Node, type Resources } from '@kedro-ts/pipeline';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NodeController } from '../test/node-controller.js';
import { planRun, type RunPlan } from './run-plan.js';
import { runReadyNodes } from './run-ready-nodes.js';

const TOTALS = { gpu: 2, memory: '4GB' };

interface Spec {
  readonly parents: readonly number[];
  readonly resources: { readonly gpu: number; readonly memory: number };
}

const name = (index: number): string => `n${String(index).padStart(2, '0')}`;

/** Random acyclic graphs of nodes that need resources or not, which fit the totals one by one. */
const specs: fc.Arbitrary<Spec[]> = fc.integer({ min: 1, max: 14 }).chain((size) =>
  fc.tuple(
    ...Array.from({ length: size }, (_, i) =>
      fc.record({
        parents: fc.subarray(Array.from({ length: i }, (_, parent) => parent)).map((all) => all.slice(0, 2)),
        resources: fc.record({
          gpu: fc.constantFrom(0, 0, 0.3, 1, 2),
          memory: fc.constantFrom(0, 0, 1, 3, 4),
        }),
      }),
    ),
  ),
);

function planOf(nodes: readonly Spec[], totals: Resources = TOTALS): RunPlan {
  return planRun(
    pipeline(
      nodes.map(({ parents, resources: { gpu, memory } }, i) =>
        node(
          () => 1,
          parents.map((parent) => `d${parent}`),
          `d${i}`,
          { name: name(i), resources: { gpu, memory: `${memory}GB` } },
        ),
      ),
    ),
    { resources: totals },
  );
}

/** The specification of each node of a plan. */
const specOf = (plan: RunPlan, nodes: readonly Spec[], index: number): Spec =>
  nodes[Number(plan.nodes[index]!.name.slice(1))]!;

function taken(
  plan: RunPlan,
  nodes: readonly Spec[],
  running: Iterable<number>,
): [gpu: number, memory: number] {
  const all = [...running].map((index) => specOf(plan, nodes, index).resources);
  return [all.reduce((sum, { gpu }) => sum + gpu, 0), all.reduce((sum, { memory }) => sum + memory, 0)];
}

const picks = fc.array(fc.nat(), { minLength: 1, maxLength: 20 }).map((numbers) => {
  let next = 0;
  return () => numbers[next++ % numbers.length]!;
});

/** Resources of single nodes without parents, by name. */
function independent(
  resources: Readonly<Record<string, Resources>>,
  totals: Resources,
  durations = {},
): RunPlan {
  return planRun(
    pipeline(
      Object.entries(resources).map(([name, needs]) =>
        node(() => 1, null, `${name}_out`, { name, resources: needs }),
      ),
    ),
    { resources: totals, durations },
  );
}

/** Names of what runs. */
const running = (plan: RunPlan, controller: NodeController): string[] =>
  [...controller.running.keys()].map((index) => plan.nodes[index]!.name);

const indexOf = (plan: RunPlan, wanted: string): number =>
  plan.nodes.findIndex(({ name }) => name === wanted);

describe('runReadyNodes with resources', () => {
  test('runs every node, and never takes more than there is', async () => {
    await fc.assert(
      fc.asyncProperty(specs, fc.integer({ min: 1, max: 5 }), picks, async (nodes, slots, pick) => {
        const plan = planOf(nodes);
        const controller = new NodeController();
        const run = runReadyNodes(plan, {
          slots,
          runNode: (index) => {
            const started = controller.runNode(index);
            const [gpu, memory] = taken(plan, nodes, controller.running.keys());
            expect(gpu).toBeLessThanOrEqual(2 + 1e-6);
            expect(memory).toBeLessThanOrEqual(4);
            return started;
          },
        });
        await controller.settleAll(pick);
        await run;
        expect([...controller.started].sort((a, b) => a - b)).toEqual([...plan.nodes.keys()]);
      }),
      { numRuns: 100 },
    );
  });

  test('leaves no slot empty while a node that needs nothing is ready', async () => {
    await fc.assert(
      fc.asyncProperty(specs, fc.integer({ min: 1, max: 5 }), picks, async (nodes, slots, pick) => {
        const plan = planOf(nodes);
        const controller = new NodeController();
        const run = runReadyNodes(plan, { slots, runNode: controller.runNode });
        while (controller.running.size > 0) {
          const isWaiting = [...plan.nodes.keys()].some((index) => {
            const { parents, resources } = specOf(plan, nodes, index);
            const isReady = parents.every((parent) =>
              controller.finished.includes(indexOf(plan, name(parent))),
            );
            return isReady && resources.gpu + resources.memory === 0 && !controller.started.includes(index);
          });
          if (isWaiting) expect(controller.running.size).toBe(slots);
          const choices = [...controller.running.keys()];
          await controller.settle(choices[pick() % choices.length]!);
        }
        await run;
      }),
      { numRuns: 60 },
    );
  });

  test('lets nobody take what the first of those who wait needs', async () => {
    await fc.assert(
      fc.asyncProperty(specs, fc.integer({ min: 1, max: 5 }), picks, async (nodes, slots, pick) => {
        const plan = planOf(nodes);
        const controller = new NodeController();
        const isReady = (index: number): boolean =>
          !controller.started.includes(index) &&
          specOf(plan, nodes, index).parents.every((parent) =>
            controller.finished.includes(indexOf(plan, name(parent))),
          );
        const first = (a: number, b: number): number =>
          plan.remainingPath[b]! - plan.remainingPath[a]! || a - b;
        const run = runReadyNodes(plan, {
          slots,
          runNode: (index) => {
            const [gpu, memory] = taken(plan, nodes, controller.running.keys());
            const { resources: needs } = specOf(plan, nodes, index);
            const [waiting] = [...plan.nodes.keys()].filter(isReady).sort(first);
            if (waiting !== undefined && waiting !== index) {
              const { resources: reserved } = specOf(plan, nodes, waiting);
              if (needs.gpu > 0) expect(gpu + reserved.gpu + needs.gpu).toBeLessThanOrEqual(2 + 1e-6);
              if (needs.memory > 0) expect(memory + reserved.memory + needs.memory).toBeLessThanOrEqual(4);
            }
            return controller.runNode(index);
          },
        });
        await controller.settleAll(pick);
        await run;
      }),
      { numRuns: 200 },
    );
  });

  test('starts in the same order as without, where there is enough for all', async () => {
    await fc.assert(
      fc.asyncProperty(specs, fc.integer({ min: 1, max: 5 }), picks, async (nodes, slots, pick) => {
        const orders: number[][] = [];
        const steps = Array.from({ length: nodes.length }, pick);
        for (const totals of [{ gpu: 100, memory: '100GB' }, {}] as Resources[]) {
          const controller = new NodeController();
          const run = runReadyNodes(planOf(nodes, totals), { slots, runNode: controller.runNode });
          let step = 0;
          await controller.settleAll(() => steps[step++]!);
          await run;
          orders.push(controller.started);
        }
        expect(orders[0]).toEqual(orders[1]);
      }),
      { numRuns: 40 },
    );
  });

  test('lets others overtake a node that waits only with what that does not need', async () => {
    const plan = independent(
      {
        a_runs: { memory: '1GB' },
        b_large: { memory: '4GB', gpu: 1 },
        c_small: { memory: '1GB' },
        d_gpu: { gpu: 1 },
        e_gpu: { gpu: 1 },
        f_free: {},
      },
      TOTALS,
      { a_runs: 60, b_large: 50, c_small: 40, d_gpu: 30, e_gpu: 20, f_free: 10 },
    );
    const controller = new NodeController();
    const run = runReadyNodes(plan, { slots: 10, runNode: controller.runNode });
    expect(running(plan, controller)).toEqual(['a_runs', 'd_gpu', 'f_free']);
    await controller.settle(indexOf(plan, 'd_gpu'));
    expect(running(plan, controller)).toEqual(['a_runs', 'f_free', 'e_gpu']);
    await controller.settle(indexOf(plan, 'a_runs'));
    expect(running(plan, controller)).toEqual(['f_free', 'e_gpu', 'b_large']);
    await controller.settle(indexOf(plan, 'b_large'));
    expect(running(plan, controller)).toEqual(['f_free', 'e_gpu', 'c_small']);
    await controller.settleAll(() => 0);
    await run;
  });

  test('does not let small nodes, of which one after another becomes ready, keep a large one out', async () => {
    const chain = (name: string): Node[] =>
      Array.from({ length: 20 }, (_, i) =>
        node(() => 1, i === 0 ? null : `${name}${i - 1}`, `${name}${i}`, {
          name: `${name}${i}`,
          resources: { gpu: 1 },
        }),
      );
    const held = node(() => 1, null, 'held_out', { name: 'held', resources: { gpu: 1 } });
    const large = node(() => 1, null, 'large_out', { name: 'large', resources: { gpu: 2, memory: '1GB' } });
    const durations = {
      held: 2_000,
      large: 1_000,
      ...Object.fromEntries(chain('small').map(({ name }) => [name, 1])),
    };
    const plan = planRun(pipeline([...chain('small'), large, held]), { resources: TOTALS, durations });
    const controller = new NodeController();
    const run = runReadyNodes(plan, { slots: 4, runNode: controller.runNode });
    expect(running(plan, controller)).toEqual(['held']);
    await controller.settle(indexOf(plan, 'held'));
    expect(running(plan, controller)).toEqual(['large']);
    await controller.settleAll(() => 0);
    await run;
    expect(controller.started).toHaveLength(22);
  });

  test('adds up fractions as if they were exact', async () => {
    const tenths = Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`a${i}`, { gpu: 0.1 }]));
    const plan = independent({ ...tenths, whole: { gpu: 1 } }, { gpu: 1 });
    const controller = new NodeController();
    const run = runReadyNodes(plan, { slots: 20, runNode: controller.runNode });
    expect(controller.running.size).toBe(10);
    await controller.settleAll(() => 3);
    await run;
    expect(controller.started).toHaveLength(11);
  });

  test('starts nothing more after a failure, although what the failed node took is free', async () => {
    const plan = independent({ a: { gpu: 2 }, b: { gpu: 2 }, c: {} }, TOTALS);
    const controller = new NodeController();
    const run = runReadyNodes(plan, { slots: 3, runNode: controller.runNode });
    expect(running(plan, controller)).toEqual(['a', 'c']);
    const outcome = run.catch((error: unknown) => error);
    await controller.settle(indexOf(plan, 'a'), new Error('the gpu is on fire'));
    await controller.settle(indexOf(plan, 'c'));
    expect(await outcome).toMatchObject({ message: 'the gpu is on fire' });
    expect(controller.started).toHaveLength(2);
  });
});
