/** What plugins add to a run of a thousand nodes, beside calling as many functions. */
import { applyPlugins } from '@kedro-ts/hooks';
import { SequentialRunner } from '@kedro-ts/runner-sequential';
import { deepStrictEqual } from 'node:assert';
import { alternate, compare, round } from '../measure.mjs';
import { makePipeline, runPipeline } from './trivial-project.mjs';
import { makeSpecs, runInLoop } from './trivial.mjs';

const NODES = 1_000;
const HOOKS = [
  'beforeDatasetLoaded',
  'afterDatasetLoaded',
  'beforeNodeRun',
  'afterNodeRun',
  'beforeDatasetSaved',
  'afterDatasetSaved',
];

export const benches = [
  {
    name: 'run/hooks',
    sizes: [0, 1, 5, 20],
    rows: async (plugins) => {
      const specs = makeSpecs('chain', NODES);
      const made = makePipeline(specs);
      const ours = countingPlugins(plugins);
      const floor = countingFunctions(plugins);
      const actions = [
        () => runPipeline(new SequentialRunner(), made, { plugins: ours.host }),
        () => runPipeline(new SequentialRunner(), made),
        () => runCalling(specs, floor.hooks),
        () => runInLoop(specs),
      ];
      for (const action of actions) await action();
      deepStrictEqual([ours.calls(), floor.calls()], Array(2).fill(plugins * HOOKS.length * NODES));
      const [withMs, withoutMs, floorWithMs, floorWithoutMs] = await alternate(actions);
      const row = { ...compare(withMs, floorWithMs), without_ms: round(withoutMs) };
      // Without a plugin, nothing is to be measured.
      if (plugins === 0)
        return [{ ...row, of_without: round(withMs / withoutMs), goals: ['of_without <= 1.05'] }];
      const [added, floorAdded] = [withMs - withoutMs, floorWithMs - floorWithoutMs];
      return [
        {
          ...row,
          added_ms: round(added),
          floor_added_ms: round(floorAdded),
          added_ratio: round(added / floorAdded),
          goals: ['added_ratio <= 3'],
        },
      ];
    },
  },
];

/** A host of plugins that count their calls. */
function countingPlugins(count) {
  let calls = 0;
  const host = applyPlugins(
    Array.from({ length: count }, (_, i) => ({
      name: `plugin${i}`,
      apply: (hooks) => {
        for (const hook of HOOKS) hooks[hook].tap(`plugin${i}`, () => void calls++);
      },
    })),
  );
  return { host, calls: () => calls };
}

/** The same as functions in lists. */
function countingFunctions(count) {
  let calls = 0;
  const hooks = HOOKS.map(() =>
    Array.from({ length: count }, () => (payload) => void (calls += payload.step)),
  );
  return { hooks, calls: () => calls };
}

/** The loop, with all functions called around each node. */
function runCalling(specs, hooks) {
  const [beforeLoad, afterLoad, beforeRun, afterRun, beforeSave, afterSave] = hooks;
  const data = new Map([['start', 0]]);
  const call = (functions, payload) => {
    for (const one of functions) one(payload);
  };
  for (const node of specs) {
    const { input, output, run, frees } = node;
    call(beforeLoad, { step: 1, node, dataset: input });
    const value = data.get(input);
    call(afterLoad, { step: 1, node, dataset: input, data: value });
    call(beforeRun, { step: 1, node, inputs: { [input]: value } });
    const result = run(value);
    call(afterRun, { step: 1, node, inputs: { [input]: value }, outputs: { [output]: result } });
    call(beforeSave, { step: 1, node, dataset: output, data: result });
    data.set(output, result);
    call(afterSave, { step: 1, node, dataset: output, data: result });
    if (frees) data.delete(input);
  }
  return data;
}
